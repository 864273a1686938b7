package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * From a captured action to its delivery. The sink is for any thread and never throws; {@link #start} and
 * {@link #stop} are called once each.
 */
public final class Pipeline implements ActionSink {
    /** What the sender is given to end beyond its deadline: its last turn, not a request. */
    private static final Duration LAST_TURN = Duration.ofMillis(250);

    private final Assembly parts;
    private final Tenant tenant;
    private final Transport transport;
    private final Ledger ledger;
    private final Notices notices;
    private final boolean commits;
    private final Thread thread;
    private final ThreadFactory threads;
    /** Actions that were in memory only when it ended. */
    private volatile long left;

    /**
     * What a pipeline stands between and runs on.
     *
     * @param encoders makes the encoder that reports there and appends here
     * @param threads makes the sender's daemon thread
     */
    public record Surroundings(
            BiFunction<EncodingReport, LineBuffer, ActionEncoder> encoders,
            Transport transport,
            Spool spool,
            ThreadFactory threads) {}

    public Pipeline(PipelineConfig config, Surroundings around, Ledger ledger, Notices notices) {
        this.transport = around.transport;
        this.notices = notices;
        this.ledger = ledger;
        this.tenant = config.tenant();
        this.commits = around.spool.isOnDisk() && config.keeping().durability() != Durability.ASYNC;
        this.parts =
                new Assembly(config, around, () -> ThreadLocalRandom.current().nextDouble(), ledger, notices);
        notices.wakeBy(parts.ring::wake);
        this.threads = around.threads;
        this.thread = threads.newThread(this::send);
    }

    private void send() {
        try {
            parts.sender.run();
        } finally {
            try {
                leave(parts.sender.takeAll(System.nanoTime()));
            } finally {
                parts.close();
            }
        }
    }

    private void leave(List<Batch> all) {
        List<Batch> homeless = new ArrayList<>();
        long kept = 0;
        for (Batch batch : all) {
            Batch last = batch.isSpooled() || !parts.keeping.canKeep() ? batch : parts.keeping.keep(batch);
            Batch rest = last.isSpooled() ? null : parts.keeping.unwritten(last);
            kept += last.actions() - (rest == null ? 0 : rest.actions());
            if (rest != null) {
                homeless.add(rest);
            }
        }
        parts.sender.leaves(kept);
        long actions = homeless.stream().mapToLong(Batch::actions).sum();
        if (actions > 0) {
            left = actions;
            Handover.leave(tenant, homeless);
            ledger.handedOver(actions);
        }
    }

    /**
     * Both are run on the sender's thread and must not wait.
     *
     * @param onTraffic run whenever there are actions in the ring
     * @param onAnswer run whenever a request has ended, well or not
     */
    public void start(Runnable onTraffic, Runnable onAnswer) {
        parts.sender.tellOfTraffic(onTraffic);
        parts.delivery.tellOfAnswers(onAnswer);
        parts.delivery.inherit(Handover.take(tenant));
        parts.ring.attach(thread);
        thread.start();
    }

    /** Takes what an appender of the same name and endpoint has left since this one's start; for any thread. */
    public void inherit() {
        parts.sender.inherit(() -> Handover.take(tenant));
        parts.ring.wake();
    }

    /** Loads what the first action and its request need; for any thread. */
    public void prepare() {
        transport.prepare();
        parts.journal.prepare();
    }

    @Override
    public void expect() {
        parts.ring.expect();
    }

    @Override
    public void giveUp(DropReason reason) {
        parts.ring.giveUp(reason);
    }

    @Override
    public void put(CapturedAction action) {
        if (parts.ring.put(action) && commits) {
            parts.commit.await();
        }
    }

    /**
     * Waits until all that was put before has been delivered.
     *
     * @return whether it has; false too when the time was over, or when something was dropped meanwhile
     */
    public boolean flush(Duration atMost) {
        return flush(atMost, false);
    }

    /** As {@link #flush}, but waits no longer when all is in files and the collector takes nothing. */
    public boolean flushOrKeep(Duration atMost) {
        return flush(atMost, true);
    }

    private boolean flush(Duration atMost, boolean orKept) {
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return false;
        }
        Flushes.Flush flush = parts.flushes.request(parts.ring::putSoFar, orKept);
        parts.ring.wake();
        boolean delivered = flush.await(atMost.toNanos());
        parts.flushes.cancel(flush);
        return delivered;
    }

    /** Ends a backoff and the wait for company once, for what has been put before. */
    public void sendNow() {
        parts.flushes.request(parts.ring::putSoFar, false);
        parts.ring.wake();
    }

    /** While on, nothing is sent; what is put is taken in as while the collector can't be reached. */
    public void hold(boolean on) {
        parts.sender.hold(on);
    }

    /** The JVM is going down: from now on whatever comes leaves at once. */
    public void exiting() {
        parts.sender.exiting();
    }

    /** Delivers what can be delivered in this time, and leaves the rest to the appender that follows. */
    public void stop(Duration atMost) {
        long now = System.nanoTime();
        parts.sender.stopBy(now, now + atMost.toNanos());
        boolean ended = join(thread, now + atMost.plus(LAST_TURN).toNanos());
        try {
            if (!ended) {
                notices.raise("stop", "The sender's thread did not end in time; what it held may be lost.");
            } else if (left > 0) {
                notices.raise(
                        "stop",
                        left
                                + " actions could not be delivered before the stop. They are lost unless an appender"
                                + " of this name and endpoint starts in this JVM again, as it does when the"
                                + " configuration is reloaded.");
            }
            notices.speakAll(System.nanoTime());
        } finally {
            closeTransport();
        }
    }

    /** On a thread of ours, because what HttpClient logs on the way, at DEBUG, is no event of the application's. */
    private void closeTransport() {
        Thread closing = threads.newThread(transport::close);
        closing.start();
        join(closing, System.nanoTime() + LAST_TURN.toNanos());
    }

    /** An interrupt doesn't cut it short, since that would lose actions; the flag is left for the caller. */
    private static boolean join(Thread thread, long deadlineNanos) {
        boolean interrupted = false;
        long left = deadlineNanos - System.nanoTime();
        while (thread.isAlive() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = deadlineNanos - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
