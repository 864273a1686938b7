package com.moesif.logback.internal.action;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
    private boolean timeGiven;
    private boolean timeWithheld;
    /** What was given and didn't convert. */
    private final Map<Name, Object> unfit = new HashMap<>();

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
        timeGiven = false;
        timeWithheld = false;
        if (!unfit.isEmpty()) {
            unfit.clear();
        }
        randomId = null;
    }

    void put(Name name, Object value) {
        if (name.excluded) {
            return;
        }
        if (name.reserved == null) {
            putMetadata(name, value);
        } else if (name.reserved == Reserved.REQUEST_TIME) {
            putTime(name, value);
        } else {
            putReserved(name, value);
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
        name.lostNumber = value instanceof CaptureFailure ? number : -1;
        store(name, value);
    }

    private void store(Name name, Object value) {
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

    private void putReserved(Name name, Object value) {
        if (value == null) {
            return;
        }
        String text = Scalars.text(value);
        if (value instanceof CaptureFailure lost) {
            lose(name, lost.why());
        } else if (isNoNumber(value)) {
            lose(name, "is not a finite number. Look where it is computed");
        } else if (text == null) {
            lose(name, "is a list or an object, but has to be a text. Log the part of it that is meant");
        } else if (!text.isBlank()) {
            // A blank one is as good as not given, so it doesn't hide an earlier value either.
            reserved[name.reserved.ordinal()] = text;
            name.lostNumber = -1;
        }
    }

    private static boolean isNoNumber(Object value) {
        return value instanceof Double fraction && !Double.isFinite(fraction)
                || value instanceof Float single && !Float.isFinite(single);
    }

    private void lose(Name name, String why) {
        name.lostNumber = number;
        report.fieldLost(rule, name.text, why);
    }

    private void putTime(Name name, Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            return;
        }
        if (value instanceof CaptureFailure lost) {
            lose(name, lost.why());
            return;
        }
        try {
            epochMillis = EventTime.parse(value);
            timeGiven = true;
            name.lostNumber = -1;
        } catch (IllegalArgumentException e) {
            lose(name, e.getMessage());
        }
    }

    /** A value of this name was not what it has to be. */
    void unfit(Name name, Object value) {
        name.lostNumber = number;
        unfit.put(name, value);
    }

    /** Leaves out what stands for a required value that is not there; what was given for it stays visible. */
    void withhold(Name name) {
        if (name.reserved == Reserved.REQUEST_TIME) {
            timeWithheld = true;
        } else if (name.reserved != null) {
            reserved[name.reserved.ordinal()] = null;
        } else if (unfit.containsKey(name) || name.draftNumber == number && name.lostNumber == number) {
            store(name, unfit.get(name));
        }
    }

    /** Whether the action has no time, since the one that it requires is not there. */
    boolean isTimeWithheld() {
        return timeWithheld;
    }

    /** Whether there is a value of this name that is no blank, and of its type where that is not text. */
    boolean has(Name name, FieldType type) {
        if (name.lostNumber == number) {
            return false;
        }
        if (name.reserved == Reserved.REQUEST_TIME) {
            return timeGiven;
        }
        if (name.reserved != null) {
            return reserved[name.reserved.ordinal()] != null;
        }
        if (name.draftNumber != number) {
            return false;
        }
        Object value = values[name.index];
        return switch (type) {
            case NUMBER, DURATION, SIZE -> value instanceof Number && !isNoNumber(value);
            case BOOLEAN -> value instanceof Boolean;
            default -> value != null && !isNoNumber(value) && !(value instanceof String text && text.isBlank());
        };
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
