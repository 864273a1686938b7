package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * The requests under way. Answers come on I/O threads and are only queued there; each request ends once, with its answer
 * or at its deadline. Sender thread only, but for these answers.
 */
final class InFlight {
    private final Transport transport;
    private final long timeoutNanos;
    private final Runnable wake;
    private final List<Request> requests = new ArrayList<>();
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();

    /** @param wake called on I/O threads when an answer has come */
    InFlight(Transport transport, long timeoutNanos, Runnable wake) {
        this.transport = transport;
        this.timeoutNanos = timeoutNanos;
        this.wake = wake;
    }

    /** What is to be done when a request ends. */
    interface Outcome {
        void of(Request request, Answer answer, long nowNanos);
    }

    /** One attempt. */
    static final class Request {
        final Batch batch;
        final long startedAtNanos;
        private Transport.Attempt attempt = () -> {};

        private final long deadlineNanos;

        private Request(Batch batch, long startedAtNanos, long timeoutNanos) {
            this.batch = batch;
            this.startedAtNanos = startedAtNanos;
            this.deadlineNanos =
                    startedAtNanos + timeoutNanos + batch.payload().allowance().toNanos();
        }
    }

    private record Answered(Request request, Answer answer) {}

    /** When it throws, the request exists or it does not, and nothing is half done: {@link #has} tells which. */
    void post(Batch batch, long nowNanos) {
        Request request = new Request(batch, nowNanos, timeoutNanos);
        requests.add(request);
        try {
            request.attempt = transport.post(batch.payload(), answer -> {
                answers.add(new Answered(request, answer));
                wake.run();
            });
        } catch (Throwable t) {
            // Even "unable to create native thread" must not cost the batch: an attempt that never set out has failed.
            answers.add(new Answered(request, Answer.failed(t)));
            wake.run();
        }
    }

    /** Ends the requests that have been answered or are out of time. */
    void settle(long nowNanos, Outcome outcome) {
        for (Answered answered = answers.poll(); answered != null; answered = answers.poll()) {
            // One that has run out of time has ended already; what it answers after that is of no interest.
            if (requests.remove(answered.request)) {
                outcome.of(answered.request, answered.answer, nowNanos);
            }
        }
        for (int i = requests.size() - 1; i >= 0; i--) {
            Request request = requests.get(i);
            if (nowNanos - request.deadlineNanos >= 0) {
                Answer none = Answer.failed(new TimeoutException("no answer in time"));
                requests.remove(i);
                // First what may not be missed: whatever cancel throws, the batch is back by then.
                outcome.of(request, none, nowNanos);
                request.attempt.cancel();
            }
        }
    }

    /** By which the requests go. */
    Transport transport() {
        return transport;
    }

    /** Tells the transport what its answer said of the application id: not every 2xx is the collector's. */
    void judged(Verdict verdict, Answer answer) {
        if (verdict instanceof Verdict.Delivered) {
            transport.acknowledged();
        } else if (answer.status() == Verdict.UNAUTHORISED) {
            transport.unauthorised();
        }
    }

    /**
     * Gives up all requests; what becomes of them is of no interest any more. When it throws, it has not begun.
     *
     * @param into where their batches go
     */
    void takeAll(List<Batch> into) {
        into.addAll(requests.stream().map(request -> request.batch).toList());
        for (int i = 0; i < requests.size(); i++) {
            cancel(requests.get(i));
        }
        requests.clear();
    }

    private static void cancel(Request request) {
        try {
            request.attempt.cancel();
        } catch (Throwable t) {
            // Its batch, and all the others, must not be lost for it; the transport is closed soon.
        }
    }

    /** Whether an answer waits to be settled. */
    boolean hasAnswers() {
        return !answers.isEmpty();
    }

    int count() {
        return requests.size();
    }

    boolean has(Batch batch) {
        // Without an iterator: it is asked where there is no memory for one.
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).batch == batch) {
                return true;
            }
        }
        return false;
    }

    int actions() {
        int actions = 0;
        for (Request request : requests) {
            actions += request.batch.actions();
        }
        return actions;
    }

    /** Of the actions, those that are in files. */
    int spooled() {
        int spooled = 0;
        for (Request request : requests) {
            spooled += request.batch.inFile();
        }
        return spooled;
    }

    /** The sequence number of the oldest action under way, or the given one when none is older. */
    long oldestSequence(long newer) {
        long oldest = newer;
        for (Request request : requests) {
            oldest = Math.min(oldest, request.batch.firstSequence());
        }
        return oldest;
    }

    /** When the first of them runs out of time; meaningful while there are any. */
    long firstDeadlineNanos() {
        long first = requests.get(0).deadlineNanos;
        for (Request request : requests) {
            first -= Math.max(0, first - request.deadlineNanos);
        }
        return first;
    }
}
