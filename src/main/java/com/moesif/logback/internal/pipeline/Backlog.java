package com.moesif.logback.internal.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Sealed batches that wait for a request, oldest first; of those found in the spool and the fresh ones by turns, so that
 * neither waits for all of the others. Sender thread only.
 */
final class Backlog {
    private final Deque<Batch> fresh = new ArrayDeque<>();
    private final Deque<Batch> recovered = new ArrayDeque<>();
    private boolean recoveredNext;
    private long bytes;
    private long spooled;
    private long pending;

    void add(Batch batch) {
        queue(batch).addLast(batch);
        count(batch, 1);
    }

    /** One whose attempt has failed goes first next time. */
    void putBack(Batch batch) {
        queue(batch).addFirst(batch);
        count(batch, 1);
        recoveredNext = batch.isRecovered();
    }

    private Deque<Batch> queue(Batch batch) {
        return batch.isRecovered() ? recovered : fresh;
    }

    /** @param anyOne whether one that has to be read from its file will do */
    Batch next(boolean anyOne) {
        boolean take = fresh.isEmpty() || recoveredNext && !recovered.isEmpty();
        recoveredNext = !take;
        Batch batch = (take ? recovered : fresh).peekFirst();
        if (!anyOne && !batch.isLoaded()) {
            batch = firstLoaded();
        }
        queue(batch).remove(batch);
        count(batch, -1);
        return batch;
    }

    /**
     * The last of the fresh ones or, where none will do, of those found; null when there is none.
     *
     * @param anyOne whether one that has to be read from its file will do
     */
    Batch newest(boolean anyOne) {
        for (Deque<Batch> queue : List.of(fresh, recovered)) {
            Batch newest = queue.peekLast();
            if (newest != null && (anyOne || newest.isLoaded())) {
                queue.removeLast();
                count(newest, -1);
                return newest;
            }
        }
        return null;
    }

    private Batch firstLoaded() {
        return Stream.concat(fresh.stream(), recovered.stream())
                .filter(Batch::isLoaded)
                .findFirst()
                .orElseThrow();
    }

    /** Puts another in the place of the first that is in memory only, if there is one. */
    void replaceUnspooled(UnaryOperator<Batch> by) {
        if (pending == 0) {
            return;
        }
        for (Deque<Batch> queue : List.of(recovered, fresh)) {
            for (Batch batch : queue) {
                // One that is nowhere any more is for takeLost.
                if (batch.isLoaded() && !batch.isSpooled()) {
                    replace(queue, batch, by.apply(batch));
                    return;
                }
            }
        }
    }

    private void replace(Deque<Batch> queue, Batch old, Batch other) {
        List<Batch> all = new ArrayList<>(queue);
        all.set(all.indexOf(old), other);
        queue.clear();
        queue.addAll(all);
        count(old, -1);
        count(other, 1);
    }

    /** Segments that were whole may have gone, and those with them that nobody has in memory. */
    List<Batch> takeLost() {
        List<Batch> lost = Stream.concat(recovered.stream(), fresh.stream())
                .filter(batch -> !batch.isLoaded() && !batch.isSpooled())
                .toList();
        recovered.removeAll(lost);
        fresh.removeAll(lost);
        bytes = 0;
        spooled = 0;
        pending = 0;
        fresh.forEach(batch -> count(batch, 1));
        recovered.forEach(batch -> count(batch, 1));
        return lost;
    }

    private void count(Batch batch, int sign) {
        bytes += (long) sign * batch.heldBytes();
        int inFile = batch.inFile();
        spooled += (long) sign * inFile;
        pending += (long) sign * (batch.actions() - inFile);
    }

    /** @param anyOne whether one that has to be read from its file will do */
    boolean hasNext(boolean anyOne) {
        return anyOne ? !isEmpty() : bytes > 0;
    }

    boolean isEmpty() {
        return fresh.isEmpty() && recovered.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    long actions() {
        return spooled + pending;
    }

    /** Those that are in memory only. */
    long pending() {
        return pending;
    }

    long spooled() {
        return spooled;
    }

    long oldestSequence(long newer) {
        long oldest = newer;
        for (Batch batch : recovered) {
            oldest = Math.min(oldest, batch.firstSequence());
        }
        for (Batch batch : fresh) {
            oldest = Math.min(oldest, batch.firstSequence());
        }
        return oldest;
    }
}
