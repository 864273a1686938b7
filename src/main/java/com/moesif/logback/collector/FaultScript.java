package com.moesif.logback.collector;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Which fault the next request gets. Any thread; each fault that was queued is handed out once. */
final class FaultScript {
    /**
     * What is to come.
     *
     * @param always what every request gets, behind those that are queued
     * @param queued how many faults wait for a request each
     */
    record Plan(Fault always, int queued) {}

    // Guarded by this.
    private final Queue<Fault> next = new ArrayDeque<>();
    private Fault always = Fault.NONE;

    synchronized void play(List<Fault> faults) {
        next.addAll(faults);
    }

    synchronized void playAlways(Fault fault) {
        next.clear();
        always = fault;
    }

    synchronized Plan plan() {
        return new Plan(always, next.size());
    }

    synchronized Fault take() {
        Fault first = next.poll();
        return first == null ? always : first;
    }
}
