package com.moesif.logback.internal.ledger;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ledger at one moment.
 *
 * @param in what came in
 * @param delivered actions the collector has acknowledged
 * @param pending actions held in memory
 * @param handedOver actions left to the appender that follows
 * @param dropped actions lost, by reason
 */
public record Counts(
        In in,
        long delivered,
        long pending,
        long handedOver,
        Map<DropReason, Long> dropped,
        Traffic traffic,
        Oddities oddities) {

    /**
     * @param accepted events that became actions
     * @param recovered actions taken over from an appender before this one
     */
    public record In(long accepted, long recovered) {}

    /**
     * @param batches requests sent, those repeated included
     * @param bytesBefore of their bodies before compression
     * @param bytesSent of their bodies on the wire
     */
    public record Traffic(long batches, long retries, long bytesBefore, long bytesSent) {}

    /**
     * @param fieldsLost fields left out or replaced by a text that says why
     * @param withoutCompany actions that can't be billed
     * @param duplicateEvents events that came twice by additivity and were taken once
     * @param patternsGivenUp messages on which a rule's regex was given up
     */
    public record Oddities(long fieldsLost, long withoutCompany, long duplicateEvents, long patternsGivenUp) {}

    public long accepted() {
        return in.accepted;
    }

    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every accepted action is accounted for; certain to hold only when nothing moves. */
    public boolean balance() {
        return in.accepted + in.recovered == delivered + pending + handedOver + droppedInAll();
    }

    @Override
    public String toString() {
        String reasons = dropped.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> " " + entry.getKey().label() + "=" + entry.getValue())
                .collect(Collectors.joining());
        return "accepted=" + in.accepted + " recovered=" + in.recovered + " delivered=" + delivered + " pending="
                + pending + " handedOver=" + handedOver + " dropped="
                + droppedInAll() + reasons + " batches=" + traffic.batches() + " retries=" + traffic.retries()
                + " bytes=" + traffic.bytesBefore() + " bytesOnTheWire=" + traffic.bytesSent() + " fieldsLost="
                + oddities.fieldsLost() + " withoutCompany=" + oddities.withoutCompany() + " duplicateEvents="
                + oddities.duplicateEvents() + " patternsGivenUp=" + oddities.patternsGivenUp();
    }
}
