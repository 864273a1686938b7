package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Makes segments of dead letters, in a directory of their owner's that nobody holds: whoever adopts it sends them, with the
 * ids they had. The owner may be at work meanwhile. At any moment a letter is in its file, in a segment, or in both, which
 * its id makes harmless.
 */
public final class DeadLetterReplay {
    /** Like the batches that the appender makes. */
    private static final int SEGMENT_BYTES = 4 * 1024 * 1024;

    private final DirectoryLock lock;
    private final Predicate<Inventory.Letter> sendable;
    private final LineWriter writer = new LineWriter();
    private OutFile segment;
    private int segments;
    private long revived;
    private long kept;

    private DeadLetterReplay(DirectoryLock lock, Predicate<Inventory.Letter> sendable) {
        this.lock = lock;
        this.sendable = sendable;
    }

    /**
     * What became of the letters.
     *
     * @param revived will be sent again
     * @param kept are too large to be sent, or no letters, and stay where they are, as do those that are not sendable
     */
    public record Result(long revived, long kept) {}

    /**
     * @param entry one with an owner
     * @param sendable whether a letter may be sent as it is; may be asked more than once
     */
    public static Result of(Path spool, Inventory.Entry entry, Predicate<Inventory.Letter> sendable)
            throws IOException {
        Inventory.Whose whose = entry.owner();
        Owner owner = new Owner(whose.appender(), whose.baseUri(), whose.idHash(), whose.refused());
        DirectoryLock lock = SpoolDirectories.claimNew(spool, whose.appender(), true, Environment.REAL);
        DeadLetterReplay replay = new DeadLetterReplay(lock, sendable);
        try {
            owner.write(lock.directory);
            for (Path file : entry.dead()) {
                replay.revive(file);
            }
        } finally {
            try {
                replay.closeSegment();
            } finally {
                // Of one in which nothing came to lie there will be nothing left.
                lock.releaseAndTidy();
            }
        }
        return new Result(replay.revived, replay.kept);
    }

    private void revive(Path file) throws IOException {
        long keptBefore = kept;
        long revivedBefore = revived;
        TakenLetters.sift(file, lock.trust, new TakenLetters.Sieve() {
            @Override
            public void begin() {
                kept = keptBefore;
                revived = revivedBefore;
            }

            @Override
            public boolean stays(Inventory.Letter letter, byte[] line) throws IOException {
                boolean fits = letter != null && letter.action().length + SegmentLine.HEAD < SegmentLine.MOST_BYTES;
                if (!fits || !sendable.test(letter)) {
                    kept += fits ? 0 : 1;
                    return true;
                }
                write(letter.action());
                return false;
            }

            @Override
            public void end() throws IOException {
                closeSegment();
                PrivateFiles.syncDirectory(lock.directory);
            }
        });
    }

    private void write(byte[] json) throws IOException {
        if (segment == null) {
            Path file = lock.directory.resolve(SegmentName.of(System.currentTimeMillis(), segments++));
            PrivateFiles.create(file);
            segment = OutFile.open(file);
        }
        byte[] padded = new byte[json.length + 2];
        System.arraycopy(json, 0, padded, 1, json.length);
        padded[padded.length - 1] = '\n';
        writer.write(padded, 0, padded.length, segment, (bytes, lines) -> {});
        revived++;
        if (segment.length() >= SEGMENT_BYTES) {
            closeSegment();
        }
    }

    private void closeSegment() throws IOException {
        if (segment != null) {
            try (OutFile closing = segment) {
                segment = null;
                closing.sync();
            }
        }
    }
}
