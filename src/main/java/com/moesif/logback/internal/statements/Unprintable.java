package com.moesif.logback.internal.statements;

import java.util.function.IntPredicate;

/**
 * Characters that a rule has to have as escapes: a terminal would obey them, an editor would hide or change them, or XML can't
 * hold them. Byte code may have any. Immutable.
 *
 * @param harmful to whoever reads a text, but for the tabulator
 */
record Unprintable(IntPredicate harmful) {
    private static final char FIRST_NONCHARACTER = '\uFFFE';

    /** Whether the character there is one of them, or half of one. */
    boolean isAt(String text, int index) {
        boolean isSecondHalf = index > 0
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
        int c = text.codePointAt(isSecondHalf ? index - 1 : index);
        return c == '\t' || c == FIRST_NONCHARACTER || c == FIRST_NONCHARACTER + 1 || harmful.test(c);
    }
}
