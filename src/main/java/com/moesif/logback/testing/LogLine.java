package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.internal.action.ParsedJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * One line of a log file: {@code LEVEL logger - message}, or JSON as logstash-logback-encoder writes it. Immutable.
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
    /** A time and a thread in brackets may come first; of words before the level nobody knows what they are. */
    private static final Pattern TEXT = Pattern.compile(
            "[-\\d:.,/+TZ ]*(?:\\[[^\\]]*\\] +)?(TRACE|DEBUG|INFO|WARN|ERROR) +(\\S+) +--? (.*)", Pattern.DOTALL);

    /** What the encoder says of the event itself, and no rule sees. */
    private static final Set<String> NO_FIELDS = Set.of(
            "@timestamp",
            "@version",
            "message",
            "logger_name",
            "thread_name",
            "level",
            "level_value",
            "stack_trace",
            "tags",
            "mdc",
            "caller_class_name",
            "caller_method_name",
            "caller_file_name",
            "caller_line_number");

    /** Empty when the line has neither form: a line of a stack trace, say. */
    static Optional<LogLine> read(String line) {
        if (line.stripLeading().startsWith("{")) {
            try {
                return ofJson(ParsedJson.object(line));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        Matcher text = TEXT.matcher(line);
        return text.matches()
                ? Optional.of(new LogLine(
                        Level.valueOf(text.group(1)),
                        text.group(2),
                        text.group(3),
                        null,
                        Map.of(),
                        List.of(),
                        List.of()))
                : Optional.empty();
    }

    private static Optional<LogLine> ofJson(Map<String, Object> json) {
        if (!(json.get("message") instanceof String message)
                || !(json.get("logger_name") instanceof String logger)
                || !(json.get("level") instanceof String levelName)
                || Level.toLevel(levelName, null) == null) {
            return Optional.empty();
        }
        Map<String, String> mdc = new LinkedHashMap<>();
        List<KeyValuePair> pairs = new ArrayList<>();
        json.forEach((name, value) -> {
            if (!NO_FIELDS.contains(name)) {
                pairs.add(new KeyValuePair(name, value));
                // The encoder writes the MDC beside the message too: which of the two it was, nobody can tell.
                if (value instanceof String text) {
                    mdc.put(name, text);
                }
            }
        });
        if (json.get("mdc") instanceof Map<?, ?> nested) {
            nested.forEach((name, value) -> mdc.put(String.valueOf(name), String.valueOf(value)));
        }
        List<String> markers = json.get("tags") instanceof List<?> tags
                ? tags.stream().map(String::valueOf).toList()
                : List.of();
        return Optional.of(new LogLine(
                Level.toLevel(levelName), logger, message, time(json.get("@timestamp")), mdc, pairs, markers));
    }

    private static Instant time(Object timestamp) {
        try {
            return timestamp instanceof String text ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
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
