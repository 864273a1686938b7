package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * One line of JSON: as logstash-logback-encoder and Spring Boot's {@code logstash} write it, as Spring Boot's {@code ecs} and
 * {@code gelf}, or as Logback's {@code JsonEncoder}. What is no part of the layout is a field of the event. Pure.
 */
final class JsonLine {
    private static final String MESSAGE = "message";
    private static final String LEVEL = "level";
    private static final String TIMESTAMP = "timestamp";
    private static final double MILLIS_PER_SECOND = 1e3;

    private static final Predicate<String> OF_LOGSTASH =
            names("@.*|message|logger_name|thread_name|level|level_value|stack_trace|tags|mdc|caller_.*");
    private static final Predicate<String> OF_GELF =
            names("(?s:[^_].*)|_(level_name|log_logger|process_.*|error_.*|service_.*)|");
    private static final Predicate<String> OF_ECS =
            names("@timestamp|message|tags|(log|process|service|ecs|error|event)(\\..*)?");

    private final Map<String, Object> json;
    private final Map<String, String> mdc = new LinkedHashMap<>();
    private final List<KeyValuePair> pairs = new ArrayList<>();

    private JsonLine(Map<String, Object> json) {
        this.json = json;
    }

    /** Compiled once: a long log has millions of names. */
    private static Predicate<String> names(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    /** Empty when it is of none of these kinds. */
    static Optional<LogLine> of(Map<String, Object> json) {
        JsonLine line = new JsonLine(json);
        if (json.containsKey("logger_name")) {
            return line.logstash();
        }
        if (json.containsKey("loggerName")) {
            return line.jsonEncoder();
        }
        if (json.containsKey("short_message")) {
            return line.gelf();
        }
        return line.ecs();
    }

    private Optional<LogLine> logstash() {
        fields(OF_LOGSTASH, 0);
        nested("mdc");
        return line(json.get(MESSAGE), json.get("logger_name"), json.get(LEVEL), iso(json.get("@timestamp")), "tags");
    }

    private Optional<LogLine> jsonEncoder() {
        nested("mdc");
        if (json.get("kvpList") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> pair) {
                    pair.forEach((name, value) -> pairs.add(new KeyValuePair(String.valueOf(name), value)));
                }
            }
        }
        Object text = json.get("formattedMessage");
        if (text == null && json.get(MESSAGE) instanceof String template) {
            text = json.get("arguments") instanceof List<?> arguments
                    ? MessageFormatter.basicArrayFormat(template, arguments.toArray())
                    : template;
        }
        Instant time = json.get(TIMESTAMP) instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null;
        return line(text, json.get("loggerName"), json.get(LEVEL), time, "markers");
    }

    private Optional<LogLine> gelf() {
        fields(OF_GELF, 1);
        Instant time = json.get(TIMESTAMP) instanceof Number seconds
                ? Instant.ofEpochMilli((long) (seconds.doubleValue() * MILLIS_PER_SECOND))
                : null;
        return line(json.get("short_message"), json.get("_log_logger"), json.get("_level_name"), time, "tags");
    }

    private Optional<LogLine> ecs() {
        fields(OF_ECS, 0);
        Map<?, ?> log = json.get("log") instanceof Map<?, ?> nested ? nested : Map.of();
        Object logger = log.containsKey("logger") ? log.get("logger") : json.get("log.logger");
        Object level = log.containsKey(LEVEL) ? log.get(LEVEL) : json.get("log.level");
        return line(json.get(MESSAGE), logger, level, iso(json.get("@timestamp")), "tags");
    }

    /** Whether it was in the MDC or a key-value pair, nobody can tell any more. */
    private void fields(Predicate<String> isOfLayout, int prefix) {
        json.forEach((name, value) -> {
            if (!isOfLayout.test(name)) {
                String plain = name.substring(prefix);
                pairs.add(new KeyValuePair(plain, value));
                if (value instanceof String text) {
                    mdc.put(plain, text);
                }
            }
        });
    }

    private void nested(String name) {
        if (json.get(name) instanceof Map<?, ?> nested) {
            nested.forEach((key, value) -> mdc.put(String.valueOf(key), String.valueOf(value)));
        }
    }

    private Optional<LogLine> line(Object message, Object logger, Object level, Instant time, String markers) {
        if (!(message instanceof String text)
                || !(logger instanceof String name)
                || !(level instanceof String word)
                || Level.toLevel(word, null) == null) {
            return Optional.empty();
        }
        List<String> names = json.get(markers) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return Optional.of(new LogLine(Level.toLevel(word), name, text, time, mdc, pairs, names));
    }

    private static Instant iso(Object timestamp) {
        try {
            return timestamp instanceof String text ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
