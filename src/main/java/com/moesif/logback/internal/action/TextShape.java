package com.moesif.logback.internal.action;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a text that doesn't convert looks like, without anything of the text itself: {@code '9.999,99 aaa'} for {@code 1.234,56 EUR}.
 * Pure.
 */
final class TextShape {
    private static final int MOST_SHOWN = 40;
    /** No number that anybody means is longer, and each repetition of a group takes a piece of the stack. */
    private static final int MOST_LOOKED_AT = 100;

    private static final Pattern COMMA_GROUPS = Pattern.compile("[-+]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d{1,3}(?:\\.?\\d{3})*,\\d+");
    private static final Pattern WITH_UNIT = Pattern.compile("[-+]?[\\d.]+ ?[a-zA-Zµ]{1,3}");

    private TextShape() {}

    /** Words that go on after what the value is not. */
    static String of(Object value) {
        String text = FieldType.text(value).strip();
        return text.isEmpty() ? ", but empty" : ", but has the shape '" + letters(text) + "'";
    }

    /** Each digit a 9, each letter an a, as far as anybody wants to read it. */
    private static String letters(String text) {
        StringBuilder shape = new StringBuilder();
        text.codePoints().limit(MOST_SHOWN).forEach(c -> {
            if (Character.isDigit(c)) {
                shape.append('9');
            } else if (Character.isLetter(c)) {
                shape.append(Character.isUpperCase(c) ? 'A' : 'a');
            } else {
                shape.append(c >= ' ' && c <= '~' ? (char) c : '?');
            }
        });
        return shape.append(text.codePointCount(0, text.length()) > MOST_SHOWN ? "…" : "")
                .toString();
    }

    /** What makes a number of it; null where that can't be told from its looks. */
    static String remedy(String text) {
        if (text.length() > MOST_LOOKED_AT) {
            return null;
        }
        if (COMMA_GROUPS.matcher(text).matches()) {
            return "Add <format>#,##0.##</format><locale>en</locale> to its <field>";
        }
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return "Add <format>#,##0.##</format><locale>de</locale> to its <field>";
        }
        if (!WITH_UNIT.matcher(text).matches()) {
            return null;
        }
        for (FieldType type : new FieldType[] {FieldType.DURATION, FieldType.SIZE}) {
            try {
                Unit.named(type, null).count(text);
                return "Use <type>" + type.name().toLowerCase(Locale.ROOT) + "</type>";
            } catch (IllegalArgumentException e) {
                // Then it is no such thing.
            }
        }
        return null;
    }
}
