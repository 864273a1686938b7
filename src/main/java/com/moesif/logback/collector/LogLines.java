package com.moesif.logback.collector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The log lines that became actions, the newest of them. Asked for while somebody wants to see them. Any thread. */
final class LogLines {
    static final int KEPT = 5_000;

    private final Newest<LogLine> newest = new Newest<>(KEPT);
    /** Guarded by itself. */
    private final Map<UUID, LogLine> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, LogLine> eldest) {
            return size() > KEPT;
        }
    };

    private final AtomicInteger viewers = new AtomicInteger();
    private volatile boolean alwaysWanted;

    /** Whether anybody looks or not. */
    void wantAlways() {
        alwaysWanted = true;
    }

    /** Somebody looks. */
    void viewerComes() {
        viewers.incrementAndGet();
    }

    /** And no longer does. */
    void viewerGoes() {
        viewers.decrementAndGet();
    }

    boolean areWanted() {
        return alwaysWanted || viewers.get() > 0;
    }

    /** A form on each line of the text; one that is none is left out. */
    void add(String forms) {
        forms.lines().forEach(form -> {
            try {
                LogLine line = LogLine.of(new FormText(form));
                synchronized (byId) {
                    byId.put(line.id(), line);
                }
                newest.add(line);
            } catch (IllegalArgumentException e) {
                // Of a version that says it otherwise.
            }
        });
    }

    /** Null when nobody has told. */
    LogLine of(UUID id) {
        synchronized (byId) {
            return byId.get(id);
        }
    }

    Newest.Unseen<LogLine> since(long seen) {
        return newest.since(seen);
    }

    /** Oldest first. */
    List<LogLine> told() {
        return newest.values();
    }

    long total() {
        return newest.total();
    }

    void clear() {
        synchronized (byId) {
            byId.clear();
        }
        newest.clear();
    }
}
