package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What was damaged in one segment, set aside in a file beside it. Written whole and then renamed: done again after a crash it
 * comes to the same. One use. One thread at a time.
 */
final class CorruptFile implements SegmentReader.Damage, AutoCloseable {
    static final String SUFFIX = ".corrupt";

    private static final byte[] LINE_FEED = {'\n'};

    private final Path file;
    private final Path unfinished;
    private final Usage usage;
    private OutFile out;
    /** Bytes set aside when this segment was read before, and written anew now; negative while that is not known. */
    private long before = -1;

    private long written;
    private long lost;

    CorruptFile(Path segment, Usage usage) {
        this.file = segment.resolveSibling(segment.getFileName() + SUFFIX);
        this.unfinished = segment.resolveSibling(segment.getFileName() + SUFFIX + PrivateFiles.UNFINISHED);
        this.usage = usage;
    }

    @Override
    public void damaged(byte[] bytes, int from, int to) throws IOException {
        int count = to - from + 1;
        if (before < 0) {
            before = Files.exists(file) ? Files.size(file) : 0;
        }
        if (!usage.hasRoomAside(written + count - before)) {
            lost += count - 1;
            return;
        }
        if (out == null) {
            Files.deleteIfExists(unfinished);
            PrivateFiles.create(unfinished);
            out = OutFile.open(unfinished);
        }
        out.write(bytes, from, to - from);
        out.write(LINE_FEED, 0, 1);
        written += count;
    }

    /** To be called when the segment has been read to its end. */
    void keep() throws IOException {
        if (out != null) {
            // Before the segment it comes from is deleted.
            out.sync();
            out.close();
            out = null;
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.syncDirectory(file.toAbsolutePath().getParent());
            usage.aside(written - before);
        }
    }

    /** Bytes that there was no room for: they go with their segment. */
    long lost() {
        return lost;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
