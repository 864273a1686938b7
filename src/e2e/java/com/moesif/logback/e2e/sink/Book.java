package com.moesif.logback.e2e.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tallies since the last reset, and how far away the sink pretends to be. Thread safe. */
final class Book {
    private final List<Tally> tallies = new ArrayList<>();
    private volatile Tally current;
    private volatile int delayMillis;

    Book() {
        reset(0);
    }

    synchronized void reset(int delay) {
        delayMillis = delay;
        tallies.clear();
        next();
    }

    /** From here on arrivals are counted apart. */
    synchronized void next() {
        current = new Tally();
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

    Tally current() {
        return current;
    }

    int delayMillis() {
        return delayMillis;
    }
}
