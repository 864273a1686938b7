package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.Encoded;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/** Events, markers among them, and the actions that the elements of an appender make of them. */
@SuppressWarnings("deprecation") // SLF4J deprecates nesting markers, and people do it
abstract class MappingScene {
    static final BasicMarkerFactory MARKERS = new BasicMarkerFactory();
    static final Marker ACTION = MARKERS.getDetachedMarker("ACTION");

    private static final AtomicInteger NAMES = new AtomicInteger();

    final Elements elements = new Elements();
    Encoded encoded;

    RuleElement rule(String message, String regex) {
        RuleElement rule = new RuleElement();
        rule.setMessage(message);
        rule.setRegex(regex);
        rule.setActionName("Ruled");
        elements.add(rule);
        return rule;
    }

    Encoded encoded() {
        if (encoded == null) {
            encoded = new Encoded(elements, false);
            assertThat(encoded.errors()).isEmpty();
        }
        return encoded;
    }

    /** SLF4J takes two of one name for one. */
    static Marker around(Marker... references) {
        Marker marker = MARKERS.getDetachedMarker("AROUND" + NAMES.incrementAndGet());
        for (Marker reference : references) {
            marker.add(reference);
        }
        return marker;
    }

    /** A marker of another's making. */
    static Marker referring(Function<Marker, Iterator<Marker>> references) {
        return (Marker) Proxy.newProxyInstance(
                Marker.class.getClassLoader(),
                new Class<?>[] {Marker.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getName", "toString" -> "REFERRING";
                    case "hashCode" -> 1;
                    case "equals" -> self == arguments[0];
                    case "hasReferences" -> true;
                    case "iterator" -> references.apply((Marker) self);
                    default -> false;
                });
    }

    LoggingEvent marked(Marker... markers) {
        LoggingEvent event = encoded().event("the message");
        for (Marker marker : markers) {
            event.addMarker(marker);
        }
        return event;
    }

    LoggingEvent pairs(Object... namesAndValues) {
        LoggingEvent event = encoded().event("the message");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            event.addKeyValuePair(new KeyValuePair((String) namesAndValues[i], namesAndValues[i + 1]));
        }
        return event;
    }

    Object nameOf(LoggingEvent event) {
        return encoded().action(event).get("action_name");
    }

    @SuppressWarnings("unchecked") // It is an object.
    Map<String, Object> metadata(LoggingEvent event) {
        Map<String, Object> action = encoded().action(event);
        assertThat(action).isNotEmpty();
        return (Map<String, Object>) action.getOrDefault("metadata", Map.of());
    }
}
