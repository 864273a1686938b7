package com.moesif.logback.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Requests that the {@link Guard} keeps from the API though no browser sends such: of a service that reaches the collector by
 * another name, say, which would look for the reason in vain. They are told of once in a while only, since a service may try
 * each second. Any thread.
 */
final class TurnedAway {
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int STATUS = 403;
    private static final int KEPT = 100;
    private static final int MAX_LENGTH = 100;

    private final Newest<Refusal> told = new Newest<>(KEPT);
    private final Listeners<Refusal> listeners = new Listeners<>();

    // Guarded by this.
    private Refusal last;
    private long untold;
    private long all;

    /** A browser says with a POST where it comes from, and only a POST brings actions. */
    static boolean isWorthTelling(RequestHead head) {
        return head.method().equals("POST") && !Guard.isOfABrowser(head);
    }

    void add(Instant now, RequestHead head, String why) {
        Refusal refusal;
        synchronized (this) {
            all++;
            if (last != null && Duration.between(last.time(), now).abs().compareTo(PAUSE) < 0) {
                untold++;
                return;
            }
            refusal = refusal(now, head, why, untold == 0 ? "" : ", and " + untold + " before it");
            last = refusal;
            untold = 0;
            told.add(refusal);
        }
        listeners.tell(refusal);
    }

    private static Refusal refusal(Instant now, RequestHead head, String why, String others) {
        String host = Line.shortened(String.valueOf(head.header("host")), MAX_LENGTH);
        return new Refusal(
                now,
                STATUS,
                head.method(),
                Line.shortened(head.target(), MAX_LENGTH),
                -1,
                Line.printable(why + " (Host: " + host + ")" + others));
    }

    /** With each that is told of, on the thread of its connection. */
    void onTold(Consumer<? super Refusal> listener) {
        listeners.add(listener);
    }

    /** Those that were told of, which are fewer than there have been. */
    Newest.Unseen<Refusal> toldSince(long seen) {
        return told.since(seen);
    }

    long told() {
        return told.total();
    }

    /** What to add where somebody waits for an action in vain; empty when there were none. */
    synchronized String summary() {
        return last == null ? "" : ", " + all + " were turned away, the last that was told with " + last;
    }

    synchronized void clear() {
        told.clear();
        last = null;
        untold = 0;
        all = 0;
    }
}
