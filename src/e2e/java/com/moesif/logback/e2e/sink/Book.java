package com.moesif.logback.e2e.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tallies since the last reset, and how far away the sink pretends to be. Any thread. */
final class Book {
    private final List<Tally> tallies = new ArrayList<>();
    private Serials serials;
    private volatile Tally current;
    private volatile int delayMillis;

    Book() {
        reset(0);
    }

    synchronized void reset(int delay) {
        delayMillis = delay;
        tallies.clear();
        serials = new Serials();
        next();
    }

    /** From here on arrivals are counted apart. */
    synchronized void next() {
        current = new Tally(serials);
        tallies.add(current);
    }

    /** What the tallies say, with a comma between them. */
    String line() {
        List<Tally> all;
        synchronized (this) {
            all = List.copyOf(tallies);
        }
        return all.stream().map(Tally::line).collect(Collectors.joining(","));
    }

    /** How many of so many numbers have arrived. */
    int serials(int first, int count) {
        // Opens what has not been opened yet.
        line();
        Serials all;
        synchronized (this) {
            all = serials;
        }
        return all.count(first, count);
    }

    Tally current() {
        return current;
    }

    int delayMillis() {
        return delayMillis;
    }
}
