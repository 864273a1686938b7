package com.moesif.logback.collector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Keeps the newest so many values and counts them all. Any thread. */
final class Newest<T> {
    /** Values, and how many there have been up to the newest of them. */
    record Unseen<T>(List<T> newestFirst, long total) {}

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

    /** Those that came after the first {@code seen}, as far as they are kept. */
    synchronized Unseen<T> since(long seen) {
        List<T> newestFirst = new ArrayList<>();
        Iterator<T> backwards = values.descendingIterator();
        for (long i = total; i > seen && backwards.hasNext(); i--) {
            newestFirst.add(backwards.next());
        }
        return new Unseen<>(newestFirst, total);
    }

    synchronized long total() {
        return total;
    }

    synchronized void clear() {
        values.clear();
        total = 0;
    }
}
