package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.DeadReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Where segments are kept. {@link #newSegment} and {@link #room}: writer lock held; all else: sender thread
 * only. Nothing here throws for what the disk does.
 */
public sealed interface Spool permits DrainedSpool, EntrustedSpool, FileSpool, MemorySpool {
    /** One to append to: a file, or, when there is none to be had now, one that keeps nothing. */
    Segment newSegment();

    /** Bytes that may be added before it is full; may be negative. */
    default long room() {
        return Long.MAX_VALUE;
    }

    /** Whether actions are kept in files at all, when all is well. */
    boolean isOnDisk();

    /** Whether files can be written now. */
    boolean isWell();

    /** Whether no action ever comes but what is found in it. */
    default boolean takesNothingNew() {
        return false;
    }

    /** Changes when files have gone, and segments that were whole no longer are. */
    default int generation() {
        return 0;
    }

    /** Looks after the disk: claims a directory, asks a broken disk again, adopts what others left. Cheap when nothing is due. */
    default void tend(long nowNanos) {
        // Nothing to look after.
    }

    /** Asks a broken disk again now, however lately it was asked. */
    default void tryAgain(long nowNanos) {
        // Nothing that can break.
    }

    /** Somebody has left something: the next {@link #tend} looks for it. */
    default void lookAgain() {
        // There is nowhere to look.
    }

    /** How long until {@link #tend} has something to do. */
    default long nanosUntilDue(long nowNanos) {
        return Long.MAX_VALUE;
    }

    /** Whoever follows is another tenant than it was made for: what is here is to be found by that one. Any thread. */
    default void becomes(Tenant tenant) {}

    /** The next segment found that nobody else sends, oldest first; null when there is none. */
    default Recovered nextRecovered() {
        return null;
    }

    /**
     * Keeps an action that is not sent any more.
     *
     * @param from the segment of this one action; null when it has none
     * @return whether it is kept: not when there is no file for it, or no room
     */
    boolean bury(DeadLetter letter, Segment from);

    /**
     * Keeps actions that are in no segment, with one sync for all.
     *
     * @return of each whether it is kept
     */
    default boolean[] buryAll(List<DeadLetter> letters) {
        boolean[] kept = new boolean[letters.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = bury(letters.get(i), null);
        }
        return kept;
    }

    /**
     * Whether a letter can be expected to be kept, as far as there is room. Where it could not be written a moment ago, say because
     * the disk is full, another may be later: nothing need be dropped for that.
     */
    default boolean mayBury() {
        return true;
    }

    /**
     * How many actions, at most, are in memory only though nobody waits for them: what a crash can take. Before all else, or with the
     * writer lock held.
     */
    default void crashMayTake(long most) {
        // Where nothing is kept there is nobody to tell.
    }

    /**
     * Some are about to be written; with the writer lock held.
     *
     * @param accepted actions so far
     * @param written of them, by then
     */
    default void mark(long accepted, long written) {
        // See above.
    }

    /** The JVM exits, nothing is in memory only, and from now on each caller waits for its action: no crash follows. Any thread. */
    default void exits() {
        // See above.
    }

    /** Those that were found. */
    default Crashes crashes() {
        return Crashes.NONE;
    }

    /** Lets go of the directories, for whoever comes after. */
    default void close() {
        // Nothing to let go of.
    }

    /**
     * A segment found.
     *
     * @param actions it holds, undamaged
     * @param damaged lines that have been set aside
     * @param sinceMillis when it was begun, by the wall clock
     */
    record Recovered(Segment segment, int actions, int damaged, long sinceMillis) {}

    /**
     * What a process took along that ended without a stop.
     *
     * @param mark the file that tells it
     * @param atLeast actions that it had in memory only when it last wrote
     * @param atMost the same, with all that can have come after; {@link #NOT_KNOWN} where its disk had failed
     * @param atMillis when that was, by the wall clock; where callers wait, and a crash takes nothing, when it began
     */
    record Crash(Path mark, long atLeast, long atMost, long atMillis) {
        /** A disk that took no actions may have taken no numbers either. */
        public static final long NOT_KNOWN = -1;

        /** How many were lost, for people. */
        public String loss() {
            if (atMost == 0) {
                return "no action was lost whose log call had returned, unless <commitTimeout> had let it go, or the"
                        + " power failed and <durability> is write";
            }
            if (atMost == NOT_KNOWN) {
                return "at least " + atLeast
                        + " actions were lost, and nobody knows how many more: its disk had failed";
            }
            return "at least " + atLeast + " and at most " + atMost + " actions were lost";
        }

        /** The time of its last write; null where only that of its first one is known. */
        public Instant lastWrite() {
            return atMost == 0 ? null : Instant.ofEpochMilli(atMillis);
        }

        /** When that was, for people. */
        public String time() {
            return (atMost == 0 ? "it began at " : "it last wrote at ") + Instant.ofEpochMilli(atMillis);
        }
    }

    /**
     * An action that is not sent any more.
     *
     * @param json the action
     * @param id its {@code transaction_id}
     * @param status of the collector's last answer; 0 when there was none
     * @param answer the body of it
     * @param lacking what it must not be sent without, a JSON array of texts; blank for nothing
     */
    record DeadLetter(byte[] json, String id, DeadReason reason, int status, String answer, String lacking) {
        /** One that lacks nothing. */
        public DeadLetter(byte[] json, String id, DeadReason reason, int status, String answer) {
            this(json, id, reason, status, answer, "");
        }
    }
}
