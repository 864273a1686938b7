package com.moesif.logback.collector;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What Jackson does not look at: whether bytes are UTF-8 at all, and whether surrogates come in pairs. */
final class Unicode {
    private static final int CHUNK = 8192;

    private Unicode() {}

    static void requireUtf8(byte[] text) throws Rejected {
        requireNoOtherEncoding(text);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            result = decoder.decode(in, out.clear(), true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new Rejected(400, "invalid UTF-8 at byte " + in.position());
        }
    }

    /**
     * Jackson guesses UTF-16 and UTF-32 from the first bytes and swallows a byte order mark; the API is UTF-8 only. In
     * each of those encodings an object or array begins with a byte that is no JSON, or has a zero among its first four.
     */
    private static void requireNoOtherEncoding(byte[] text) throws Rejected {
        for (int i = 0; i < Math.min(4, text.length); i++) {
            boolean mark = i == 0 && (text[i] == (byte) 0xEF || text[i] == (byte) 0xFE || text[i] == (byte) 0xFF);
            if (text[i] == 0 || mark) {
                throw new Rejected(400, "the body must be UTF-8 without a byte order mark");
            }
        }
    }

    /** Whether every surrogate has its other half; only a \\u escape can make a lone one once the bytes are UTF-8. */
    static boolean isWellFormed(char[] text, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            char c = text[i];
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == end || !Character.isLowSurrogate(text[i + 1])) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
