package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.Transport;
import java.time.Duration;
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

    private final Ring ring;
    private final Sender sender;
    private final Packer packer;
    private final Packer repacker;
    private final Delivery delivery;
    private final Heir heir;
    private final Flushes flushes;
    private final Transport transport;
    private final Ledger ledger;
    private final Notices notices;
    private final Thread thread;
    private final ThreadFactory threads;

    /**
     * @param encoders makes the encoder that reports there and appends here
     * @param threads makes the sender's daemon thread
     */
    public Pipeline(
            PipelineConfig config,
            BiFunction<EncodingReport, LineBuffer, ActionEncoder> encoders,
            Transport transport,
            Ledger ledger,
            Notices notices,
            ThreadFactory threads) {
        this.transport = transport;
        this.notices = notices;
        this.ring = new Ring(config, ledger, notices);
        this.flushes = new Flushes(ledger);
        LineBuffer lines = new LineBuffer();
        this.heir = config.heir();
        this.packer = new Packer(config.batch().gzip());
        this.repacker = new Packer(config.batch().gzip());
        OpenBatch open = new OpenBatch(lines, config.batch(), packer);
        Pace pace = new Pace(
                config.linger(),
                config.maxInFlight(),
                () -> ThreadLocalRandom.current().nextDouble());
        InFlight inFlight = new InFlight(transport, config.requestTimeout().toNanos(), ring::wake);
        this.delivery = new Delivery(open, repacker, inFlight, pace, ledger, notices);
        ActionEncoder encoder = encoders.apply(new EncodingNotices(ledger, notices), lines);
        Intake intake = new Intake(ring, encoder, open, ledger, notices);
        this.sender = new Sender(
                ring, intake, delivery, pace, flushes, new Sender.Counting(ledger, notices, config.maxMemory()));
        this.ledger = ledger;
        notices.wakeBy(ring::wake);
        this.threads = threads;
        this.thread = threads.newThread(this::send);
    }

    private void send() {
        try {
            sender.run();
        } finally {
            leave(sender.takeAll(System.nanoTime()));
            packer.close();
            repacker.close();
        }
    }

    private void leave(List<Batch> left) {
        long actions = left.stream().mapToLong(Batch::actions).sum();
        if (actions > 0) {
            Handover.leave(heir, left);
            ledger.handedOver(actions);
        }
    }

    public void start() {
        delivery.inherit(Handover.take(heir));
        ring.attach(thread);
        thread.start();
    }

    @Override
    public void expect() {
        ring.expect();
    }

    @Override
    public void giveUp(DropReason reason) {
        ring.giveUp(reason);
    }

    @Override
    public void put(CapturedAction action) {
        ring.put(action);
    }

    /**
     * Waits until all that was put before has been delivered.
     *
     * @return whether it has; false too when the time was over, or when something was dropped meanwhile
     */
    public boolean flush(Duration atMost) {
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return false;
        }
        Flushes.Flush flush = flushes.request(ring::putSoFar);
        ring.wake();
        boolean delivered = flush.await(atMost.toNanos());
        flushes.cancel(flush);
        return delivered;
    }

    /** Ends a backoff and the wait for company once, for what has been put before. */
    public void sendNow() {
        flushes.request(ring::putSoFar);
        ring.wake();
    }

    /** While on, nothing is sent; what is put is taken in as while the collector can't be reached. */
    public void hold(boolean on) {
        sender.hold(on);
    }

    /** The JVM is going down: from now on whatever comes leaves at once. */
    public void exiting() {
        sender.exiting();
    }

    /** Delivers what can be delivered in this time, and leaves the rest to the appender that follows. */
    public void stop(Duration atMost) {
        long now = System.nanoTime();
        sender.stopBy(now, now + atMost.toNanos());
        boolean ended = join(thread, now + atMost.plus(LAST_TURN).toNanos());
        long left = ledger.counts().handedOver();
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
