package com.moesif.logback;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.internal.ledger.Counts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends what a service that is gone has left in its spool: an appender that nobody logs to. It adopts, as any appender does,
 * what belongs to the same appender name, address and application id and is held by nobody; sends it oldest first and with the
 * same ids; and leaves the rest in its files when it is closed. Proxy and trust store are the JVM's. Warnings reach standard
 * error. For one thread.
 */
public final class SpoolDrain implements AutoCloseable {
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration MOST_FIRST_LOOK = Duration.ofSeconds(30);
    /** Of the spool it finds, not of its own: whatever lies there may be sent, and become a dead letter. */
    private static final String NO_LIMIT = "1024 GB";

    private final LoggerContext context = new LoggerContext();
    private final MoesifAppender appender = new MoesifAppender();

    /**
     * Begins to send.
     *
     * @param spool the {@code <directory>} of the {@code <spool>}
     * @param name of the appender that left it
     * @param baseUri that appender's
     * @param applicationId that appender's, or the right one where the collector refused that
     */
    public SpoolDrain(Path spool, String name, String baseUri, String applicationId) {
        SpoolElement element = new SpoolElement();
        element.setDirectory(spool.toString());
        element.setMaxSize(NO_LIMIT);
        context.setName("spool");
        appender.setContext(context);
        appender.setName(name);
        appender.setBaseUri(baseUri);
        appender.setApplicationId(applicationId);
        appender.setSpool(element);
        appender.start();
        awaitFirstLook();
    }

    /** Before it has looked, there seems to be nothing. */
    private void awaitFirstLook() {
        long end = System.nanoTime() + MOST_FIRST_LOOK.toNanos();
        boolean looked = false;
        while (!looked && System.nanoTime() - end < 0) {
            // True once the sender has turned, and with it looked; or else it may have found much and be sending it.
            looked = appender.flush(FIRST_LOOK) || !isDone() || pausedReason().isPresent();
        }
    }

    /** Whether all that was found has an outcome. */
    public boolean isDone() {
        Counts counts = appender.counts();
        return counts.pending() + counts.spooled() == 0 && appender.vitals().spooledBytes() == 0;
    }

    /** Why nothing will be delivered before somebody has done something; empty while there is hope. */
    public Optional<String> pausedReason() {
        return Optional.ofNullable(appender.vitals().pausedReason());
    }

    /** Actions that the collector has taken so far. */
    public long delivered() {
        return appender.counts().delivered();
    }

    /** Actions that have become dead letters so far. */
    public long dead() {
        return appender.counts().deadInAll();
    }

    @Override
    public void close() {
        appender.stop();
        context.stop();
    }
}
