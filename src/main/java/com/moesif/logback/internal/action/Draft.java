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
    private static final String NOT_REPLACED =
            ". What a weaker source gives, such as the MDC, is not used in its place";

    private final EncodingReport report;
    private final String[] reserved = new String[Reserved.values().length];
    private final Metadata metadata = new Metadata();
    private long number;
    private long epochMillis;
    private boolean timeGiven;
    private long eventMillis;
    private boolean timeWithheld;
    /** True while values come from the appender's fields, the MDC or the message's text, which the rest of the event overrides. */
    private boolean ambient;
    /** One bit for each reserved place whose last value could not be used. */
    private int refused;
    /** What was given and didn't convert. */
    private final Map<Name, Object> unfit = new HashMap<>();

    /** Null when one was given. */
    private byte[] randomId;

    private String rule;

    Draft(EncodingReport report) {
        this.report = report;
    }

    void begin(long whenLogged, String ruleLabel) {
        rule = ruleLabel;
        eventMillis = whenLogged;
        refused = 0;
        ambient = true;
        number++;
        Arrays.fill(reserved, null);
        metadata.begin(number);
        epochMillis = whenLogged;
        timeGiven = false;
        timeWithheld = false;
        if (!unfit.isEmpty()) {
            unfit.clear();
        }
        randomId = null;
    }

    /** What comes from now on is what the event says itself, or its rule. */
    void beginEvent() {
        ambient = false;
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
        name.ambientNumber = ambient ? number : -1;
        metadata.put(name, value);
    }

    private void putReserved(Name name, Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof CaptureFailure lost) {
            lose(name, lost.why());
            return;
        }
        if (Scalars.isNoNumber(value)) {
            lose(name, "is not a finite number. Look where it is computed");
            return;
        }
        String text = Scalars.idText(value);
        if (text == null) {
            lose(name, "is a list or an object, but has to be a text. Log the part of it that is meant");
        } else if (!text.isBlank()) {
            // A blank one is as good as not given, so it doesn't hide an earlier value either.
            reserved[name.reserved.ordinal()] = text;
            found(name);
            if (Scalars.isBeyondItsDigits(value)) {
                report.fieldDoubtful(
                        rule,
                        name.text,
                        "is a floating-point number too large to be exact: its last digits may be wrong. Log it as a"
                                + " whole number or as a text");
            }
        }
    }

    private void found(Name name) {
        name.lostNumber = -1;
        name.ambientNumber = ambient ? number : -1;
        refused &= ~bit(name.reserved);
    }

    private static int bit(Reserved place) {
        return 1 << place.ordinal();
    }

    /** Where somebody gave something else, what the MDC has was not meant: better none than another customer. */
    private void lose(Name name, String why) {
        name.lostNumber = number;
        report.fieldLost(rule, name.text, vacate(name) ? why + NOT_REPLACED : why);
    }

    /** Takes away what a weaker source than the event has given for this name. Returns whether there was something. */
    private boolean vacate(Name name) {
        if (name.reserved != null) {
            refused |= bit(name.reserved);
        }
        if (name.ambientNumber != number) {
            return false;
        }
        name.ambientNumber = -1;
        if (name.reserved == null) {
            metadata.remove(name);
        } else if (name.reserved == Reserved.REQUEST_TIME) {
            epochMillis = eventMillis;
            timeGiven = false;
        } else {
            reserved[name.reserved.ordinal()] = null;
        }
        return true;
    }

    /** Whether a place of its own has no value, and nobody tried to give it one. */
    boolean isOpen(Reserved place) {
        return reserved[place.ordinal()] == null && (refused & bit(place)) == 0;
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
            epochMillis = EventTime.ofEvent(value, eventMillis);
            timeGiven = true;
            found(name);
        } catch (IllegalArgumentException e) {
            lose(name, e.getMessage());
        }
    }

    /** A value of this name was not what it has to be. */
    void unfit(Name name, Object value, String why) {
        lose(name, why);
        unfit.put(name, value);
    }

    /** Leaves out what stands for a required value that is not there; what was given for it stays visible. */
    void withhold(Name name) {
        if (name.reserved == Reserved.REQUEST_TIME) {
            timeWithheld = true;
        } else if (name.reserved != null) {
            reserved[name.reserved.ordinal()] = null;
        } else if (unfit.containsKey(name) || metadata.has(name) && name.lostNumber == number) {
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
        if (!metadata.has(name)) {
            return false;
        }
        Object value = metadata.get(name);
        return switch (type) {
            case NUMBER, DURATION, SIZE -> value instanceof Number && !Scalars.isNoNumber(value);
            case BOOLEAN -> value instanceof Boolean;
            default -> value != null && !Scalars.isNoNumber(value) && !(value instanceof String text && text.isBlank());
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

    Metadata metadata() {
        return metadata;
    }

    /** At least so many bytes will the JSON have: enough to refuse a giant before it is written. */
    long leastBytes() {
        long bytes = metadata.leastBytes();
        for (String text : reserved) {
            bytes += text == null ? 0 : text.length();
        }
        return bytes;
    }
}
