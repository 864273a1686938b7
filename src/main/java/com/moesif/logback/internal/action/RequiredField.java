package com.moesif.logback.internal.action;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * A field without which an action must not be shipped.
 *
 * @param name where it ends in the action: {@code company_id}, {@code metadata.amount}
 * @param type what it has to be; {@link FieldType#STRING} for anything that isn't blank
 */
public record RequiredField(String name, FieldType type) {
    private static final String KEY = "lacking";
    private static final Pattern ON_THE_WIRE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[^\\[]+");
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** As a dead letter says what its action lacks: a JSON array, in ASCII. */
    public static String written(List<RequiredField> lacking) {
        StringWriter array = new StringWriter();
        try (JsonGenerator json = ASCII.createGenerator(ObjectWriteContext.empty(), array)) {
            json.writeStartArray();
            lacking.forEach(field -> json.writeString(field.type.name().toLowerCase(Locale.ROOT) + " " + field.name));
            json.writeEndArray();
        }
        return array.toString();
    }

    /** What became of an action without them, in a sentence. */
    public static String sentence(List<RequiredField> lacking, String rule) {
        return (rule == null ? "An action" : "An action of " + rule)
                + " is not sent, since it lacks what is <required>: "
                + lacking.stream().map(RequiredField::shown).collect(Collectors.joining(", ")) + ".";
    }

    /** The names in what {@link #written} made. */
    public static List<String> shown(String written) {
        return read(written).stream().map(RequiredField::shown).distinct().toList();
    }

    /**
     * What an action, that somebody may have mended, still lacks.
     *
     * @param written what it was given up for
     * @param id of its dead letter
     * @return words that go on after "it"; empty when it lacks nothing
     */
    public static List<String> faults(String written, byte[] action, String id) {
        Map<String, Object> parsed;
        try {
            parsed = ParsedJson.object(new String(action, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return List.of("is no JSON any more");
        }
        return read(written).stream()
                .flatMap(field -> field.lackedBy(parsed, id).stream())
                .distinct()
                .toList();
    }

    /** Of what somebody has spoilt, what can be read. */
    private static List<RequiredField> read(String written) {
        try {
            return ((List<?>) ParsedJson.object("{\"" + KEY + "\":" + written + "}")
                            .get(KEY))
                    .stream().map(each -> one(String.valueOf(each))).toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static RequiredField one(String written) {
        int blank = written.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("no required field");
        }
        return new RequiredField(
                written.substring(blank + 1),
                FieldType.valueOf(written.substring(0, blank).toUpperCase(Locale.ROOT)));
    }

    /** As people call it. */
    String shown() {
        return name.startsWith(Naming.METADATA_PREFIX) ? name.substring(Naming.METADATA_PREFIX.length()) : name;
    }

    /**
     * What an action, parsed, still lacks of it.
     *
     * @param letterId the id that was made for an action without one
     * @return words that go on after "it"; empty when it lacks nothing
     */
    private Optional<String> lackedBy(Map<String, Object> action, String letterId) {
        Object value = valueIn(action);
        if (value == null || value instanceof String text && text.isBlank()) {
            return Optional.of("has no " + shown());
        }
        if (name.equals(Reserved.TRANSACTION_ID.wireName()) && value.equals(letterId)) {
            return Optional.of("has no " + shown() + " but the one that was made for it");
        }
        String expected = expected(value);
        return expected == null ? Optional.empty() : Optional.of("has a " + shown() + " that is no " + expected);
    }

    private Object valueIn(Map<String, Object> action) {
        Reserved place = Reserved.named(name);
        String object = place == null ? "metadata" : "request";
        String key = name.startsWith(object + ".") ? name.substring(object.length() + 1) : name;
        if (key.equals(name)) {
            return action.get(name);
        }
        return action.get(object) instanceof Map<?, ?> fields ? fields.get(key) : null;
    }

    /** What the value is not; null when it is what it has to be. A place of its own takes nothing but text. */
    private String expected(Object value) {
        Reserved place = Reserved.named(name);
        if (place != null && !(value instanceof String)) {
            return "string";
        }
        return switch (type) {
            case NUMBER, DURATION, SIZE ->
                value instanceof Number || place != null && isNumber((String) value) ? null : "number";
            case BOOLEAN -> value instanceof Boolean || place != null && isBoolean(value) ? null : "boolean";
            case JSON -> value instanceof String && place == null ? "JSON" : null;
            case TIME -> isTime(value, place) ? null : "time";
            case STRING -> place == Reserved.REQUEST_TIME && !isTime(value, place) ? "time" : null;
        };
    }

    private static boolean isNumber(String value) {
        try {
            return value.length() <= Scalars.MOST_DIGITS && new BigDecimal(value).scale() < Scalars.MOST_DIGITS;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isBoolean(Object value) {
        return value.equals("true") || value.equals("false");
    }

    /** In its own place it goes to the collector as it is, which reads no numbers there. */
    private static boolean isTime(Object value, Reserved place) {
        try {
            EventTime.parse(value);
            return place != Reserved.REQUEST_TIME
                    || ON_THE_WIRE.matcher((String) value).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
