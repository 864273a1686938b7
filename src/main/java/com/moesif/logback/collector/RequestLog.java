package com.moesif.logback.collector;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The requests, the refusals and the faults played, counted for ever and kept for a while. Any thread. */
final class RequestLog {
    static final int KEPT_REQUESTS = 10_000;
    static final int KEPT_REFUSALS = 1_000;
    static final int KEPT_FAULTS = 1_000;
    static final int KEPT_BATCHES = 1_000;

    private final AtomicLong arrived = new AtomicLong();
    private final Newest<ReceivedRequest> requests;
    private final Newest<ReceivedBatch> batches = new Newest<>(KEPT_BATCHES);
    private final Newest<Refusal> refusals = new Newest<>(KEPT_REFUSALS);
    private final Newest<PlayedFault> faults = new Newest<>(KEPT_FAULTS);
    private final Listeners<Refusal> listeners = new Listeners<>();
    private final TurnedAway turnedAway = new TurnedAway();

    RequestLog(Kept kept) {
        requests = new Newest<>(kept.requests());
    }

    void arrived() {
        arrived.incrementAndGet();
    }

    void add(ReceivedBatch batch) {
        batches.add(batch);
        requests.add(batch.request());
    }

    void add(Refusal refusal) {
        refusals.add(refusal);
        listeners.tell(refusal);
    }

    void add(PlayedFault fault) {
        faults.add(fault);
    }

    void onRefusal(Consumer<? super Refusal> listener) {
        listeners.add(listener);
    }

    /** Those that count nowhere. */
    TurnedAway turnedAway() {
        return turnedAway;
    }

    long requests() {
        return arrived.get();
    }

    long refused() {
        return refusals.total();
    }

    List<ReceivedRequest> newestRequests() {
        return requests.values();
    }

    List<Refusal> newestRefusals() {
        return refusals.values();
    }

    Newest.Unseen<Refusal> refusalsSince(long seen) {
        return refusals.since(seen);
    }

    Newest.Unseen<ReceivedBatch> batchesSince(long seen) {
        return batches.since(seen);
    }

    long faultsPlayed() {
        return faults.total();
    }

    Newest.Unseen<PlayedFault> faultsSince(long seen) {
        return faults.since(seen);
    }

    void clear() {
        arrived.set(0);
        requests.clear();
        batches.clear();
        refusals.clear();
        faults.clear();
        turnedAway.clear();
    }
}
