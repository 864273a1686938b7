package com.moesif.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Voice;
import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.pipeline.Pipeline;
import com.moesif.logback.internal.pipeline.PipelineConfig;
import com.moesif.logback.internal.transport.HttpTransport;
import com.moesif.logback.internal.transport.PrintTransport;
import com.moesif.logback.internal.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * One life of an appender, from its start to its stop: wires the rooms, and is what stands behind {@code doAppend}.
 * {@link #append} is for any thread; it never throws.
 */
final class Shipper {
    private final MoesifAppender appender;
    private final Settings settings;
    private final EventMapper mapper;
    private final Ledger ledger = new Ledger();
    private final Notices notices;
    private final Pipeline pipeline;
    private final AppendGuard guard = new AppendGuard();
    private final ExitHook exitHook;
    private volatile boolean stopped;

    Shipper(MoesifAppender appender, Settings settings, MappingSettings mapping) {
        this.appender = appender;
        this.settings = settings;
        Voice voice = new StatusVoice(appender);
        this.notices = new Notices(voice);
        this.mapper = new EventMapper(mapping.naming, settings.actionMarker, mapping.patterns);
        ThreadFactory threads = ShipperThread.named(String.valueOf(appender.getName()));
        this.pipeline = new Pipeline(
                pipelineConfig(settings),
                (report, lines) -> new ActionEncoder(mapping.naming, mapping.masks, mapping.fields, report, lines),
                transport(settings, threads),
                ledger,
                notices,
                threads);
        this.exitHook = settings.shutdownHook ? new ExitHook(this::atExit) : null;
        mapper.problem().ifPresent(voice::warn);
    }

    private static PipelineConfig pipelineConfig(Settings settings) {
        // A dry run prints each action by itself and at once.
        boolean gzip = settings.compression == Settings.Compression.GZIP && !settings.dryRun;
        return new PipelineConfig(
                settings.queueSize,
                settings.maxBlockTime,
                settings.maxMemory,
                new PipelineConfig.BatchLimits(
                        settings.maxBatchBytes, settings.dryRun ? 1 : settings.maxBatchSize, gzip),
                settings.dryRun ? Duration.ZERO : settings.linger,
                settings.connectTimeout.plus(settings.responseTimeout),
                settings.dryRun ? 1 : settings.maxInFlight);
    }

    private static Transport transport(Settings settings, ThreadFactory threads) {
        if (settings.dryRun) {
            return new PrintTransport(System.out);
        }
        return new HttpTransport(
                new HttpTransport.Endpoint(settings.baseUri, () -> settings.applicationId, UserAgent.VALUE),
                new HttpTransport.Limits(settings.connectTimeout, settings.responseTimeout, settings.maxInFlight),
                threads);
    }

    void start() {
        pipeline.start();
        if (exitHook != null) {
            exitHook.register();
        }
    }

    /** @param filtered whether filters, user code, decide first */
    void append(ILoggingEvent event, boolean filtered) {
        try {
            if (!filtered && !mapper.isAction(event) || ShipperThread.isCurrent()) {
                return;
            }
            Object[] state = guard.enter();
            if (state == null) {
                return;
            }
            try {
                if (!filtered || appender.accepts(event) && mapper.isAction(event)) {
                    take(event, state);
                }
            } finally {
                AppendGuard.exit(state);
            }
        } catch (Throwable t) {
            notices.raise(
                    DropReason.INTERNAL_ERROR.label(),
                    "A filter, a marker or the appender itself failed on an event: "
                            + t.getClass().getName() + ". The event was not shipped.");
        }
    }

    private void take(ILoggingEvent event, Object[] state) {
        if (AppendGuard.maybeSeen(state, event) && isSecondVisit(event)) {
            return;
        }
        // Before the capture, so that a stop waits for it.
        pipeline.expect();
        CapturedAction action;
        try {
            action = mapper.capture(event);
        } catch (Throwable t) {
            pipeline.giveUp(DropReason.INTERNAL_ERROR);
            throw t;
        }
        pipeline.put(action);
    }

    private boolean isSecondVisit(ILoggingEvent event) {
        List<String> loggers =
                Attachments.onPath(event.getLoggerName(), (LoggerContext) appender.getContext(), appender);
        if (loggers.size() < 2) {
            return false;
        }
        ledger.duplicateEvent();
        notices.raise(
                "attached twice",
                "This appender is attached to the loggers " + String.join(" and ", loggers)
                        + ", so Logback hands it each event more than once. It takes each once; attach it to one of"
                        + " them, or set additivity=\"false\".");
        return true;
    }

    /** An action that comes after the stop: too late to be shipped, but not to be counted. */
    void refuse(ILoggingEvent event) {
        try {
            if (mapper.isAction(event) && !ShipperThread.isCurrent()) {
                ledger.tooLate();
            }
        } catch (Throwable t) {
            // A hostile marker; nothing is at stake any more.
        }
    }

    boolean flush(Duration atMost) {
        return !stopped && pipeline.flush(atMost);
    }

    void stop() {
        stopped = true;
        if (exitHook != null) {
            exitHook.unregister();
        }
        pipeline.stop(settings.shutdownTimeout);
    }

    private void atExit() {
        if (!flush(settings.shutdownTimeout)) {
            long pending = ledger.counts().pending();
            if (pending > 0) {
                new StatusVoice(appender)
                        .warn(pending + " actions could not be delivered before the JVM exits and are lost.");
            }
        }
    }

    Counts counts() {
        return ledger.counts();
    }
}
