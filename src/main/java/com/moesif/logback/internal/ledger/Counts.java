package com.moesif.logback.internal.ledger;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ledger at one moment.
 *
 * @param in what came in
 * @param delivered actions the collector has acknowledged
 * @param held actions without an outcome yet
 * @param handedOver actions left in memory to the appender that follows
 * @param corrupt lines of the spool that were damaged, and set aside
 * @param dead actions kept as dead letters, by reason
 * @param dropped actions lost, by reason
 * @param oddities what has happened beside the outcomes, each with its count
 */
public record Counts(
        In in,
        long delivered,
        Held held,
        long handedOver,
        long corrupt,
        Map<DeadReason, Long> dead,
        Map<DropReason, Long> dropped,
        Traffic traffic,
        Map<Oddity, Long> oddities) {

    /**
     * @param accepted events that became actions
     * @param recovered actions taken over from an appender before this one
     */
    public record In(long accepted, long recovered) {}

    /**
     * @param pending in memory only
     * @param spooled in a file of the spool
     */
    public record Held(long pending, long spooled) {}

    /**
     * @param batches requests sent, those repeated included
     * @param bytesBefore of their bodies before compression
     * @param bytesSent of their bodies on the wire
     */
    public record Traffic(long batches, long retries, long bytesBefore, long bytesSent) {}

    public long accepted() {
        return in.accepted;
    }

    public long pending() {
        return held.pending;
    }

    public long spooled() {
        return held.spooled;
    }

    public long droppedInAll() {
        return sum(dropped);
    }

    public long deadInAll() {
        return sum(dead);
    }

    private static long sum(Map<?, Long> byReason) {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every accepted action is accounted for; certain to hold only when nothing moves. */
    public boolean balance() {
        return in.accepted + in.recovered
                == delivered + held.pending + held.spooled + handedOver + corrupt + deadInAll() + droppedInAll();
    }

    @Override
    public String toString() {
        return "accepted=" + in.accepted + " recovered=" + in.recovered + " delivered=" + delivered + " pending="
                + held.pending + " spooled=" + held.spooled + " handedOver=" + handedOver + " corrupt=" + corrupt
                + " dead=" + deadInAll() + reasons(dead, DeadReason::label) + " dropped=" + droppedInAll()
                + reasons(dropped, DropReason::label) + " batches=" + traffic.batches() + " retries="
                + traffic.retries() + " bytes=" + traffic.bytesBefore() + " bytesOnTheWire=" + traffic.bytesSent()
                + oddities.entrySet().stream()
                        .map(entry -> " " + entry.getKey().label() + "=" + entry.getValue())
                        .collect(Collectors.joining());
    }

    private static <R> String reasons(Map<R, Long> counts, Function<R, String> label) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> " " + label.apply(entry.getKey()) + "=" + entry.getValue())
                .collect(Collectors.joining());
    }
}
