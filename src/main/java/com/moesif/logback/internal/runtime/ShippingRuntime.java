package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.LogLines;
import com.moesif.logback.internal.joran.RewrittenText;
import com.moesif.logback.internal.joran.Ways;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.metrics.Monitoring;
import com.moesif.logback.internal.metrics.Watched;
import com.moesif.logback.internal.pipeline.Pipeline;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.MappingSettings;
import com.moesif.logback.internal.settings.NetworkSettings;
import com.moesif.logback.internal.settings.Settings;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.LocalQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** One life of an appender that ships: wires the rooms. */
final class ShippingRuntime implements AppenderRuntime {
    private final RuntimeOwner owner;
    private final Appender<ILoggingEvent> appender;
    private final Settings settings;
    private final MappingSettings mapping;
    private final Ledger ledger = new Ledger();
    private final Notices notices;
    private final Pipeline pipeline;
    private final EventGate gate;
    private final ExitHook exitHook;
    private final DeliveryControl operator;
    private final StatusSink statusSink;
    private final Spool spool;
    private final ThreadFactory threads;
    private final Monitoring monitoring;
    private final Farewell farewell;
    private final BackgroundStartup startup;
    private final TakenAway takenAway = new TakenAway(System.nanoTime());

    private final boolean sends;
    /** For a collector on this machine that asks for them; null where none may, or where they would show what actions hide. */
    private final LogLines logLines;

    private volatile boolean stopped;
    /** False only when the whole configuration says that nothing is to be shipped. */
    private boolean followed = true;

    private volatile Runnable onEnd = () -> {};
    private volatile Runnable pauseEnds = () -> {};
    private long drainBy = System.nanoTime();
    private volatile long leftAtExit;

    ShippingRuntime(RuntimeOwner owner, Configuration configuration) {
        this.owner = owner;
        this.appender = owner.appender();
        this.settings = settingsOf(configuration);
        this.mapping = configuration.mapping;
        NetworkSettings route = configuration.route;
        this.sends = settings.get(Settings.DRY_RUN)
                || configuration.faults.wrongOnTheWay().isEmpty();
        this.statusSink = new LogbackStatusSink(appender);
        this.notices = new Notices(statusSink);
        route.warnBy(notices);
        LastWords lastWords = new LastWords(
                appender.getContext().getName() + '/' + appender.getName(), mapping.rules, System.nanoTime());
        this.threads = AppenderThread.named(String.valueOf(appender.getName()));
        Tenant tenant = PipelineSettings.tenant(appender, settings, configuration.faults);
        this.spool = spool(settings, tenant);
        boolean mayBeAsked = settings.kafka == null && LocalQuestion.mayCome(settings.baseUri, route.proxy);
        this.logLines = mayBeAsked && !mapping.hidesWhatLinesShow() ? new LogLines() : null;
        this.pipeline = new Pipeline(
                PipelineSettings.config(settings, tenant),
                new Pipeline.Dependencies(
                        (report, lines) -> encoder(mapping, report, lines),
                        TransportFactory.make(
                                configuration, String.valueOf(appender.getName()), threads, notices, logLines),
                        spool,
                        threads),
                ledger,
                notices);
        this.operator =
                new DeliveryControl(pipeline, ledger.health(), statusSink, () -> spool.isOnDisk() && spool.isWell());
        this.monitoring = new Monitoring(
                new Watched(appender.getContext().getName(), appender.getName()), ledger, operator, statusSink::warn);
        EventMapper mapper = mapping.mapper(
                settings.get(Settings.ACTION_MARKER), new MappingNotices(ledger, notices, mapping::masked));
        this.startup = new BackgroundStartup(monitoring, mapper, pipeline, statusSink::warn);
        this.gate = new EventGate(owner, mapper, ledger, notices, pipeline, logLines);
        this.farewell = new Farewell(lastWords, gate, ledger, statusSink);
        ledger.countRules(mapping.rules.stream().map(Rule::tally).toList(), gate::takeSeen);
        this.exitHook =
                settings.get(Settings.SHUTDOWN_HOOK) ? new ExitHook(threads, this::atExit, this::sayAtExit) : null;
        SecretLogger.silence((LoggerContext) appender.getContext(), route.proxy);
        mapper.problem().ifPresent(statusSink::warn);
    }

    private ActionEncoder encoder(MappingSettings mapping, EncodingReport report, LineBuffer lines) {
        ActionEncoder encoder = mapping.encoder(report, lines, settings.get(Settings.SCOPE_TRANSACTION_ID));
        encoder.tellLinesTo(logLines);
        return encoder;
    }

    private static Settings settingsOf(Configuration configuration) {
        Settings given = configuration.settings;
        return given.get(Settings.DRY_RUN) ? given.forDryRun() : given;
    }

    private Spool spool(Settings settings, Tenant tenant) {
        if (settings.spool == null) {
            return new MemorySpool();
        }
        FileSpool spool =
                new FileSpool(new SpoolConfig(settings.spool.directory, settings.spool.maxSize), tenant, notices);
        ledger.health().countSpooledBytesFrom(spool::bytes);
        return spool;
    }

    @Override
    public String role() {
        String kept = settings.spool != null ? "kept in files: " : "kept in memory only: ";
        String ships = settings.kafka == null ? "Ships actions, " : "Ships actions to a topic of Kafka, ";
        return (sends ? ships : "Sends nothing, since the way to the collector is wrong. Actions are ") + kept;
    }

    @Override
    public EventGate gate() {
        return gate;
    }

    @Override
    public void start(boolean known) {
        pipeline.tellOfEnd(this::ended);
        if (!known) {
            pipeline.hold();
        }
        pipeline.start(startup::traffic, startup::answer);
        startup.begin(threads);
        if (exitHook != null) {
            exitHook.register();
        }
    }

    @Override
    public void complete(List<RewrittenText> texts) {
        if (!stopped && Ways.to(appender).leaveItRunning()) {
            ContextEnd.isLeftRunning((LoggerContext) appender.getContext(), this);
        }
        pipeline.release();
        gate.sayWhatMeetsHere();
        if (!settings.get(Settings.DRY_RUN)) {
            Doubles.tell(owner, this);
        }
    }

    private static List<String> labels(MappingSettings mapping) {
        return mapping.rules.stream().map(rule -> rule.tally().label()).toList();
    }

    /** Whether both ship to one account. Never where one writes to a topic: whoever carries that on has the application id. */
    boolean sharesTheAccountOf(ShippingRuntime other) {
        String id = pipeline.tenant().applicationId().get();
        return !id.isEmpty()
                && id.equals(other.pipeline.tenant().applicationId().get())
                && pipeline.tenant().endpoint().equals(other.pipeline.tenant().endpoint());
    }

    @Override
    public void withdraw(Configuration complete) {
        boolean off = complete.faults.isExposing();
        // By what is left of them: two rules may have one name, and then nothing tells their actions apart.
        List<String> rulesOff = new ArrayList<>(labels(mapping));
        labels(complete.mapping).forEach(rulesOff::remove);
        pipeline.withdraw(
                PipelineSettings.tenant(appender, settingsOf(complete), complete.faults),
                action -> off || action.rule() != null && rulesOff.contains(action.rule()));
        followed = !off;
    }

    @Override
    public void inherit() {
        pipeline.inherit();
    }

    @Override
    public boolean flush(Duration atMost) {
        return !stopped && pipeline.flush(atMost);
    }

    @Override
    public void drain() {
        drainBy = System.nanoTime() + settings.get(Settings.SHUTDOWN_TIMEOUT).toNanos();
        operator.stopping().run();
        pipeline.flushOrKeep(settings.get(Settings.SHUTDOWN_TIMEOUT));
    }

    @Override
    public void end(boolean waits) {
        if (waits) {
            stop();
        } else {
            retire();
        }
    }

    /** What is left of the time is for what has come while it drained. */
    private void stop() {
        long now = System.nanoTime();
        if (ledger.counts().accepted() == 0 && takenAway.byCode(now)) {
            statusSink.warn(takenAway.warning(now));
        }
        end();
        pipeline.stop(until(drainBy));
        farewell();
    }

    /** Goes on delivering by itself: an appender follows, or nobody may wait here. */
    private void retire() {
        end();
        pipeline.receives(isReset());
        ContextEnd.await((LoggerContext) appender.getContext(), this);
        pipeline.retire(followed ? settings.get(Settings.SHUTDOWN_TIMEOUT) : Duration.ZERO);
    }

    @Override
    public boolean isReset() {
        return ContextEnd.isResetting((LoggerContext) appender.getContext());
    }

    /** For a reset: whatever is around the appender has not stopped it. */
    void stopAppender() {
        appender.stop();
    }

    /** The reset is over: nothing more comes. */
    void close() {
        owner.resetIsOver(this);
        pipeline.receives(false);
    }

    /** Waits until one that retires has come to its end. */
    void awaitEnd() {
        pipeline.awaitEnd(settings.get(Settings.SHUTDOWN_TIMEOUT));
    }

    /** To be called before it retires: what is run when it has come to its end, and has said its last. */
    void tellOfEnd(Runnable listener) {
        onEnd = listener;
    }

    private void end() {
        ContextEnd.ends((LoggerContext) appender.getContext(), this);
        stopped = true;
        // At once: an appender that follows goes by it.
        farewell.stops();
        startup.end();
        monitoring.close();
        operator.stopping().run();
    }

    /** On the pipeline's thread, as its last act. */
    private void ended() {
        if (exitHook != null) {
            exitHook.unregister();
        }
        try {
            farewell();
        } finally {
            // Whoever waits for the end may then close what the last sentence needs.
            onEnd.run();
        }
    }

    private void farewell() {
        if (farewell.say(stopped)) {
            owner.hasEnded(this);
        }
    }

    /** On the JVM's hook: no lock here is anybody else's, and the time is bounded. */
    private void atExit() {
        long deadline =
                System.nanoTime() + settings.get(Settings.SHUTDOWN_TIMEOUT).toNanos();
        pauseEnds = operator.stopping();
        pipeline.exiting(settings.get(Settings.SHUTDOWN_TIMEOUT));
        boolean flushed = pipeline.flushOrKeep(until(deadline));
        // Other hooks may still log. From now on each call waits for its own action, so that is none of ours to count.
        leftAtExit = flushed || stopped ? 0 : ledger.counts().pending();
        if (leftAtExit == 0 && !stopped) {
            ExitMark.remove(spool, threads, until(deadline));
        }
        if (stopped) {
            pipeline.awaitLeft(until(deadline));
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private void sayAtExit() {
        pauseEnds.run();
        notices.speakAll(System.nanoTime());
        if (leftAtExit > 0) {
            statusSink.warn(leftAtExit + " actions could not be delivered before the JVM exits and are lost.");
        }
        farewell();
    }

    @Override
    public Counts counts() {
        return ledger.counts();
    }

    @Override
    public DeliveryHealth health() {
        return ledger.health();
    }
}
