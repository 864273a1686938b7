package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.OldestUnsent;
import com.moesif.logback.internal.spool.Entrusted;
import com.moesif.logback.internal.spool.EntrustedSpool;
import com.moesif.logback.internal.transport.Transport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Delivers actions that come as JSON and are kept by whoever brings them, a topic say, in the same way as an appender
 * delivers its own. It has no thread: whoever calls is the sender, and always the same thread.
 */
public final class Forwarder implements AutoCloseable {
    /** A turn takes no more than this, so that whoever calls comes back to what they do. */
    private static final int MOST_PER_TURN = 65_536;

    private final Transport transport;
    private final Packer packer;
    private final Packer repacker;
    private final LineIntake intake;
    private final OpenBatch open;
    private final UnsentBatches unsent;
    private final Delivery delivery;
    private final SendSchedule schedule;
    private final DeliveryHealth health;
    private final Notices notices;
    private final OldestUnsent oldestUnsent;
    private volatile Thread sleeper;
    private boolean hurries;

    /** @param config its queue, its keeping and its tenant are of no meaning here */
    public Forwarder(PipelineConfig config, Transport transport, InstantSource clock, Ledger ledger, Notices notices) {
        this.transport = transport;
        this.notices = notices;
        this.health = ledger.health();
        this.packer = new Packer(config.batch().gzip());
        this.repacker = new Packer(config.batch().gzip());
        EntrustedSpool spool = new EntrustedSpool();
        this.intake = new LineIntake(spool, config.batch());
        Undeliverable undeliverable = new Undeliverable(spool, ledger, notices, clock, transport.destinationWithin());
        SegmentCache cache = new SegmentCache(
                spool,
                intake,
                new SegmentLoader(repacker, config.batch(), undeliverable, ledger, clock),
                config,
                ledger,
                notices);
        this.open = new OpenBatch(intake, packer, false);
        this.schedule = new SendSchedule(
                config.linger(),
                config.maxInFlight(),
                () -> ThreadLocalRandom.current().nextDouble(),
                Hold.none());
        this.unsent = new UnsentBatches(
                open,
                new InFlight(transport, config.requestTimeout().toNanos(), this::wake),
                // Whoever brings them waits for each: proof is enough, and nothing is kept for what speaks against it.
                new Suspects(undeliverable, Packer::json, held -> true, false),
                spool::generation);
        this.delivery = new Delivery(unsent, cache, schedule, ledger, notices, new Probe(repacker));
        this.oldestUnsent = new OldestUnsent(health, notices);
    }

    /** How delivery fares. Any thread. */
    public DeliveryHealth health() {
        return health;
    }

    private void wake() {
        LockSupport.unpark(sleeper);
    }

    /**
     * Takes one, for one of the next turns to send.
     *
     * @param json the action, without a line feed
     * @param requestMillis its {@code request.time}
     */
    public void add(byte[] json, long requestMillis, Entrusted action) {
        intake.add(json, requestMillis, action);
    }

    /** Answers, new actions, requests, notices. Never waits. */
    public void turn(long nowNanos) {
        delivery.tend(nowNanos);
        delivery.settle(nowNanos);
        int taken = 0;
        int some = 1;
        while (some > 0 && taken < MOST_PER_TURN) {
            some = open.fill(nowNanos, Long.MAX_VALUE);
            taken += some;
            if (open.isFull()) {
                some = 1;
                delivery.sealFull(nowNanos);
            }
        }
        delivery.dispatch(nowNanos);
        health.pauseLasts(schedule.isPaused());
        if (schedule.isInTrouble()) {
            health.triesAgainAt(schedule.retryAtNanos());
        } else {
            health.needsNoNextTry();
        }
        oldestUnsent.look(nowNanos, unsent.oldestSequence(open.completeUpTo()), open.completeUpTo());
        notices.speak(nowNanos);
    }

    /** While on, batches no longer wait to grow. */
    public void hurry(boolean on) {
        if (on != hurries) {
            hurries = on;
            schedule.hurry(on);
        }
    }

    /** Ends a backoff, or the wait for the next probe, once. */
    public void retryNow(long nowNanos) {
        if (schedule.isInTrouble()) {
            schedule.retryNow(nowNanos);
        }
    }

    /** How long until something here is due, without any answer or new action; no longer than this, and never negative. */
    public long nanosUntilDue(long nowNanos, long atMost) {
        return intake.isEmpty() ? delivery.nanosUntilDue(nowNanos, atMost) : 0;
    }

    /** Sleeps until something is due or an answer has come; no longer than this. */
    public void sleep(long nowNanos, long atMost) {
        sleeper = Thread.currentThread();
        if (!unsent.inFlight.hasAnswers()) {
            LockSupport.parkNanos(this, nanosUntilDue(nowNanos, atMost));
        }
    }

    /** Whether all that can be delivered has been: what is left, if anything, is under suspicion. */
    public boolean isDelivered() {
        return intake.isEmpty() && unsent.actionsButSuspects() == 0;
    }

    /** Whether the collector can't be reached or takes nothing, and no request is under way that could show otherwise. */
    public boolean isStuck() {
        return schedule.isInTrouble() && unsent.inFlight.count() == 0;
    }

    /** Whether the collector's last word was that nothing will be accepted before somebody has done something. */
    public boolean isPaused() {
        return schedule.isPaused();
    }

    /** Gives up what is left, which is for whoever keeps it to bring again. */
    @Override
    public void close() {
        unsent.inFlight.takeAll(new ArrayList<>());
        packer.close();
        repacker.close();
        transport.close();
        notices.speakAll(System.nanoTime());
    }
}
