package com.moesif.logback.internal.action;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One action being put together from its sources, in their order: a later value of the same name wins. Reused from action
 * to action, owned by the encoder's thread.
 */
final class Draft {
    private final EncodingReport report;
    private final String[] reserved = new String[Reserved.values().length];
    private Name[] names = new Name[16];
    private Object[] values = new Object[16];
    private int count;
    private long number;
    private long epochMillis;
    /** Null when one was given. */
    private byte[] randomId;

    private String rule;

    Draft(EncodingReport report) {
        this.report = report;
    }

    void begin(long eventMillis, String ruleLabel) {
        rule = ruleLabel;
        number++;
        Arrays.fill(reserved, null);
        Arrays.fill(values, 0, count, null);
        count = 0;
        epochMillis = eventMillis;
        randomId = null;
    }

    void put(Name name, Object value) {
        if (name.excluded) {
            return;
        }
        if (name.reserved == null) {
            putMetadata(name, value);
        } else if (name.reserved == Reserved.REQUEST_TIME) {
            putTime(value);
        } else {
            putReserved(name.reserved, value);
        }
    }

    private void putMetadata(Name name, Object value) {
        if (name.text.length() > Name.MOST_CHARS) {
            report.fieldLost(
                    rule,
                    name.text.substring(0, 50),
                    "has a name of more than " + Name.MOST_CHARS + " characters. Give it a shorter one");
            return;
        }
        if (value instanceof CaptureFailure lost) {
            report.fieldLost(rule, name.text, lost.why());
        }
        if (name.draftNumber == number) {
            values[name.index] = value;
            return;
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        name.draftNumber = number;
        name.index = count;
        names[count] = name;
        values[count++] = value;
    }

    private void putReserved(Reserved place, Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof CaptureFailure lost) {
            report.fieldLost(rule, place.wireName(), lost.why());
            return;
        }
        if (value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float single && !Float.isFinite(single)) {
            report.fieldLost(rule, place.wireName(), "is not a finite number. Look where it is computed");
            return;
        }
        String text = Scalars.text(value);
        if (text == null) {
            report.fieldLost(
                    rule,
                    place.wireName(),
                    "is a list or an object, but has to be a text. Log the part of it that is meant");
        } else if (!text.isBlank()) {
            // A blank one is as good as not given, so it doesn't hide an earlier value either.
            reserved[place.ordinal()] = text;
        }
    }

    private void putTime(Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            return;
        }
        if (value instanceof CaptureFailure lost) {
            report.fieldLost(rule, Reserved.REQUEST_TIME.wireName(), lost.why());
            return;
        }
        try {
            epochMillis = EventTime.parse(value);
        } catch (IllegalArgumentException e) {
            report.fieldLost(rule, Reserved.REQUEST_TIME.wireName(), e.getMessage());
        }
    }

    String get(Reserved place) {
        return reserved[place.ordinal()];
    }

    void set(Reserved place, String text) {
        reserved[place.ordinal()] = text;
    }

    /** @param ascii a random transaction id, for as long as it takes to write this action */
    void identify(byte[] ascii) {
        randomId = ascii;
    }

    byte[] randomId() {
        return randomId;
    }

    String transactionId() {
        return randomId == null ? get(Reserved.TRANSACTION_ID) : new String(randomId, StandardCharsets.US_ASCII);
    }

    long epochMillis() {
        return epochMillis;
    }

    int metadataCount() {
        return count;
    }

    Name metadataName(int index) {
        return names[index];
    }

    Object metadataValue(int index) {
        return values[index];
    }

    /** At least so many bytes will the JSON have: enough to refuse a giant before it is written. */
    long leastBytes() {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (values[i] instanceof String text) {
                bytes += text.length();
            } else if (values[i] instanceof Json json) {
                bytes += json.utf8().length;
            }
        }
        for (String text : reserved) {
            bytes += text == null ? 0 : text.length();
        }
        return bytes;
    }
}
