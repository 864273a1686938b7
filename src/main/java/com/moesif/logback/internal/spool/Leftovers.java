package com.moesif.logback.internal.spool;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a drain could not take away, and why. Written by the sender's thread, read by any. */
final class Leftovers {
    private final Map<Path, String> reasons = new ConcurrentHashMap<>();
    private final Map<Path, Long> settled = new ConcurrentHashMap<>();
    private volatile long letters;

    /** Of this segment's file, or of the directory as a whole. */
    void add(Path left, String why) {
        reasons.putIfAbsent(left, why);
    }

    /** An action that is given up and could not be written to the dead letters: it stays in its segment. */
    void addLetter() {
        letters++;
    }

    /** So many of this segment have had an outcome, and others have not. */
    void settled(Path file, long actions) {
        settled.put(file, actions);
    }

    /** All of this segment have. */
    void settledWhole(Path file) {
        settled.remove(file);
    }

    /** None where letters could not be written, since nobody knows then which segment holds them. */
    Map<Path, Long> settled() {
        return haveLetters() ? Map.of() : Map.copyOf(settled);
    }

    /** Whether there are such actions: no segment may go any more, since which of them holds it is not known. */
    boolean haveLetters() {
        return letters > 0;
    }

    long letters() {
        return letters;
    }

    Map<Path, String> reasons() {
        return Map.copyOf(reasons);
    }
}
