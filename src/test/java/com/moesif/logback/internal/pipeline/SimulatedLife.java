package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.FieldType;
import com.moesif.logback.internal.action.FieldTypes;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One life of a pipeline without a thread, for the simulator in another package: {@link Pipeline}'s part, of which each step
 * is the world's to take. All behind it is real.
 */
public final class SimulatedLife implements Handover.Party {
    private static final long LAST_ANSWERS_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LAST_TURN_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_SLEEP_NANOS = Duration.ofSeconds(60).toNanos();

    private static final ActionTemplate REQUIRED = new ActionTemplate(
            null, null, List.of(), FieldTypes.NONE, List.of(new RequiredField("company_id", FieldType.STRING)));

    private final Ledger ledger = new Ledger();
    private final Handover handover;
    private final Notices notices;
    private final Spool spool;
    private final Assembly parts;
    private final Departure departure;
    private final AfterPut afterPut;
    private final Tenant tenant;
    private final Tenant spoolTenant;
    private final Pipeline.Clocks clocks;
    private final Runnable wake;

    /** What the lives of one simulated process leave each other in memory. */
    public static final class Jvm {
        private final Handover handover = new Handover(Long.MAX_VALUE);
    }

    /** What a life stands in. */
    public record Place(
            Jvm jvm,
            Transport transport,
            Function<Notices, Spool> spool,
            Pipeline.Clocks clocks,
            DoubleSupplier dice) {}

    /**
     * @param tenant for what is handed over within one process
     * @param wake what a call from outside the sender's turn makes happen
     */
    public SimulatedLife(PipelineConfig config, Place place, Tenant tenant, StatusSink statusSink, Runnable wake) {
        this.tenant = tenant;
        this.spoolTenant = config.tenant();
        this.handover = place.jvm().handover;
        this.clocks = place.clocks();
        this.wake = wake;
        notices = new Notices(statusSink);
        spool = place.spool().apply(notices);
        Pipeline.Dependencies around = new Pipeline.Dependencies(
                (report, lines) -> new ActionEncoder(Naming.PLAIN, List.of(), REQUIRED, report, lines, false),
                place.transport(),
                spool,
                Thread::new,
                place.clocks());
        parts = new Assembly(config, around, place.dice(), ledger, notices);
        departure = new Departure(handover, this, parts, place.transport(), ledger, notices);
        afterPut = new AfterPut(parts.afterPut(), parts.hold);
    }

    public void start() {
        handover.enter(this);
        parts.delivery.inherit(handover.take(tenant));
    }

    /** @return whether it was taken */
    public boolean log(CapturedAction action) {
        parts.ring.expect();
        return parts.ring.put(action);
    }

    /** Before the start, when the configuration is still being read. */
    public void hold(long nowNanos) {
        parts.hold(nowNanos);
        afterPut.hold();
    }

    /** The configuration has been read. */
    public void release() {
        parts.hold.end();
        wake.run();
    }

    /** The configuration has been read, and says something else: another life follows. */
    public void withdraw(Predicate<CapturedAction> unmeant) {
        spool.becomes(spoolTenant);
        parts.hold.keepForHeir();
        parts.batchWriter.dropUnmeant(unmeant);
    }

    /** Whether what comes stays in the ring, and nobody waits for it to be in a file. */
    public boolean isHeld() {
        return parts.hold.isOn();
    }

    /** What follows in a caller whose action was taken. */
    public void afterPut() {
        Runnable step = afterPut.step();
        if (step != null) {
            step.run();
        }
    }

    /** Whether a caller that had put so much has nothing to wait for any more. */
    public boolean hasCommitted(long upTo) {
        return parts.commit.isCommitted(upTo);
    }

    public long putSoFar() {
        return parts.ring.putSoFar();
    }

    /** As a caller that waits does it. */
    public boolean isCommitted(long upTo) {
        if (parts.commit.isCommitted(upTo)) {
            return true;
        }
        parts.commit.lead();
        return parts.commit.isCommitted(upTo);
    }

    public void lateCommit() {
        parts.commit.late();
    }

    public void turn(long nowNanos) {
        parts.sender.runOnce(nowNanos);
    }

    public boolean isOver(long nowNanos) {
        return parts.sender.isOver(nowNanos);
    }

    /** How long the sender may sleep. */
    public long nanosUntilDue(long nowNanos) {
        return parts.delivery.nanosUntilDue(nowNanos, LONGEST_SLEEP_NANOS);
    }

    public void depart() {
        departure.run(() -> {});
    }

    /** What is left of a process that was killed: memory, which is freed. */
    public void killed() {
        try {
            parts.close();
        } catch (Throwable t) {
            // Its disk is out of reach.
        }
        handover.retire(this);
        handover.gone(this);
        handover.take(tenant);
    }

    public void retire(long nowNanos, Duration atMost) {
        boolean followed = handover.retire(this);
        if (followed || atMost.isZero()) {
            parts.sender.leaveBy(nowNanos, nowNanos + (followed ? LAST_ANSWERS_NANOS : LAST_TURN_NANOS));
        } else {
            parts.sender.stopBy(nowNanos, nowNanos + atMost.toNanos());
        }
    }

    public void suspend(boolean on) {
        parts.sender.suspend(on);
    }

    /** Whoever waits for a flush. */
    public final class Waiting {
        private final Flushes.Flush flush;

        private Waiting(boolean orKept) {
            flush = parts.flushes.request(parts.ring::putSoFar, orKept);
        }

        public boolean isDelivered() {
            return flush.await(0);
        }

        public void giveUp() {
            parts.flushes.cancel(flush);
        }
    }

    public Waiting flush(boolean orKept) {
        return new Waiting(orKept);
    }

    @Override
    public Tenant tenant() {
        return tenant;
    }

    @Override
    public long maxMemory() {
        return parts.segmentCache.maxMemory();
    }

    @Override
    public void inherit() {
        parts.sender.inherit(into -> handover.take(tenant, into));
        wake.run();
    }

    @Override
    public void makeWay() {
        long now = clocks.nanos().getAsLong();
        parts.sender.leaveBy(now, now + LAST_ANSWERS_NANOS);
        wake.run();
    }

    public Counts counts() {
        return ledger.counts();
    }

    public Ledger ledger() {
        return ledger;
    }

    public long heldBytes() {
        return parts.delivery.unsent().bytes();
    }

    public int ringSize() {
        return parts.ring.size();
    }

    public int ringCapacity() {
        return parts.ring.capacity();
    }

    public boolean isFailing() {
        return parts.delivery.isFailing();
    }

    public boolean isWell() {
        return spool.isOnDisk() && spool.isWell();
    }

    public long spoolRoom() {
        return spool.room();
    }
}
