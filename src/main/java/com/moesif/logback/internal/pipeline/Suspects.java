package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Actions that were refused, each alone. Each is asked about again now and then, alone, while others go on; it is dead only
 * when there is {@linkplain Suspicion proof} against it, and is delivered when the refusals were somebody else's. While
 * nothing is accepted, the fault may be anywhere. Sender thread only.
 */
final class Suspects {
    /** Once an action was refused and accepted later, refusals on this way prove nothing for so long. */
    private static final long DISTRUST_NANOS = Duration.ofHours(1).toNanos();

    /** So many are kept although there is proof, for what speaks for them; each may keep a segment of many actions on disk. */
    private static final int MOST_KEPT = 100;

    /** Those that wait to be asked about, in the order of their last refusals. */
    private final Map<Batch, Suspicion> waiting = new LinkedHashMap<>();
    /** Those that are being asked about. */
    private final Map<Batch, Suspicion> asked = new IdentityHashMap<>();

    /** Reads one action, that is in memory or in its file. */
    interface Reader {
        /** Its JSON; null when it can't be read now, or is not there. */
        byte[] json(Batch one);
    }

    private final Undeliverable undeliverable;
    private final Reader reader;
    private final LongPredicate isTooMuch;
    private final boolean keepsInDoubt;
    private int refusedInARow;
    /** Whether so many are suspected that the refusals themselves are. */
    private boolean doubted;
    /** Whether some were forbidden, and others accepted soon after. */
    private boolean selective;

    private boolean distrusted;
    private long distrustedAtNanos;
    private long bytes;

    /**
     * @param isTooMuch whether so many bytes are more than those may hold against whom there is proof
     * @param keepsInDoubt whether those are kept, while memory lasts, of which only a page has spoken with a 2xx. Not where somebody
     *     else keeps each, and waits for its outcome
     */
    Suspects(Undeliverable undeliverable, Reader reader, LongPredicate isTooMuch, boolean keepsInDoubt) {
        this.undeliverable = undeliverable;
        this.reader = reader;
        this.isTooMuch = isTooMuch;
        this.keepsInDoubt = keepsInDoubt;
    }

    /** This one was refused, alone, for the first time or again. */
    void refused(Batch batch, Refusal refusal, long nowNanos) {
        Suspicion known = asked.get(batch);
        Suspicion suspicion = known == null ? new Suspicion() : known;
        await(batch, suspicion);
        asked.remove(batch);
        if (known == null) {
            refusedInARow++;
            doubted |= refusedInARow >= Verdict.MOST_SUSPECTS;
            selective &= !doubted;
        }
        suspicion.refused(refusal, nowNanos);
    }

    /** One that is nobody's suspect any more, whatever is to become of it. */
    void forget(Batch batch) {
        asked.remove(batch);
    }

    /** What else the verdict on a batch of so many actions depends on. */
    Verdict.History history(int actions) {
        return new Verdict.History(actions, doubted ? Verdict.MOST_SUSPECTS : refusedInARow, selective);
    }

    /** Delivery pauses, but perhaps for what was in that one batch only: one accepted action will tell. */
    void doubt() {
        doubted = true;
    }

    private void await(Batch batch, Suspicion suspicion) {
        try {
            waiting.put(batch, suspicion);
        } catch (Throwable t) {
            // A map that can't grow may have it all the same.
            waiting.remove(batch);
            throw t;
        }
        bytes += batch.heldBytes();
    }

    /** Whether it is one that is being asked about. */
    boolean isAsked(Batch batch) {
        return asked.containsKey(batch);
    }

    /** One that was to be asked about, and could not be read. */
    void unread(Batch batch, long nowNanos) {
        asked.get(batch).unread(nowNanos);
        unanswered(batch);
    }

    /** One that was asked about without an answer that says anything of it. */
    void unanswered(Batch batch) {
        await(batch, asked.get(batch));
        asked.remove(batch);
    }

    /** One that is being asked about, if it is, is another batch now with the same action. When it throws, it is not. */
    void became(Batch batch, Batch now) {
        Suspicion suspicion = asked.get(batch);
        if (suspicion != null && now != batch) {
            asked.put(now, suspicion);
            asked.remove(batch);
        }
    }

    /** The collector has accepted this batch: those are dead against whom there is proof. */
    void accepted(Batch batch, long nowNanos) {
        if (asked.remove(batch) != null) {
            distrusted = true;
            distrustedAtNanos = nowNanos;
            waiting.values().forEach(Suspicion::begunAnew);
            asked.values().forEach(Suspicion::begunAnew);
        }
        refusedInARow = 0;
        selective |= doubted;
        doubted = false;
        waiting.values().forEach(Suspicion::othersAreAccepted);
        asked.values().forEach(Suspicion::othersAreAccepted);
        distrusted &= nowNanos - distrustedAtNanos < DISTRUST_NANOS;
        judge(nowNanos);
    }

    private void judge(long nowNanos) {
        List<Batch> confirmed = new ArrayList<>();
        waiting.forEach((batch, suspicion) -> {
            if (suspicion.isConfirmed()) {
                confirmed.add(batch);
            }
        });
        int kept = confirmed.size();
        for (Batch batch : confirmed) {
            Suspicion suspicion = waiting.get(batch);
            boolean doubtful = distrusted || suspicion.refusal().isAnothers();
            boolean full = isTooMuch.test(bytes);
            boolean tooMuch = full && !(keepsInDoubt && suspicion.refusal().isNoWord());
            if (!doubtful || kept > MOST_KEPT || tooMuch) {
                if (!batch.isLoaded() && !full && undeliverable.isDiskInTheWay()) {
                    // The disk would take no letter, so its file is not read in vain at each answer.
                    return;
                }
                byte[] json = json(batch, suspicion, nowNanos);
                if (json == null) {
                    // It is asked about again, and then it is seen what has become of its file.
                    continue;
                }
                // First what may throw: whatever happens, it is still here.
                if (!undeliverable.refused(dead(batch, json), suspicion.refusal(), !full)) {
                    // Nor would the disk take a letter of the next one.
                    return;
                }
                drop(batch);
                batch.settled();
                kept--;
            } else if (suspicion.isToBeTold()) {
                tellInDoubt(batch, suspicion, nowNanos);
            }
        }
    }

    private void tellInDoubt(Batch batch, Suspicion suspicion, long nowNanos) {
        byte[] json = json(batch, suspicion, nowNanos);
        if (json != null) {
            undeliverable.keptInDoubt(json, suspicion.refusal());
            suspicion.told();
        }
    }

    private byte[] json(Batch batch, Suspicion suspicion, long nowNanos) {
        if (!batch.isLoaded() && !suspicion.mayBeRead(nowNanos)) {
            return null;
        }
        byte[] json = reader.json(batch);
        if (json == null) {
            suspicion.unread(nowNanos);
        }
        return json;
    }

    /**
     * Memory is full. Those go, in the order of their last refusals, of which a page has spoken with a 2xx: until they hold no more than
     * others may, since it says nothing of an action, and only the room they take is against them.
     */
    void giveWay() {
        for (Batch batch : List.copyOf(waiting.keySet())) {
            Suspicion suspicion = waiting.get(batch);
            if (isTooMuch.test(bytes)
                    && batch.isLoaded()
                    && suspicion.isConfirmed()
                    && suspicion.refusal().isNoWord()) {
                undeliverable.noRoomFor(dead(batch, Packer.json(batch)), suspicion.refusal());
                drop(batch);
                batch.settled();
            }
        }
    }

    /**
     * While refusals are doubted one more is let in each time that the collector is asked, however full memory is: in an outage of days,
     * of which nobody says that it is one, hundreds. So those are dropped that were refused last, as they would have been had they not
     * been let in, until so many bytes are free. Not those that are in a file, nor where somebody else keeps each: there none is let in,
     * and whoever keeps it would take it for delivered.
     */
    void giveUpLast(long tooMuch) {
        if (!keepsInDoubt) {
            return;
        }
        List<Batch> all = List.copyOf(waiting.keySet());
        long left = tooMuch;
        for (int i = all.size() - 1; i >= 0 && left > 0; i--) {
            Batch batch = all.get(i);
            if (batch.isLoaded()
                    && batch.inFile() == 0
                    && !batch.origin().segment().isTaken()) {
                left -= batch.heldBytes();
                undeliverable.dropped(DropReason.MEMORY_FULL, batch.actions());
                drop(batch);
                batch.settled();
            }
        }
    }

    private static Undeliverable.Dead dead(Batch batch, byte[] json) {
        return new Undeliverable.Dead(json, batch.origin().segment());
    }

    private void drop(Batch batch) {
        bytes -= batch.heldBytes();
        waiting.remove(batch);
    }

    /**
     * One to ask about now; null when none is due.
     *
     * @param anyOne whether one that has to be read from its file will do
     */
    Batch ask(long nowNanos, boolean anyOne) {
        for (Map.Entry<Batch, Suspicion> each : waiting.entrySet()) {
            Batch batch = each.getKey();
            boolean isThere = batch.isLoaded() || anyOne && each.getValue().mayBeRead(nowNanos);
            if (isThere && isDue(each.getValue(), nowNanos)) {
                asked.put(batch, each.getValue());
                drop(batch);
                return batch;
            }
        }
        return null;
    }

    private boolean isDue(Suspicion suspicion, long nowNanos) {
        // While doubted all is asked with whatever there is, as seldom as the pause allows.
        return doubted || suspicion.hasLastChance() || suspicion.dueAtNanos() - nowNanos <= 0;
    }

    /**
     * How long until one is to be asked about, no longer than this.
     *
     * @param anyOne whether one that has to be read from its file will do
     */
    long nanosUntilDue(long nowNanos, boolean anyOne, long atMost) {
        long due = atMost;
        for (Map.Entry<Batch, Suspicion> each : waiting.entrySet()) {
            if (anyOne || each.getKey().isLoaded()) {
                Suspicion suspicion = each.getValue();
                long asked = isDue(suspicion, nowNanos) ? 0 : suspicion.dueAtNanos() - nowNanos;
                long read = each.getKey().isLoaded() ? 0 : suspicion.nanosUntilRead(nowNanos);
                due = Math.min(due, Math.max(asked, read));
            }
        }
        return due;
    }

    /** Segments may have gone: those that are nowhere any more, or in a file that may be another's, are suspects no more. */
    void moveLost(Backlog backlog) {
        List<Batch> lost = waiting.keySet().stream()
                .filter(batch -> !batch.isLoaded() && !batch.isSpooled())
                .toList();
        backlog.reserve(lost.size());
        // From here on nothing takes memory: each is in one of the two.
        for (int i = 0; i < lost.size(); i++) {
            waiting.remove(lost.get(i));
            backlog.add(lost.get(i));
        }
    }

    /** Those that are in memory only are asked about once more, at once: they will be gone. */
    void giveLastChance() {
        waiting.forEach((batch, suspicion) -> {
            if (!batch.isSpooled()) {
                suspicion.giveLastChance();
            }
        });
    }

    /** How many have a last chance before them. */
    int withLastChance() {
        int count = 0;
        for (Suspicion suspicion : waiting.values()) {
            count += suspicion.hasLastChance() ? 1 : 0;
        }
        return count;
    }

    /** When it throws, all are still here. */
    void takeAll(List<Batch> into) {
        into.addAll(waiting.keySet());
        waiting.clear();
        asked.clear();
        bytes = 0;
        doubted = false;
    }

    /** Whether one waits for another to be accepted, which would prove something. */
    boolean needOthers() {
        if (waiting.isEmpty()) {
            return false;
        }
        return doubted || waiting.values().stream().anyMatch(suspicion -> !suspicion.areOthersAccepted());
    }

    boolean areDoubted() {
        return doubted;
    }

    int pending() {
        return waiting.size() - spooled();
    }

    int spooled() {
        int spooled = 0;
        for (Batch suspect : waiting.keySet()) {
            spooled += suspect.isSpooled() ? 1 : 0;
        }
        return spooled;
    }

    long bytes() {
        return bytes;
    }

    long oldestSequence(long newer) {
        long oldest = newer;
        for (Batch suspect : waiting.keySet()) {
            oldest = Math.min(oldest, suspect.firstSequence());
        }
        return oldest;
    }
}
