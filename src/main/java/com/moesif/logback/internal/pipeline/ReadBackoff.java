package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.time.Duration;

/** Once a segment could not be read, none is read for a while. Sender thread only. */
final class ReadBackoff {
    private static final long WAIT_NANOS = Duration.ofSeconds(5).toNanos();

    private final Notices notices;
    private boolean failing;
    private long failedAtNanos;

    ReadBackoff(Notices notices) {
        this.notices = notices;
    }

    void succeeded() {
        failing = false;
    }

    void failed(IOException why, long nowNanos) {
        failing = true;
        failedAtNanos = nowNanos;
        tell(why);
    }

    /** Only this one waits: others may be read. */
    void tell(IOException why) {
        notices.raise(
                "unreadable",
                "A segment of the spool can't be sent now (" + why.getMessage()
                        + "). It is kept, and tried again later.");
    }

    boolean mayRead(long nowNanos) {
        return !failing || nowNanos - retryAtNanos() >= 0;
    }

    long retryAtNanos() {
        return failedAtNanos + WAIT_NANOS;
    }
}
