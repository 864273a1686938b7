package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Actions that were refused, each alone. One is dead only when the collector has accepted another one after it; while it
 * accepts nothing, the fault may be anywhere. Owned by the sender's thread.
 */
final class Suspects {
    private final Deque<Batch> suspects = new ArrayDeque<>();
    /** Those that had another chance after a doubt; a second refusal, by a collector that accepts, is no doubt. */
    private final Set<Batch> reprieved = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<Batch, Refusal> refusals = new IdentityHashMap<>();
    private final Undeliverable undeliverable;
    /** Whether so many are suspected that the refusals themselves are. */
    private boolean doubted;

    Suspects(Undeliverable undeliverable) {
        this.undeliverable = undeliverable;
    }

    void add(Batch refused, Refusal refusal) {
        suspects.addLast(refused);
        refusals.put(refused, refusal);
        doubted |= count() >= Verdict.MOST_SUSPECTS;
    }

    /** The collector has accepted these: the suspects are dead, or, if they were doubted, get one more chance. */
    List<Batch> cleared(Batch accepted) {
        reprieved.remove(accepted);
        refusals.remove(accepted);
        List<Batch> again = new ArrayList<>();
        for (Batch suspect = suspects.pollFirst(); suspect != null; suspect = suspects.pollFirst()) {
            if (doubted && reprieved.add(suspect)) {
                again.add(suspect);
            } else {
                reprieved.remove(suspect);
                bury(suspect);
            }
        }
        doubted = false;
        return again;
    }

    boolean hasProbe() {
        return doubted && !suspects.isEmpty();
    }

    /** One to ask the collector about when there is nothing else to ask with; null when none is to be asked about. */
    Batch probe() {
        return doubted ? suspects.pollFirst() : null;
    }

    List<Batch> takeAll() {
        List<Batch> all = List.copyOf(suspects);
        suspects.clear();
        reprieved.clear();
        refusals.clear();
        doubted = false;
        return all;
    }

    private void bury(Batch dead) {
        Refusal refusal = refusals.remove(dead);
        byte[] line = Packer.unpack(dead);
        undeliverable.refused(Arrays.copyOfRange(line, 1, line.length - 1), refusal);
        dead.settled();
    }

    boolean areDoubted() {
        return doubted;
    }

    /** How many speak for a fault that isn't theirs. */
    int count() {
        int count = 0;
        for (Batch suspect : suspects) {
            count += reprieved.contains(suspect) ? 0 : 1;
        }
        return count;
    }

    int pending() {
        return suspects.size() - spooled();
    }

    int spooled() {
        int spooled = 0;
        for (Batch suspect : suspects) {
            spooled += suspect.isSpooled() ? 1 : 0;
        }
        return spooled;
    }

    long bytes() {
        long bytes = 0;
        for (Batch suspect : suspects) {
            bytes += suspect.heldBytes();
        }
        return bytes;
    }

    long oldestSequence(long newer) {
        long oldest = newer;
        for (Batch suspect : suspects) {
            oldest = Math.min(oldest, suspect.firstSequence());
        }
        return oldest;
    }
}
