package com.moesif.logback.internal.statements;

/**
 * Characters that a rule has to have as escapes: a terminal would obey them, an editor would hide them, or XML can't hold them.
 * Byte code may have any. Pure.
 */
final class Unprintable {
    private static final char FIRST_NONCHARACTER = '\uFFFE';

    private Unprintable() {}

    /** Whether the character there is one of them, or half of one. */
    static boolean isAt(String text, int index) {
        boolean isSecondHalf = index > 0
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
        int c = text.codePointAt(isSecondHalf ? index - 1 : index);
        return c == FIRST_NONCHARACTER
                || c == FIRST_NONCHARACTER + 1
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }
}
