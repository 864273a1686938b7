package com.moesif.logback.internal.action;

import java.util.regex.Pattern;

/** Converts what was captured to the type of its field, and puts it into the draft. One thread at a time. */
final class FieldValues {
    /** Of a text that is a number. */
    private static final Pattern NO_PLAIN_DIGITS = Pattern.compile("[-+]?0\\d.*|\\+.*|.*[eE].*");

    private final Draft draft;
    private final ReportOnce report;

    FieldValues(Draft draft, ReportOnce report) {
        this.draft = draft;
        this.report = report;
    }

    /**
     * Puts the value at its place, as the type has it; or, where it can't be converted, says so there.
     *
     * @param type null for none of its own
     * @param rule how notices call it; null when none was involved
     */
    void place(Name name, Conversion type, Object captured, String rule) {
        if (name.excluded) {
            return;
        }
        Object value = captured;
        if (captured instanceof Doubtful doubtful) {
            value = doubtful.value();
            doubt(doubtful, name, rule);
        }
        if (type != null && type.type() == FieldType.STRING && name.reserved != null) {
            value = itself(value);
        }
        try {
            boolean asItIs = type == null || isLost(value) || isOfItsPlace(type, name, value);
            put(name, asItIs ? value : ofItsPlace(type, name, value, type.convert(value)));
        } catch (IllegalArgumentException e) {
            draft.unfit(name, asGiven(value), e.getMessage());
        }
    }

    /**
     * Whether a reserved place takes the value unconverted: a blank, which is no value; a number for a string, since the place
     * itself makes the id's text of it; and a number for a time, since the place refuses what can't be the event's.
     */
    private static boolean isOfItsPlace(Conversion type, Name name, Object value) {
        return name.reserved != null
                && (value instanceof String text && text.isBlank()
                        || value instanceof Number && type.type() == FieldType.STRING
                        || name.reserved == Reserved.REQUEST_TIME && type.isPlainTime() && EventTime.isNumber(value));
    }

    /** An id is a text: its number would lose the zeros of 007, which is no 7, and make 1200000 of 12e5. */
    private static Object ofItsPlace(Conversion type, Name name, Object value, Object converted) {
        boolean isId = name.reserved != null && name.reserved != Reserved.REQUEST_TIME;
        return isId
                        && type.isPlainNumber()
                        && value instanceof String text
                        && NO_PLAIN_DIGITS.matcher(text.strip()).matches()
                ? text.strip()
                : converted;
    }

    /** A number for one that is a JSON library's. */
    private static Object itself(Object value) {
        return value instanceof RawText raw && RawJson.parse(raw) instanceof Number number ? number : value;
    }

    /** What can be written of a value that did not convert. */
    private static Object asGiven(Object value) {
        if (!(value instanceof RawText raw)) {
            return value;
        }
        Object parsed = RawJson.parse(raw);
        return parsed instanceof CaptureFailure ? raw.text() : parsed;
    }

    private static boolean isLost(Object value) {
        return value instanceof CaptureFailure || value instanceof RawText raw && raw.text() == null;
    }

    private void doubt(Doubtful doubtful, Name name, String rule) {
        if (doubtful.lost()) {
            report.fieldLost(rule, name.text, doubtful.why());
        } else {
            report.fieldDoubtful(rule, name.text, doubtful.why());
        }
    }

    private void put(Name name, Object value) {
        draft.put(name, value instanceof RawText raw ? RawJson.parse(raw) : value);
    }
}
