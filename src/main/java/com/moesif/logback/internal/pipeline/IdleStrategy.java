package com.moesif.logback.internal.pipeline;

import java.time.Duration;

/**
 * How the sender rests between two turns, so that the CPU it takes follows the work. Each wake-up costs it some microseconds
 * of CPU, and a caller that wakes it pays as much again. So at a low rate it sleeps until an action comes; at a high rate it
 * naps, and what one wake-up costs is shared by all that came meanwhile. Which of the two it is depends on the rate seen.
 * Sender thread only.
 */
final class IdleStrategy {
    /** What came within about so long tells the rate. */
    private static final long WINDOW_NANOS = Duration.ofMillis(100).toNanos();

    /** Below so many in a window, 400 a second, it is cheaper to be woken by each action than to look for it. */
    private static final double SPARSE = 40;

    /** While the ring fills faster than it is emptied, too. */
    static final long SHORT_NAP_NANOS = Duration.ofMillis(1).toNanos();

    private static final long LONGEST_FILE_NAP_NANOS =
            Duration.ofNanos(2_500_000).toNanos();
    /** So many may come in a nap while a crash would take them, half of them on average; more when the nap can't be shorter. */
    private static final double MOST_WAITING_FOR_FILE = 26;
    /** While the next action will begin a batch, whose time to leave depends on when it is seen. */
    private static final long NAP_NANOS = Duration.ofMillis(5).toNanos();

    private static final long SHORTEST_JOINING_NAP_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_JOINING_NAP_NANOS = Duration.ofSeconds(1).toNanos();
    /** So many may come in a nap while they only join the open batch. */
    private static final double MOST_JOINING = 300;

    /** About how many actions came within the last window. */
    private double recent;

    private long seenNanos;

    /** After each turn. */
    void took(int actions, long nowNanos) {
        long passed = nowNanos - seenNanos;
        // The first look, at a clock that may stand anywhere, has nothing to forget either.
        double windows = passed < 0 ? 1 : (double) passed / WINDOW_NANOS;
        recent = windows < 1 ? recent * (1 - windows) + actions : actions / windows;
        seenNanos = nowNanos;
    }

    /**
     * Whether it sleeps until an action comes.
     *
     * @param joins whether what comes joins an open batch, and needs nothing else before that leaves
     */
    boolean sleeps(boolean joins) {
        return recent < SPARSE && !joins;
    }

    /**
     * How long it naps at most although actions may come.
     *
     * @param forFile whether a crash would take what comes meanwhile, since only the sender writes it to its file
     * @param joins as of {@link #sleeps}
     */
    long napNanos(boolean forFile, boolean joins) {
        if (forFile) {
            return nanosUntilHaveCome(MOST_WAITING_FOR_FILE, SHORT_NAP_NANOS, LONGEST_FILE_NAP_NANOS);
        }
        if (!joins) {
            return NAP_NANOS;
        }
        return nanosUntilHaveCome(MOST_JOINING, SHORTEST_JOINING_NAP_NANOS, LONGEST_JOINING_NAP_NANOS);
    }

    private long nanosUntilHaveCome(double actions, long atLeast, long atMost) {
        double nanos = actions * WINDOW_NANOS / recent;
        return (long) Math.min(atMost, Math.max(atLeast, nanos));
    }
}
