package com.moesif.logback.internal.transport;

import java.util.Locale;
import java.util.function.Consumer;

/** Carries one body to the collector. Any thread. */
public interface Transport {
    /** Loads what a body needs, on the caller's thread and without touching the network, so that the first one need not. */
    default void prepare() {}

    /**
     * Sets off; returns at once, whatever the network does.
     *
     * @param onAnswer called at most once, on any thread, with the answer or the failure. Not at all when the transport is
     *     closed before, so whoever waits needs a deadline of their own
     */
    Attempt post(Payload payload, Consumer<Answer> onAnswer);

    /** What stands at the other end, as the beginning of a sentence. */
    default String destination() {
        return "The collector";
    }

    /** The same, within a sentence. */
    default String destinationWithin() {
        String begin = destination();
        return begin.substring(0, 1).toLowerCase(Locale.ROOT) + begin.substring(1);
    }

    /** What was posted has been taken by the collector itself: whoever it came from is known there. */
    default void acknowledged() {}

    /** The answer to what was posted is that its application id is none. */
    default void unauthorised() {}

    /** Ends all that is under way, at once and without waiting. */
    void close();

    /** A request under way. */
    interface Attempt {
        /** Gives it up and frees its connection; harmless when it has ended. */
        void cancel();
    }
}
