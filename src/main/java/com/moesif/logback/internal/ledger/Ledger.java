package com.moesif.logback.internal.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Every count of one appender, in one place. At rest: {@code accepted + recovered = delivered + pending + handedOver
 * + dropped}, where pending is
 * counted from what is really held and not by subtraction, or the equation would prove nothing. Lock-free; any thread may
 * write and read. What it holds at any moment is exact only when nothing moves.
 */
public final class Ledger {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private final LongAdder handedOver = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder bytesBefore = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder fieldsLost = new LongAdder();
    private final LongAdder withoutCompany = new LongAdder();
    private final LongAdder patternsGivenUp = new LongAdder();
    private final LongAdder duplicateEvents = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder[] dropped = new LongAdder[DropReason.values().length];
    private volatile LongSupplier pending = () -> 0L;

    public Ledger() {
        for (int i = 0; i < dropped.length; i++) {
            dropped[i] = new LongAdder();
        }
    }

    /** An event has become an action; called before it is offered to the ring. */
    public void accepted() {
        accepted.increment();
    }

    /** One that came after the stop: accepted and dropped in one step, so that nobody waits for it. */
    public void tooLate() {
        late.increment();
    }

    public void delivered(long actions) {
        delivered.add(actions);
    }

    /** Taken over from an appender before this one. */
    public void recovered(long actions) {
        recovered.add(actions);
    }

    /** Left to the appender that follows. */
    public void handedOver(long actions) {
        handedOver.add(actions);
    }

    public void dropped(DropReason reason, long actions) {
        dropped[reason.ordinal()].add(actions);
    }

    /** A request goes out. */
    public void batchSent(long bytesBeforeCompression, long bytesOnTheWire) {
        batches.increment();
        bytesBefore.add(bytesBeforeCompression);
        bytesSent.add(bytesOnTheWire);
    }

    public void retried() {
        retries.increment();
    }

    public void fieldLost() {
        fieldsLost.increment();
    }

    public void withoutCompany() {
        withoutCompany.increment();
    }

    /** A rule's regex came to no end, or was not tried on a long message. */
    public void patternGivenUp() {
        patternsGivenUp.increment();
    }

    /** The same event came a second time, by Logback's additivity, and was left out. */
    public void duplicateEvent() {
        duplicateEvents.increment();
    }

    /** From where {@code pending} is counted. */
    public void countPendingFrom(LongSupplier held) {
        pending = held;
    }

    public long dropped(DropReason reason) {
        long actions = dropped[reason.ordinal()].sum();
        return reason == DropReason.STOPPED ? actions + late.sum() : actions;
    }

    /** Without those that came too late. */
    public long acceptedSoFar() {
        return accepted.sum();
    }

    public Counts counts() {
        Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            byReason.put(reason, dropped(reason));
        }
        return new Counts(
                new Counts.In(accepted.sum() + late.sum(), recovered.sum()),
                delivered.sum(),
                pending.getAsLong(),
                handedOver.sum(),
                byReason,
                new Counts.Traffic(batches.sum(), retries.sum(), bytesBefore.sum(), bytesSent.sum()),
                new Counts.Oddities(
                        fieldsLost.sum(), withoutCompany.sum(), duplicateEvents.sum(), patternsGivenUp.sum()));
    }
}
