package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads a segment's file, whatever has happened to it: hands over each sound line, and sets aside what is damaged. A line
 * feed that was damaged costs neither of the lines beside it. One use. One thread at a time.
 */
final class SegmentReader {
    private static final int FIRST_SIZE = 64 * 1024;
    /** In the middle of what seems one line: so many beginnings without an end are looked at. */
    private static final int MOST_PASSES = 64;
    /** Text in an action may look like a beginning, but hardly often. */
    private static final int MOST_ENDS = 4;

    private final Path file;
    private final Trust trust;
    private final Segment.LineSink sink;
    private final Damage damage;
    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[FIRST_SIZE];
    private int sound;
    private int damaged;
    private boolean afterDamage;

    /** @param damage where what is damaged goes */
    SegmentReader(Path file, Trust trust, Segment.LineSink sink, Damage damage) {
        this.file = file;
        this.trust = trust;
        this.sink = sink;
        this.damage = damage;
    }

    /** Takes damaged bytes, as they stood in the file. */
    interface Damage {
        void damaged(byte[] bytes, int from, int to) throws IOException;
    }

    /** Lines that were sound. */
    int sound() {
        return sound;
    }

    /** Lines that were not, as far as can be told. */
    int damaged() {
        return damaged;
    }

    void read() throws IOException {
        try (InputStream in = trust.read(file)) {
            int end = 0;
            int looked = 0;
            while (true) {
                // One byte is kept free, for a line feed that the last line may lack.
                int count = in.read(buffer, end, buffer.length - 1 - end);
                if (count < 0) {
                    break;
                }
                end += count;
                int start = 0;
                for (int i = looked; i < end; i++) {
                    if (buffer[i] == '\n') {
                        line(start, i);
                        start = i + 1;
                    }
                }
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                if (end >= SegmentLine.MOST_BYTES) {
                    // No line is that long, so none is lost by cutting it here.
                    damaged(0, end);
                    end = 0;
                }
                looked = end;
                if (end == buffer.length - 1) {
                    buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, SegmentLine.MOST_BYTES + 2));
                }
            }
            if (end > 0) {
                buffer[end] = '\n';
                line(0, end);
            }
        }
    }

    private void line(int from, int to) throws IOException {
        if (SegmentLine.isSound(crc, buffer, from, to)) {
            give(from, to);
        } else {
            mend(from, to);
        }
    }

    private void give(int from, int to) {
        sound++;
        afterDamage = false;
        buffer[to] = '\n';
        sink.line(buffer, from + SegmentLine.HEAD - 1, to + 1);
    }

    /**
     * Lines may have become one, or the last may have a damaged line feed. Where a line seems to begin, its end is looked for;
     * bytes that somebody has made up of beginnings can't make this take longer than so many passes.
     */
    private void mend(int from, int to) throws IOException {
        int passes = MOST_PASSES;
        int unclear = from;
        int at = from;
        while (at < to && passes > 0) {
            if (!SegmentLine.hasHead(buffer, at, to)) {
                at++;
                continue;
            }
            int end = soundEnd(at, to);
            if (end < 0) {
                passes--;
                at++;
                continue;
            }
            // The byte before was a line feed.
            setAside(unclear, at - 1);
            give(at, end);
            at = end + 1;
            unclear = at;
        }
        setAside(unclear, to);
    }

    /** Where the line that begins here ends: before one that begins soon after it, or with all; negative when nowhere. */
    private int soundEnd(int from, int to) {
        int next = from + SegmentLine.HEAD;
        for (int tries = 0; tries < MOST_ENDS; tries++) {
            while (next < to && !SegmentLine.hasHead(buffer, next, to)) {
                next++;
            }
            if (next >= to) {
                break;
            }
            if (SegmentLine.isSound(crc, buffer, from, next - 1)) {
                return next - 1;
            }
            next++;
        }
        if (SegmentLine.isSound(crc, buffer, from, to)) {
            return to;
        }
        return SegmentLine.isSound(crc, buffer, from, to - 1) ? to - 1 : -1;
    }

    private void setAside(int from, int to) throws IOException {
        if (to > from) {
            damaged(from, to);
        }
    }

    private void damaged(int from, int to) throws IOException {
        // A line feed that came about by damage makes two pieces of one line.
        if (!afterDamage || SegmentLine.hasHead(buffer, from, to)) {
            damaged++;
        }
        afterDamage = true;
        damage.damaged(buffer, from, to);
    }
}
