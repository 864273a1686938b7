package com.moesif.logback.collector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Keeps the newest so many values and counts them all. Thread-safe. */
final class Newest<T> {
    private final int kept;

    // Guarded by this.
    private final Deque<T> values = new ArrayDeque<>();
    private long total;

    Newest(int kept) {
        this.kept = kept;
    }

    synchronized void add(T value) {
        total++;
        if (values.size() == kept) {
            values.removeFirst();
        }
        values.addLast(value);
    }

    /** Oldest first. */
    synchronized List<T> values() {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }

    synchronized long total() {
        return total;
    }

    synchronized void clear() {
        values.clear();
        total = 0;
    }
}
