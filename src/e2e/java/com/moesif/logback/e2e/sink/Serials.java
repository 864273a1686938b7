package com.moesif.logback.e2e.sink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/** The numbers that events bear in the measure that kills processes, whatever their format: each counts once. Any thread. */
final class Serials {
    private static final byte[] TEXT = "serial-1".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 9;
    /** Less than what two neighbouring pieces of a text share; to meet a number twice does no harm. */
    private static final int LENGTH = TEXT.length + DIGITS;

    private final BitSet found = new BitSet();
    /** Most measures have no such numbers. */
    private boolean any;

    synchronized void look(byte[] bytes, int length) {
        if (!any && !isIn(bytes, Math.min(length, 4_096))) {
            return;
        }
        any = true;
        for (int at = 0; at + LENGTH <= length; at++) {
            if (bytes[at] == TEXT[0] && Arrays.equals(bytes, at, at + TEXT.length, TEXT, 0, TEXT.length)) {
                found.set(number(bytes, at + TEXT.length));
                at += LENGTH - 1;
            }
        }
    }

    private static boolean isIn(byte[] bytes, int length) {
        for (int at = 0; at + LENGTH <= length; at++) {
            if (Arrays.equals(bytes, at, at + TEXT.length, TEXT, 0, TEXT.length)) {
                return true;
            }
        }
        return false;
    }

    private static int number(byte[] bytes, int from) {
        int number = 0;
        for (int at = from; at < from + DIGITS; at++) {
            number = 10 * number + bytes[at] - '0';
        }
        return number;
    }

    synchronized int count(int first, int count) {
        return found.get(first, first + count).cardinality();
    }
}
