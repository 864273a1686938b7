package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Directories that appenders have left, to be sent and emptied. Reading and deleting is all it needs, so that it works on a
 * disk that is full; on one that is read-only all is sent and nothing goes. It writes only what has a place nowhere else: dead
 * letters, and damaged lines. Claimed when it is made; then of the sender's thread, but for what says otherwise.
 */
public final class DrainedSpool implements Spool {
    private final Notices notices;
    private final Usage usage = new Usage(Long.MAX_VALUE);
    private final Crashes crashes;
    private final Leftovers leftovers = new Leftovers();
    private final List<DirectoryLock> locks = new ArrayList<>();
    private final Queue<Found> unread = new PriorityQueue<>(Comparator.comparing(each -> each.file.getFileName()));
    private DeadLetters deadLetters;
    private volatile long found;
    private volatile boolean read;

    private record Found(Path file, Trust trust) {}

    /** @param directories of which each is taken that nobody holds */
    public DrainedSpool(List<Path> directories, Notices notices) {
        this.notices = notices;
        this.crashes = new Crashes(notices);
        for (Path directory : directories) {
            claim(directory);
        }
        read = unread.isEmpty();
    }

    private void claim(Path directory) {
        DirectoryLock lock = null;
        boolean taken = false;
        try {
            Trust trust = Trust.ours();
            Optional<String> objection =
                    trust.objectionToRoot(directory.toAbsolutePath().getParent());
            if (objection.isPresent()) {
                leftovers.add(directory, "the directory it lies in " + objection.get());
                return;
            }
            lock = DirectoryLock.takeToDrain(directory, trust);
            if (lock == null) {
                leftovers.add(directory, "somebody else holds it now");
                return;
            }
            // Both lists first: what can't be kept must not be sent.
            List<Path> segments = lock.segments();
            crashes.add(lock.crashes(), lock);
            segments.forEach(segment -> unread.add(new Found(segment, trust)));
            locks.add(lock);
            taken = true;
        } catch (IOException e) {
            leftovers.add(directory, "it can't be taken: " + DiskTrouble.reason(e));
        } finally {
            if (lock != null && !taken) {
                lock.release();
            }
        }
    }

    /** Actions found so far, the damaged ones among them. Any thread. */
    public long found() {
        return found;
    }

    /** Whether every segment has been looked into. Any thread. */
    public boolean isRead() {
        return read;
    }

    /** Actions that are neither delivered nor dead letters, because those can't be written: they are in their segments. */
    public long unburied() {
        return leftovers.letters();
    }

    /** How many actions of segments that are still there have had an outcome: they stay beside others that have none. Any thread. */
    public Map<Path, Long> settled() {
        return leftovers.settled();
    }

    /** Segments and directories that stay, each with the reason. Any thread. */
    public Map<Path, String> leftovers() {
        return leftovers.reasons();
    }

    @Override
    public Recovered nextRecovered() {
        Recovered next = null;
        while (next == null && !unread.isEmpty()) {
            next = recovered(unread.remove());
        }
        read = unread.isEmpty();
        return next;
    }

    /** Null when it is gone or can't be read. */
    private Recovered recovered(Found next) {
        Path file = next.file;
        DrainedSegment segment = new DrainedSegment(file, next.trust, usage, leftovers);
        int[] sound = {0};
        try {
            long sinceMillis = SegmentName.since(file);
            int damaged = segment.read((bytes, from, to) -> sound[0]++);
            segment.holds(sound[0]);
            if (sound[0] == 0) {
                segment.delete();
            }
            found += sound[0] + (long) damaged;
            return new Recovered(segment, sound[0], damaged, sinceMillis);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            leftovers.add(file, "it can't be read: " + DiskTrouble.reason(e));
            return null;
        }
    }

    @Override
    public Crashes crashes() {
        return crashes;
    }

    @Override
    public boolean bury(DeadLetter letter, Segment from) {
        if (deadLetters == null) {
            deadLetters = new DeadLetters(locks.get(0), usage, notices, Environment.REAL);
        }
        if (!deadLetters.bury(letter, Instant.now())) {
            leftovers.addLetter();
        }
        // Where it can't be written, its segment stays.
        return true;
    }

    @Override
    public Segment newSegment() {
        return MemorySpool.NOWHERE;
    }

    @Override
    public boolean isOnDisk() {
        return true;
    }

    /** Nothing new comes, and what is there is never written anew. */
    @Override
    public boolean isWell() {
        return false;
    }

    @Override
    public boolean takesNothingNew() {
        return true;
    }

    @Override
    public long nanosUntilDue(long nowNanos) {
        return unread.isEmpty() ? Long.MAX_VALUE : 0;
    }

    @Override
    public void close() {
        locks.forEach(DirectoryLock::releaseAndTidy);
        locks.clear();
    }
}
