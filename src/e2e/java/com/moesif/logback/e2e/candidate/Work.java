package com.moesif.logback.e2e.candidate;

/**
 * CPU time of the process from now on, without the loop that waits for the next turn, which burns a core. To be asked by the
 * thread that has made it.
 */
final class Work {
    private final long process = Cpu.processNanos();
    private final long thread = Cpu.threadNanos();

    /** @param calls that thread's own, which are put back */
    long nanos(Durations calls) {
        return Cpu.processNanos() - process - (Cpu.threadNanos() - thread) + calls.sum();
    }
}
