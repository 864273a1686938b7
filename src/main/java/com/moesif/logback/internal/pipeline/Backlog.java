package com.moesif.logback.internal.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Sealed batches that wait for a request, oldest first; of those found in the spool and the fresh ones by turns, so that
 * neither waits for all of the others. Sender thread only.
 */
final class Backlog {
    /**
     * Lists, since a deque for which there is no memory to grow forgets all it has. With a size, since one without it takes no
     * {@linkplain #reserve reservation} of up to ten.
     */
    private final ArrayList<Batch> fresh = new ArrayList<>(16);

    private final ArrayList<Batch> recovered = new ArrayList<>(16);
    private final IntSupplier losses;
    /** As it was when all were counted last. */
    private int lossesCounted;

    private boolean recoveredNext;
    private long bytes;
    private long spooled;
    private long pending;

    /** @param losses changes whenever a batch may be in its file no more that was in it when it came */
    Backlog(IntSupplier losses) {
        this.losses = losses;
        this.lossesCounted = losses.getAsInt();
    }

    /** Makes room for so many more, so that they can be added whatever memory is left then. */
    void reserve(int more) {
        fresh.ensureCapacity(fresh.size() + more);
        recovered.ensureCapacity(recovered.size() + more);
    }

    void add(Batch batch) {
        queue(batch).add(batch);
        count(batch, 1);
    }

    /** One whose attempt has failed goes first next time. */
    void putBack(Batch batch) {
        queue(batch).add(0, batch);
        count(batch, 1);
        recoveredNext = batch.isRecovered();
    }

    private List<Batch> queue(Batch batch) {
        return batch.isRecovered() ? recovered : fresh;
    }

    /** @param anyOne whether one that has to be read from its file will do */
    Batch next(boolean anyOne) {
        boolean take = fresh.isEmpty() || recoveredNext && !recovered.isEmpty();
        recoveredNext = !take;
        Batch batch = (take ? recovered : fresh).get(0);
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
        for (List<Batch> queue : List.of(fresh, recovered)) {
            Batch newest = queue.isEmpty() ? null : queue.get(queue.size() - 1);
            if (newest != null && (anyOne || newest.isLoaded())) {
                queue.remove(queue.size() - 1);
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
        if (pending() == 0) {
            return;
        }
        for (List<Batch> queue : List.of(recovered, fresh)) {
            for (int i = 0; i < queue.size(); i++) {
                Batch batch = queue.get(i);
                // One that is nowhere any more is for takeLost.
                if (batch.isLoaded() && !batch.isSpooled()) {
                    Batch other = by.apply(batch);
                    queue.set(i, other);
                    if (!countAnew()) {
                        add(batch, -1);
                        add(other, 1);
                    }
                    return;
                }
            }
        }
    }

    /** Segments that were whole may have gone, and those with them that nobody has in memory. */
    List<Batch> takeLost() {
        List<Batch> lost = Stream.concat(recovered.stream(), fresh.stream())
                .filter(batch -> !batch.isLoaded() && !batch.isSpooled())
                .toList();
        recovered.removeAll(lost);
        fresh.removeAll(lost);
        countAll();
        return lost;
    }

    /** When it throws, all are still here. */
    void takeAll(List<Batch> into) {
        into.addAll(Stream.concat(recovered.stream(), fresh.stream()).toList());
        recovered.clear();
        fresh.clear();
        bytes = 0;
        spooled = 0;
        pending = 0;
    }

    /** It has come, or has gone. */
    private void count(Batch batch, int sign) {
        if (!countAnew()) {
            add(batch, sign);
        }
    }

    /** What some were counted as when they came is not what they are: then all that are here are counted. */
    private boolean countAnew() {
        int now = losses.getAsInt();
        boolean stale = now != lossesCounted;
        if (stale) {
            lossesCounted = now;
            countAll();
        }
        return stale;
    }

    private void countAll() {
        bytes = 0;
        spooled = 0;
        pending = 0;
        // Without iterators: it is counted where there may be no memory for one.
        for (int i = 0; i < recovered.size(); i++) {
            add(recovered.get(i), 1);
        }
        for (int i = 0; i < fresh.size(); i++) {
            add(fresh.get(i), 1);
        }
    }

    private void add(Batch batch, int sign) {
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
        countAnew();
        return spooled + pending;
    }

    /** Those that are in memory only. */
    long pending() {
        countAnew();
        return pending;
    }

    long spooled() {
        countAnew();
        return spooled;
    }

    /** Where the newest of the fresh ones begins. */
    long newestSequence() {
        long newest = Batch.BEFORE_ALL;
        for (int i = 0; i < fresh.size(); i++) {
            newest = Math.max(newest, fresh.get(i).firstSequence());
        }
        return newest;
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
