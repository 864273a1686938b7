package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.internal.action.ParsedJson;
import com.moesif.logback.internal.action.StepLimitedText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * One line of a log file: {@code LEVEL logger - message}, Spring Boot's, or JSON. Immutable.
 *
 * @param message formatted: the template is lost
 * @param time null when the line doesn't say it in a way that is sure
 */
record LogLine(
        Level level,
        String logger,
        String message,
        Instant time,
        Map<String, String> mdc,
        List<KeyValuePair> pairs,
        List<String> markers) {
    private static final String LEVELS = "(TRACE|DEBUG|INFO|WARN|ERROR)";

    /** A time and a thread in brackets may come first, or the thread second; of other words nobody knows what they are. */
    private static final Pattern TEXT = Pattern.compile(
            "[-\\d:.,/+TZ ]*(?:\\[[^\\]]*\\] +)?\\[?" + LEVELS + " *\\]? +(?:\\[[^\\]]*\\] +)?(\\S+) +--? (.*)",
            Pattern.DOTALL);

    /** Spring Boot's own: after the level the process, then its name, the thread and a trace in brackets. */
    private static final Pattern BOOT = Pattern.compile(
            "[-\\d:.,/+TZ ]*" + LEVELS + " +\\d* *--- +(?:\\[[^\\]]*\\] *){1,9}(\\S+) *: (.*)", Pattern.DOTALL);

    /** Empty when the line has neither form: a line of a stack trace, say. */
    static Optional<LogLine> read(String line) {
        if (line.stripLeading().startsWith("{")) {
            try {
                return JsonLine.of(ParsedJson.object(line));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Stream.of(BOOT, TEXT)
                .map(layout -> layout.matcher(StepLimitedText.of(line)))
                .filter(LogLine::matches)
                .findFirst()
                .map(text -> of(Level.valueOf(text.group(1)), text.group(2), text.group(3)));
    }

    /** A line that takes too long to tell is none: those that are have one place for each part. */
    private static boolean matches(Matcher line) {
        try {
            return line.matches();
        } catch (StepLimitedText.Exhausted e) {
            return false;
        }
    }

    /** A line that says no more than that. */
    static LogLine of(Level level, String logger, String message) {
        return new LogLine(level, logger, message, null, Map.of(), List.of(), List.of());
    }

    /** The event as it may have been, with this raw message and these arguments. */
    LoggingEvent event(Logger from, String rawMessage, Object[] arguments) {
        LoggingEvent event = new LoggingEvent("", from, level, rawMessage, null, arguments);
        if (time != null) {
            event.setInstant(time);
        }
        event.setMDCPropertyMap(mdc);
        // Not SLF4J's own factory: asking it would configure the class path's logging.
        IMarkerFactory factory = new BasicMarkerFactory();
        markers.forEach(name -> event.addMarker(factory.getDetachedMarker(name)));
        pairs.forEach(event::addKeyValuePair);
        return event;
    }
}
