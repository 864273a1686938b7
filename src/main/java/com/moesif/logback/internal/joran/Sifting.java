package com.moesif.logback.internal.joran;

import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.SiftModel;

/**
 * The appenders that a {@code SiftingAppender} makes of its {@code <sift>}: one at the first event of each value of its key, when
 * the configuration is long complete. What is wrong with one can be seen at once, and nobody tells it of an end.
 */
public final class Sifting {
    private static final String FACTORY = "ch.qos.logback.core.sift.AppenderFactoryUsingSiftModel";

    private static final String TRACKER = "ch.qos.logback.core.spi.AbstractComponentTracker";

    private Sifting() {}

    /** Whether this thread is about to make one: Logback gives no other sign. */
    static boolean isUnderWay() {
        return isWithin(FACTORY);
    }

    /**
     * Whether this thread is about to stop one that had no event for long, or that is one too many: in the middle of a log call
     * of the application, and all others that come to the {@code SiftingAppender} wait for it.
     */
    public static boolean isLettingGo() {
        return isWithin(TRACKER);
    }

    private static boolean isWithin(String className) {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(className)));
    }

    /** Whether what is in it was taken: what a {@code <sift>} has inside counts as skipped, and is taken later. */
    static boolean isTaken(Model model, boolean sifted) {
        return !model.isSkipped() || sifted && model instanceof SiftModel;
    }
}
