package com.moesif.logback.internal.joran;

import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.SiftModel;

/**
 * The appenders that a {@code SiftingAppender} makes of its {@code <sift>}: one at the first event of each value of its key, when
 * the configuration is long complete. What is wrong with one can be seen at once, and nobody tells it of an end.
 */
final class Sifting {
    private static final String FACTORY = "ch.qos.logback.core.sift.AppenderFactoryUsingSiftModel";

    private Sifting() {}

    /** Whether this thread is about to make one: Logback gives no other sign. */
    static boolean isUnderWay() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(FACTORY)));
    }

    /** Whether what is in it was taken: what a {@code <sift>} has inside counts as skipped, and is taken later. */
    static boolean isTaken(Model model, boolean sifted) {
        return !model.isSkipped() || sifted && model instanceof SiftModel;
    }
}
