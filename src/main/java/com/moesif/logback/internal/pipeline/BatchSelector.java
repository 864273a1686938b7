package com.moesif.logback.internal.pipeline;

import java.util.List;

/** Chooses the batch that is sent next, loads it, and cuts it to the size that may be sent. Sender thread only. */
final class BatchSelector {
    private final UnsentBatches unsent;
    private final OpenBatch open;
    private final Backlog backlog;
    private final InFlight inFlight;
    private final Suspects suspects;
    private final SegmentCache spool;
    private final Requeue requeue;
    private final SendSchedule schedule;
    private final Probe probe;
    private boolean othersTurn;

    /**
     * @param requeue where what isn't sent goes
     * @param probe asks where suspects are all that is left
     */
    BatchSelector(UnsentBatches unsent, SegmentCache spool, Requeue requeue, SendSchedule schedule, Probe probe) {
        this.unsent = unsent;
        this.open = unsent.open;
        this.backlog = unsent.backlog;
        this.inFlight = unsent.inFlight;
        this.suspects = unsent.suspects;
        this.spool = spool;
        this.requeue = requeue;
        this.schedule = schedule;
        this.probe = probe;
    }

    /** Null when there is nothing that may go now. Whatever this throws, no batch is lost. */
    Batch next(long nowNanos) {
        // By turns: whoever asks again must neither wait for all others nor delay them.
        othersTurn = !othersTurn;
        Batch other = othersTurn ? other(nowNanos) : null;
        return other == null ? usual(nowNanos) : other;
    }

    private Batch other(long nowNanos) {
        return suspects.areDoubted() ? newest(nowNanos) : suspect(nowNanos);
    }

    /** While refusals are doubted: behind a hundred bad ones, each a pause, the first good one would wait for hours. */
    private Batch newest(long nowNanos) {
        Batch newest = open.isEmpty() ? backlog.newest(mayLoad(nowNanos)) : requeue.seal(nowNanos);
        Batch ready = newest == null ? null : ready(newest, nowNanos);
        return ready == null ? null : small(ready);
    }

    private Batch usual(long nowNanos) {
        while (backlog.hasNext(mayLoad(nowNanos))) {
            Batch ready = ready(backlog.next(mayLoad(nowNanos)), nowNanos);
            if (ready != null) {
                return small(ready);
            }
        }
        if (!open.isEmpty() && nowNanos - schedule.partialDueAt(open.openedAtNanos()) >= 0) {
            schedule.partialSent(nowNanos);
            Batch young = ready(requeue.seal(nowNanos), nowNanos);
            if (young != null) {
                return small(young);
            }
        }
        Batch known = open.isEmpty() ? probe.due(suspects, nowNanos) : null;
        if (known != null) {
            return known;
        }
        // While refusals are doubted whatever else there is asks first.
        return open.isEmpty() || !suspects.areDoubted() ? suspect(nowNanos) : null;
    }

    private boolean mayLoad(long nowNanos) {
        return spool.canRead(nowNanos) && (inFlight.count() == 0 || spool.hasMemory(unsent.bytes()));
    }

    private Batch suspect(long nowNanos) {
        while (true) {
            Batch asked = suspects.ask(nowNanos, mayLoad(nowNanos));
            if (asked == null) {
                return null;
            }
            Batch ready = readySuspect(asked, nowNanos);
            if (ready != null) {
                return ready;
            }
        }
    }

    private Batch readySuspect(Batch asked, long nowNanos) {
        List<Batch> left;
        boolean isIt;
        try {
            // It may have become too old meanwhile.
            left = spool.readyAlone(asked, nowNanos);
            isIt = left.size() == 1 && left.get(0).actions() == 1;
            if (isIt) {
                suspects.became(asked, left.get(0));
            }
        } catch (Throwable t) {
            requeue.putBack(asked);
            throw t;
        }
        if (isIt && left.get(0).isLoaded()) {
            return left.get(0);
        }
        if (isIt) {
            suspects.unread(left.get(0), nowNanos);
            return null;
        }
        // It is dead or lost, or its file holds more than it did.
        suspects.forget(asked);
        for (int i = left.size() - 1; i >= 0; i--) {
            requeue.putBack(left.get(i));
        }
        return null;
    }

    /** From memory or its file, without what is too old; null when nothing is left, or it can't be read now. */
    private Batch ready(Batch batch, long nowNanos) {
        List<Batch> parts;
        try {
            parts = spool.ready(batch, nowNanos);
        } catch (Throwable t) {
            backlog.putBack(batch);
            throw t;
        }
        for (int i = parts.size() - 1; i > 0; i--) {
            requeue.putBack(parts.get(i));
        }
        if (parts.isEmpty()) {
            return null;
        }
        if (!parts.get(0).isLoaded()) {
            backlog.add(parts.get(0));
            return null;
        }
        return parts.get(0);
    }

    /** No larger than the schedule allows; what is cut off goes next. */
    private Batch small(Batch batch) {
        // A mixture of good and bad would be refused whole, so while refusals are doubted one action asks at a time.
        int most = suspects.areDoubted() ? 1 : schedule.mostActions();
        if (batch.actions() <= most) {
            return batch;
        }
        Batch[] parts = requeue.split(batch, most);
        requeue.putBack(parts[1]);
        return parts[0];
    }

    /** How long until there is something to send, if a request may go; no longer than this. */
    long nanosUntilDue(long nowNanos, long atMost) {
        if (schedule.isSuspended()) {
            return atMost;
        }
        if (backlog.hasNext(mayLoad(nowNanos))) {
            return 0;
        }
        long due = open.isEmpty()
                ? probe.nanosUntilDue(suspects, nowNanos, atMost)
                : Math.min(atMost, schedule.partialDueAt(open.openedAtNanos()) - nowNanos);
        return open.isEmpty() || !suspects.areDoubted()
                ? suspects.nanosUntilDue(nowNanos, mayLoad(nowNanos), due)
                : due;
    }
}
