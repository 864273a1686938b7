package com.moesif.logback.internal.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Every count of one appender, in one place. At rest: {@code accepted + recovered = delivered + pending + spooled + handedOver +
 * corrupt + dead + dropped}, where pending and spooled are counted from what is really held and not by subtraction, or the equation
 * would prove nothing. Any thread, without a lock. What it holds at any moment is exact only when nothing moves.
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
    private final LongAdder late = new LongAdder();
    private final LongAdder corrupt = new LongAdder();
    private final Crashed crashed = new Crashed();
    private final LongAdder[] dead = adders(DeadReason.values().length);
    private final LongAdder[] dropped = adders(DropReason.values().length);
    private final LongAdder[] oddities = adders(Oddity.values().length);
    private final DeliveryHealth health = new DeliveryHealth();
    private volatile List<RuleTally> rules = List.of();
    private volatile BooleanSupplier eventsSeen = () -> false;
    private volatile Supplier<Counts.Held> held = () -> new Counts.Held(0, 0);

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    /** An event has become an action; called before it is offered to the ring. */
    public void accepted() {
        accepted.increment();
    }

    /** One that came after the stop: accepted and dropped in one step, so that nobody waits for it. */
    public void tooLate() {
        late.increment();
    }

    /** The collector has just taken these. */
    public void delivered(long actions) {
        delivered.add(actions);
        health.succeeded();
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

    /** Kept in a file, and not sent again by itself. */
    public void dead(DeadReason reason, long actions) {
        dead[reason.ordinal()].add(actions);
    }

    /** Lines of the spool that could not be read any more. */
    public void corrupt(long actions) {
        corrupt.add(actions);
    }

    /**
     * An appender before this one ended without a stop.
     *
     * @param atLeast actions that were lost
     * @param atMost the same; negative when that is not known
     */
    public void crashed(long atLeast, long atMost) {
        crashed.add(atLeast, atMost);
    }

    /** What appenders before this one took along. */
    public Crashed crashes() {
        return crashed;
    }

    /** A request goes out. */
    public void batchSent(long bytesBeforeCompression, long bytesOnTheWire) {
        batches.increment();
        bytesBefore.add(bytesBeforeCompression);
        bytesSent.add(bytesOnTheWire);
        health.sent();
    }

    public void retried() {
        retries.increment();
    }

    public void odd(Oddity what) {
        oddities[what.ordinal()].increment();
    }

    /**
     * As {@link Oddity#FIELDS_LOST}, and the rule's own count.
     *
     * @param rule how notices call it; null when none was involved
     */
    public void fieldLost(String rule) {
        odd(Oddity.FIELDS_LOST);
        for (RuleTally tally : rules) {
            if (tally.label().equals(rule)) {
                tally.fieldLost();
            }
        }
    }

    /**
     * Those that are watched, in their order.
     *
     * @param seen whether events have come, of whatever kind, since it was last asked
     */
    public void countRules(List<RuleTally> tallies, BooleanSupplier seen) {
        rules = List.copyOf(tallies);
        eventsSeen = seen;
    }

    public List<RuleTally> rules() {
        return rules;
    }

    boolean takeEventsSeen() {
        return eventsSeen.getAsBoolean();
    }

    /** From where {@code pending} and {@code spooled} are counted. */
    public void countHeldFrom(Supplier<Counts.Held> counted) {
        held = counted;
    }

    /** How delivery fares, beside the counts. */
    public DeliveryHealth health() {
        return health;
    }

    public long dropped(DropReason reason) {
        return reason == DropReason.STOPPED ? lostAtStop() + late.sum() : dropped[reason.ordinal()].sum();
    }

    /** Dropped as {@link DropReason#STOPPED}, without those that came too late. */
    public long lostAtStop() {
        return dropped[DropReason.STOPPED.ordinal()].sum();
    }

    /** Without those that came too late. */
    public long acceptedSoFar() {
        return accepted.sum();
    }

    /** Those that nobody here delivers any more. */
    public long corruptOrHandedOver() {
        return corrupt.sum() + handedOver.sum();
    }

    public Counts counts() {
        Map<DropReason, Long> droppedBy = by(DropReason.class, this::dropped);
        Map<DeadReason, Long> deadBy = by(DeadReason.class, reason -> dead[reason.ordinal()].sum());
        return new Counts(
                new Counts.In(accepted.sum() + late.sum(), recovered.sum()),
                delivered.sum(),
                held.get(),
                handedOver.sum(),
                corrupt.sum(),
                deadBy,
                droppedBy,
                new Counts.Traffic(batches.sum(), retries.sum(), bytesBefore.sum(), bytesSent.sum()),
                by(Oddity.class, what -> oddities[what.ordinal()].sum()));
    }

    private static <E extends Enum<E>> Map<E, Long> by(Class<E> type, ToLongFunction<E> count) {
        Map<E, Long> counts = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            counts.put(each, count.applyAsLong(each));
        }
        return counts;
    }
}
