package com.moesif.logback.internal.statements;

/**
 * How much is done to follow values, for all code together: a jar that was made to take hours is left after a while. It counts
 * and does not look at the clock, so that the same jar gives the same statements. One thread at a time.
 */
final class Work {
    /** 500 times what the classes of Kafka's clients take. */
    private static final long MOST = 1_000_000_000L;

    private final long most;
    private long done;

    Work() {
        this(MOST);
    }

    /** @param most steps that a program does in a few nanoseconds each */
    Work(long most) {
        this.most = most;
    }

    void add(long steps) {
        done += steps;
    }

    boolean isTooMuch() {
        return done >= most;
    }
}
