package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a log in the encoding that its byte order mark says, which PowerShell's {@code >} writes, say. Without one it is UTF-16
 * where every other byte is a zero at its beginning, and UTF-8 otherwise. One that gzip has packed, as a rotated log is, is unpacked.
 */
final class LogText {
    private static final int LONGEST = 4;
    private static final String MARK = "\uFEFF";
    /** What gzip begins with. */
    private static final int[] PACKED = {0x1F, 0x8B};

    /** The longer before those that they begin with. */
    private static final List<Mark> MARKS = List.of(
            new Mark(Charset.forName("UTF-32BE"), 0x00, 0x00, 0xFE, 0xFF),
            new Mark(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0x00, 0x00),
            new Mark(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
            new Mark(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
            new Mark(StandardCharsets.UTF_16LE, 0xFF, 0xFE));

    private LogText() {}

    private record Mark(Charset charset, int... bytes) {
        boolean mayBegin(int[] head, int count) {
            return count <= bytes.length && Arrays.equals(bytes, 0, count, head, 0, count);
        }

        boolean isAtFrontOf(int[] head, int count) {
            return count >= bytes.length && Arrays.equals(bytes, 0, bytes.length, head, 0, bytes.length);
        }
    }

    /**
     * Opens a file. It may be a pipe, which has no position that a channel could ask for.
     *
     * @throws IOException names the file
     */
    static InputStream open(Path file) throws IOException {
        try {
            return new FileInputStream(file.toFile());
        } catch (FileNotFoundException e) {
            // It says more than that: it is a directory, say.
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Begins behind the mark. Of a stream that somebody is still writing it asks for no more bytes than it needs. */
    static BufferedReader of(InputStream log) throws IOException {
        PushbackInputStream in = new PushbackInputStream(unpacked(log), LONGEST);
        int[] head = new int[LONGEST];
        int count = 0;
        while (count < LONGEST && (mayBegin(head, count) || mayHaveZeros(head, count))) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head[count++] = next;
        }
        Charset charset = unmarked(head, count);
        int from = 0;
        for (Mark mark : MARKS) {
            if (mark.isAtFrontOf(head, count)) {
                charset = mark.charset;
                from = mark.bytes.length;
                break;
            }
        }
        while (count > from) {
            in.unread(head[--count]);
        }
        return new BufferedReader(new InputStreamReader(in, charset));
    }

    private static InputStream unpacked(InputStream log) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(log), PACKED.length);
        int first = in.read();
        int second = first == PACKED[0] ? in.read() : -1;
        if (second >= 0) {
            in.unread(second);
        }
        if (first >= 0) {
            in.unread(first);
        }
        return second == PACKED[1] ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    }

    /** Whether every other byte may be a zero: a letter of ASCII and a zero are a letter of UTF-16. */
    private static boolean mayHaveZeros(int[] head, int count) {
        for (int i = 0; i < count - 1; i++) {
            if ((head[i] == 0) == (head[i + 1] == 0)) {
                return false;
            }
        }
        return true;
    }

    private static Charset unmarked(int[] head, int count) {
        if (count < LONGEST || !mayHaveZeros(head, count)) {
            return StandardCharsets.UTF_8;
        }
        return head[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** What was logged: without colours for a terminal, and without a mark, which a part of the log may have brought along. */
    static String logged(String line) {
        return Printable.withoutColours(line.startsWith(MARK) ? line.substring(MARK.length()) : line);
    }

    private static boolean mayBegin(int[] head, int count) {
        return MARKS.stream().anyMatch(mark -> mark.mayBegin(head, count));
    }
}
