package com.moesif.logback.internal.transport;

import java.util.function.Consumer;

/**
 * Stands where the way to the collector isn't known, since what the configuration says of it is wrong: sends nothing, rather
 * than by a way or to a place that was not meant. Any thread.
 */
public final class UnknownRoute implements Transport {
    private static final Attempt ENDED = () -> {};

    private final String wrong;

    /** @param wrong the elements that are, for people */
    public UnknownRoute(String wrong) {
        this.wrong = wrong;
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        onAnswer.accept(Answer.failed(new Failure(wrong)));
        return ENDED;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** Why nothing was sent. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private Failure(String wrong) {
            super(wrong);
        }
    }
}
