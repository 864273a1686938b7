package com.moesif.logback.internal.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** What one rule has done in this life of the appender. Any thread, without a lock. */
public final class RuleTally {
    static final long MANY_EVENTS = 1_000;

    private final String label;
    private final String name;
    private final Duration expectEvery;
    private final LongAdder matched = new LongAdder();
    private final LongAdder fieldsLost = new LongAdder();
    /** These may lose a race: another write sets them again. */
    private boolean known;

    private long lastMatchMillis;
    private long passed;
    private volatile boolean silent;
    /** What to ask when it takes no events. */
    private volatile String question = "Does its message still stand in the source as it does in the rule?";

    /**
     * @param label how notices call the rule
     * @param name how meters do; no other rule of the appender has it
     * @param expectEvery after how long without a match it is told of; null when nothing is expected
     */
    public RuleTally(String label, String name, Duration expectEvery) {
        this.label = label;
        this.name = name;
        this.expectEvery = expectEvery;
    }

    public String label() {
        return label;
    }

    public String name() {
        return name;
    }

    Duration expectEvery() {
        return expectEvery;
    }

    /** It has taken an event of this time. */
    public void matched(long epochMillis) {
        matched.increment();
        // Written once in a millisecond: callers on other processors read the fields beside it.
        if (lastMatchMillis != epochMillis) {
            lastMatchMillis = epochMillis;
        }
        markKnown();
    }

    /** It is known to match, by an earlier life. */
    public void markKnown() {
        if (!known) {
            known = true;
        }
    }

    /** Whether it has ever taken an event, here or in an earlier life. */
    public boolean isKnown() {
        return known;
    }

    public long matched() {
        return matched.sum();
    }

    /** Null before the first. */
    public Instant lastMatch() {
        long millis = lastMatchMillis;
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    void fieldLost() {
        fieldsLost.increment();
    }

    public long fieldsLost() {
        return fieldsLost.sum();
    }

    /** About so many events of its logger have come that no rule took, or with its message another rule. */
    public void passed(int events) {
        passed += events;
    }

    /** Whether so many have that its silence is strange; nobody needs to count on. */
    public boolean hasPassedMany() {
        return passed >= MANY_EVENTS;
    }

    /** A likely cause, should it never take an event; no reason to warn before. */
    public void suspect(String cause) {
        question = cause;
    }

    /** One sentence that follows the one of its silence. */
    public String question() {
        return question;
    }

    void silent(boolean on) {
        silent = on;
    }

    /** Whether it has been told that it takes no events any more, or never did. */
    public boolean isSilent() {
        return silent;
    }
}
