package com.moesif.logback.internal.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * How delivery fares at the moment, beside what the {@link Ledger} has counted. Any thread reads; writing is
 * for the sender thread only, except where it says so. Each value is right by itself; two read one after the other may be of
 * different moments. Lock-free.
 */
public final class DeliveryHealth {
    private final RequestTimes requestTimes = new RequestTimes();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Instant lastSuccess;
    private volatile Trouble lastTrouble;
    private volatile String pausedWhy;
    private volatile boolean pausedByRefusal;
    private volatile String pausedBy;
    private volatile NextTry nextTry;
    private volatile Unsent oldestUnsent;
    /** Of what was there before this appender; the sender's alone. */
    private Unsent oldestFound;

    private volatile LongSupplier spooledBytes = () -> 0;

    /**
     * An attempt that did not end with the collector taking the actions.
     *
     * @param why an HTTP status or a kind of failure; neither headers nor payload
     */
    public record Trouble(Instant at, String why) {}

    /** @param atNanos in terms of {@link System#nanoTime} */
    private record NextTry(long atNanos) {}

    /** @param sinceNanos in terms of {@link System#nanoTime} */
    private record Unsent(long sinceNanos) {}

    void sent() {
        inFlight.incrementAndGet();
    }

    void succeeded() {
        lastSuccess = Instant.now();
    }

    /**
     * A request has ended.
     *
     * @param why it did not do its work; null when it did
     */
    public void answered(long elapsedNanos, String why) {
        inFlight.decrementAndGet();
        if (why != null) {
            lastTrouble = new Trouble(Instant.now(), why);
        }
        requestTimes.took(elapsedNanos, why == null);
    }

    /** Delivery is in trouble, and the collector is asked again at this moment, of {@link System#nanoTime}. */
    public void triesAgainAt(long nanos) {
        NextTry known = nextTry;
        if (known == null || known.atNanos != nanos) {
            nextTry = new NextTry(nanos);
        }
    }

    /** Delivery is in no trouble. */
    public void needsNoNextTry() {
        if (nextTry != null) {
            nextTry = null;
        }
    }

    /**
     * How long until the collector is asked again after a failure; zero when that is under way, null when there is none.
     *
     * @param nowNanos of {@link System#nanoTime}
     */
    public Duration untilNextTry(long nowNanos) {
        NextTry next = nextTry;
        return next == null ? null : Duration.ofNanos(Math.max(0, next.atNanos - nowNanos));
    }

    /**
     * Nothing will be accepted before somebody has done something.
     *
     * @param byRefusal whether it may be for the sake of some actions only, of which others will tell
     */
    public void pauses(String why, boolean byRefusal) {
        pausedByRefusal = byRefusal;
        pausedWhy = why;
    }

    /** Whether a pause may be for the sake of some actions only. */
    public boolean isPausedByRefusal() {
        return pausedByRefusal && pausedBy == null;
    }

    /** Whether the pause that was told of, if any, lasts. */
    public void pauseLasts(boolean lasts) {
        if (!lasts && pausedWhy != null) {
            pausedWhy = null;
        }
    }

    /**
     * An operator has stopped delivery. Any thread.
     *
     * @param who null when delivery goes on
     */
    public void pausedBy(String who) {
        pausedBy = who;
    }

    /** Something unsent was found that is held since this moment, of {@link System#nanoTime}. */
    public void found(long sinceNanos) {
        if (oldestFound == null || sinceNanos - oldestFound.sinceNanos < 0) {
            oldestFound = new Unsent(sinceNanos);
        }
    }

    /** The moment since which the oldest that was found is held, or this one when that is earlier. */
    long foundSince(long nanos) {
        return oldestFound != null && oldestFound.sinceNanos - nanos < 0 ? oldestFound.sinceNanos : nanos;
    }

    void nothingFoundUnsent() {
        oldestFound = null;
    }

    void unsentSince(long nanos) {
        Unsent known = oldestUnsent;
        if (known == null || known.sinceNanos != nanos) {
            oldestUnsent = new Unsent(nanos);
        }
    }

    void nothingUnsent() {
        if (oldestUnsent != null) {
            oldestUnsent = null;
        }
    }

    /** The sender has given up all requests and everything it held. */
    public void gone() {
        inFlight.set(0);
        pausedWhy = null;
        oldestUnsent = null;
    }

    /** From where {@link #spooledBytes} is read. Any thread. */
    public void countSpooledBytesFrom(LongSupplier bytes) {
        spooledBytes = bytes;
    }

    public RequestTimes requestTimes() {
        return requestTimes;
    }

    public int requestsInFlight() {
        return inFlight.get();
    }

    /** When the collector last took actions; null before the first time. */
    public Instant lastSuccess() {
        return lastSuccess;
    }

    /** Null before the first. */
    public Trouble lastTrouble() {
        return lastTrouble;
    }

    /** Why delivery is paused, by an operator or for an answer of the collector; null when it isn't. */
    public String pausedReason() {
        String operator = pausedBy;
        return operator == null ? pausedWhy : "by " + operator;
    }

    /**
     * How long the oldest action has been held that has no outcome yet, to within a second or a hundredth, never too short;
     * zero when there is none. What was found in the spool is as old as its oldest segment until all of it has an outcome; what
     * a reload handed over without one is as old as this appender's start.
     *
     * @param nowNanos of {@link System#nanoTime}
     */
    public Duration oldestUnsentAge(long nowNanos) {
        Unsent oldest = oldestUnsent;
        return oldest == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, nowNanos - oldest.sinceNanos));
    }

    /** What the spool takes up on disk with actions without an outcome. */
    public long spooledBytes() {
        return spooledBytes.getAsLong();
    }
}
