package com.moesif.logback.internal.kafka;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Transport;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The records of one batch: its answer comes once each of those that set out has one. Any thread. */
final class RecordsInFlight implements Transport.Attempt {
    private final String topic;
    private final Consumer<Answer> onAnswer;
    /** Those without an outcome, and one more while others may set out. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final long postedAtNanos = System.nanoTime();
    private volatile boolean cancelled;

    RecordsInFlight(String topic, Consumer<Answer> onAnswer) {
        this.topic = topic;
        this.onAnswer = onAnswer;
    }

    /** Whether no more of them need set out. */
    boolean isOver() {
        return cancelled || failure.get() != null;
    }

    /** Null while there is none. */
    Throwable failure() {
        return failure.get();
    }

    boolean wasPostedBefore(long nanos) {
        return postedAtNanos - nanos < 0;
    }

    void setsOut() {
        open.incrementAndGet();
    }

    /** One has come to its end. */
    void ended() {
        if (open.decrementAndGet() == 0) {
            Throwable failed = failure.get();
            // What was cancelled has nobody who waits for it.
            onAnswer.accept(failed == null ? new Answer(200, "", "", "", null) : BrokerErrors.answer(failed, topic));
        }
    }

    void failed(Throwable cause) {
        failure.accumulateAndGet(cause, (one, other) -> BrokerErrors.worse(one, other, topic));
    }

    /** No more set out. */
    void allSetOut() {
        if (cancelled && failure.get() == null) {
            // Some may never have set out.
            failed(new CancellationException("cancelled"));
        }
        ended();
    }

    /** What has set out can't be called back: it may still be written, and its id makes that harmless. */
    @Override
    public void cancel() {
        cancelled = true;
    }
}
