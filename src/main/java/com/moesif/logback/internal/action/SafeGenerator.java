package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Keeps what comes from the application from becoming something a collector can't read: lone surrogates become U+FFFD, NaN
 * and infinities null, and what is too long or there twice is refused.
 */
final class SafeGenerator extends JsonGeneratorDelegate {
    /** What Jackson reads by default is what we write: a longer one would cost its whole batch. */
    private static final int LONGEST_NAME = Name.MOST_CHARS;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,9})?");
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    SafeGenerator(JsonGenerator generator) {
        super(generator, false);
    }

    @Override
    public JsonGenerator writeName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new Unreadable(
                    "holds a name of more than " + LONGEST_NAME + " characters. Log it under a shorter one");
        }
        try {
            return super.writeName(UnicodeText.wellFormed(name));
        } catch (StreamWriteException e) {
            throw new Unreadable("holds two values of the same name. Log one of them");
        }
    }

    @Override
    public JsonGenerator writeString(String text) {
        return super.writeString(text == null ? null : UnicodeText.wellFormed(text));
    }

    @Override
    public JsonGenerator writeNumber(double value) {
        return Double.isFinite(value) ? super.writeNumber(value) : writeNull();
    }

    @Override
    public JsonGenerator writeNumber(float value) {
        return Float.isFinite(value) ? super.writeNumber(value) : writeNull();
    }

    @Override
    public JsonGenerator writeNumber(BigInteger value) {
        Scalars.requireReadable(value);
        return super.writeNumber(value);
    }

    @Override
    public JsonGenerator writeNumber(BigDecimal value) {
        Scalars.requireReadable(value.unscaledValue());
        return super.writeNumber(Scalars.text(value));
    }

    /** The text of a number of somebody's own kind, which may be anything: {@code 3/4}, say. */
    @Override
    public JsonGenerator writeNumber(String text) {
        if (text == null || NO_NUMBERS.contains(text)) {
            return writeNull();
        }
        boolean number =
                text.length() <= Scalars.MOST_DIGITS && NUMBER.matcher(text).matches();
        return number ? super.writeNumber(text) : writeString(text);
    }
}
