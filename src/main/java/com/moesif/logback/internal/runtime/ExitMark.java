package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.spool.Spool;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Most applications end without a stop of Logback: that is no crash, and the next start must not be told of one. */
final class ExitMark {
    /** When the time for delivery is over there is still some for this: a disk that is well needs a fraction of it. */
    private static final Duration LEAST = Duration.ofMillis(250);

    private ExitMark() {}

    /** On a thread of its own, since a disk may hang. Waits for it, but not much longer than so long. */
    static void remove(Spool spool, ThreadFactory threads, Duration atMost) {
        if (!spool.isOnDisk()) {
            return;
        }
        try {
            Thread removing = threads.newThread(spool::exits);
            removing.start();
            removing.join(patience(atMost).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            // No thread to be had: then the next start is told of a crash that took nothing, at least.
        }
    }

    static Duration patience(Duration atMost) {
        return atMost.compareTo(LEAST) < 0 ? LEAST : atMost;
    }
}
