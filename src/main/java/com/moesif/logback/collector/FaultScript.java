package com.moesif.logback.collector;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Which fault the next request gets. Thread-safe; each fault that was queued is handed out once. */
final class FaultScript {
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

    synchronized Fault take() {
        Fault first = next.poll();
        return first == null ? always : first;
    }
}
