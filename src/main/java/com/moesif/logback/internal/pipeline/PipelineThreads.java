package com.moesif.logback.internal.pipeline;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of one pipeline: the sender's, and those that are started beside it. Any thread. */
final class PipelineThreads {
    /** What the sender is given to end beyond its deadline: its last turn, not a request. */
    static final Duration LAST_TURN = Duration.ofMillis(250);

    private final ThreadFactory threads;
    private final Thread sender;

    /** @param work what the sender's thread does */
    PipelineThreads(ThreadFactory threads, Runnable work) {
        this.threads = threads;
        this.sender = threads.newThread(work);
    }

    Thread sender() {
        return sender;
    }

    boolean isSender() {
        return Thread.currentThread() == sender;
    }

    /** @return false when there was no thread to be had */
    boolean hasStarted() {
        return sender.getState() != Thread.State.NEW;
    }

    /** Beside the sender's; nothing happens when there is no thread to be had. */
    void start(Runnable work) {
        try {
            threads.newThread(work).start();
        } catch (Throwable t) {
            // Nobody counts on it: callers are let go by their own bounds.
        }
    }

    /** Runs it on another thread and waits for its end, for the time of a last turn; on this one when there is none to be had. */
    void runAside(Runnable work) {
        Thread other = threads.newThread(work);
        try {
            other.start();
        } catch (OutOfMemoryError e) {
            work.run();
            return;
        }
        join(other, System.nanoTime() + LAST_TURN.toNanos());
    }

    /** Whether the sender's thread ends within this time, or shortly after. */
    boolean endsWithin(Duration atMost) {
        return join(
                sender,
                System.nanoTime() + atMost.plus(LAST_TURN).plus(LAST_TURN).toNanos());
    }

    /** An interrupt doesn't cut it short, since that would lose actions; the flag is left for the caller. */
    private static boolean join(Thread thread, long deadlineNanos) {
        boolean interrupted = false;
        long left = deadlineNanos - System.nanoTime();
        while (thread.isAlive() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = deadlineNanos - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
