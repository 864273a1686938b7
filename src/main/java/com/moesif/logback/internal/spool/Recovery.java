package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** Segments that were written before, of all claimed directories together, oldest first. Sender thread only. */
final class Recovery {
    private final Usage usage;
    private final DiskTrouble trouble;
    private final Notices notices;
    private final Crashes crashes;
    /** By names that are there already: a comparison that memory does not suffice for would lose one and double another. */
    private final Queue<Found> found = new PriorityQueue<>(Comparator.comparing(Found::name));

    /**
     * They could not be read when it was their turn. With a size, since a list without it makes no room for up to ten before they come.
     */
    private final ArrayList<Found> unreadable = new ArrayList<>(16);

    private record Found(Path file, String name, DirectoryLock lock, long bytes) {
        static Found of(Path file, DirectoryLock lock) throws IOException {
            return new Found(file, String.valueOf(file.getFileName()), lock, Files.size(file));
        }

        /** Whether its directory has not been let go since, nor taken over by somebody else, who sends what is in it. */
        boolean isOurs() {
            return lock.holds() && !lock.isReleased();
        }
    }

    /** @param crashes learns of those that are found with the segments */
    Recovery(Usage usage, DiskTrouble trouble, Notices notices, Crashes crashes) {
        this.usage = usage;
        this.trouble = trouble;
        this.notices = notices;
        this.crashes = crashes;
    }

    boolean isDone() {
        return found.isEmpty();
    }

    /**
     * All that is in it. When this throws it may be some of it, none of which is sent once the directory has been let go.
     */
    void queue(DirectoryLock lock) throws IOException {
        List<Spool.Crash> ended = lock.crashes();
        lock.removeUnfinished();
        List<Found> segments = new ArrayList<>();
        for (Path segment : lock.segments()) {
            segments.add(Found.of(segment, lock));
        }
        segments.forEach(this::queue);
        crashes.add(ended, lock);
    }

    private void queue(Found segment) {
        found.add(segment);
        usage.segments(segment.bytes);
    }

    /** Null when there is none, or none that can be read. */
    Spool.Recovered next() {
        // First what takes memory: one that can't be read must have its place.
        unreadable.ensureCapacity(unreadable.size() + found.size());
        for (Found next = found.poll(); next != null; next = found.poll()) {
            if (!next.isOurs()) {
                usage.segments(-next.bytes);
                continue;
            }
            try {
                return read(next);
            } catch (NoSuchFileException e) {
                usage.segments(-next.bytes);
            } catch (IOException | RuntimeException | LinkageError | VirtualMachineError e) {
                unreadable.add(next);
                notices.raise(
                        "unreadable",
                        next.file + " can't be read (" + DiskTrouble.reason(e)
                                + "). It is left where it is, and tried again every minute.");
            }
        }
        return null;
    }

    /** Those that could not be read have another turn, as far as their directories are still held. */
    void tryAgain() {
        while (!unreadable.isEmpty()) {
            Found last = unreadable.get(unreadable.size() - 1);
            if (last.isOurs()) {
                found.add(last);
            } else {
                usage.segments(-last.bytes);
            }
            // Each by itself: memory may be short, and none be tried twice.
            unreadable.remove(unreadable.size() - 1);
        }
    }

    private Spool.Recovered read(Found next) throws IOException {
        long sinceMillis = SegmentName.since(next.file);
        FileSegment segment = FileSegment.found(next.file, next.lock, next.bytes, usage, trouble);
        int[] sound = {0};
        int damaged = segment.read((bytes, from, to) -> sound[0]++);
        segment.holds(sound[0]);
        if (damaged > 0) {
            notices.raise(
                    "corrupt",
                    damaged + " lines of " + next.file + " are damaged, by a crash most likely. "
                            + fate(next.file, segment.lostBytes()) + " All others are sent.",
                    damaged);
        }
        if (sound[0] == 0) {
            segment.delete();
        }
        return new Spool.Recovered(segment, sound[0], damaged, sinceMillis);
    }

    private static String fate(Path file, long lostBytes) {
        String aside = file.getFileName() + CorruptFile.SUFFIX;
        return lostBytes == 0
                ? "They are set aside in " + aside + "."
                : lostBytes
                        + " bytes of them are lost, since dead letters and damaged lines have reached a tenth of the spool's"
                        + " <maxSize>; what there was room for is set aside in " + aside
                        + ". Look through those files, and remove them.";
    }
}
