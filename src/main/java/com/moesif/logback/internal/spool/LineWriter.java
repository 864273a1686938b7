package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.util.zip.CRC32C;

/** Puts lines into the form they have in a file, some at a time. Writer lock held. */
final class LineWriter {
    /** For more than that the JDK would find new memory at every write. */
    private static final int MOST_PER_WRITE = 64 * 1024;

    private final CRC32C crc = new CRC32C();
    private final byte[] block = new byte[MOST_PER_WRITE];

    /** Hears of bytes that are in the file now. */
    interface Progress {
        void written(int bytes, int lines);
    }

    void write(byte[] lines, int from, int to, OutFile out, Progress progress) throws IOException {
        int filled = 0;
        int filledLines = 0;
        int start = from;
        while (start < to) {
            int end = LineFeeds.next(lines, start + 1);
            int count = SegmentLine.HEAD + end - start;
            if (filled > 0 && filled + count > block.length) {
                out.write(block, 0, filled);
                progress.written(filled, filledLines);
                filled = 0;
                filledLines = 0;
            }
            byte[] line = count > block.length ? new byte[count] : block;
            SegmentLine.writeHead(crc, lines, start + 1, end, line, filled);
            System.arraycopy(lines, start + 1, line, filled + SegmentLine.HEAD, end - start);
            if (line == block) {
                filled += count;
                filledLines++;
            } else {
                out.write(line, 0, count);
                progress.written(count, 1);
            }
            start = end + 1;
        }
        if (filled > 0) {
            out.write(block, 0, filled);
            progress.written(filled, filledLines);
        }
    }
}
