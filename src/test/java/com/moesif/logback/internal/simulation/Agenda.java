package com.moesif.logback.internal.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when: the one clock of a simulated world, and all that is to come. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::micros).thenComparingLong(Entry::number));
    private long number;
    private long micros;

    private record Entry(long micros, long number, Runnable what) {}

    long micros() {
        return micros;
    }

    /** Time passes in the middle of something, and whatever was due meanwhile is late. */
    void stall(long forMicros) {
        micros += forMicros;
    }

    void at(long when, Runnable what) {
        entries.add(new Entry(Math.max(when, micros), number++, what));
    }

    void in(long later, Runnable what) {
        at(micros + later, what);
    }

    /** Runs what is next, if that is not after this moment. */
    boolean step(long until) {
        Entry next = entries.peek();
        if (next == null || next.micros > until) {
            micros = Math.max(micros, until);
            return false;
        }
        entries.remove();
        micros = Math.max(micros, next.micros);
        next.what.run();
        return true;
    }
}
