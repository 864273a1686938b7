package com.moesif.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.KafkaElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.internal.joran.Completion;
import com.moesif.logback.internal.joran.PrintableStatus;
import com.moesif.logback.internal.joran.StatusConsole;
import com.moesif.logback.internal.joran.UnknownElements;
import com.moesif.logback.internal.runtime.AppenderRuntime;
import com.moesif.logback.internal.runtime.ContextEnd;
import com.moesif.logback.internal.runtime.EventGate;
import com.moesif.logback.internal.runtime.RuntimeFactory;
import com.moesif.logback.internal.runtime.RuntimeOwner;
import com.moesif.logback.internal.runtime.StartGuard;
import com.moesif.logback.internal.runtime.Succession;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.Faults;
import com.moesif.logback.internal.settings.Findings;
import com.moesif.logback.internal.settings.Settings;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Ships log events as Moesif actions. It is configured in {@code logback.xml} alone; the documentation has the reference.
 *
 * <p>{@link #doAppend} may be called by any thread, and never throws. With the durability {@code async}, or without a spool, it
 * takes no lock and does no I/O (unless Logback passes each event twice: then a lock is needed to tell them apart). It waits in
 * these cases only:
 *
 * <ul>
 *   <li>while the ring is full, for {@code maxBlockTime} at most;
 *   <li>when many actions wait for their file, for a millisecond;
 *   <li>with the durability {@code write} or {@code fsync}, until the action is in its file, for {@code commitTimeout} at most;
 *   <li>while the JVM exits, until the action is in its file, for {@code commitTimeout} at most, or, without a spool, until it is
 *       delivered, for {@code shutdownTimeout} at most.
 * </ul>
 *
 * <p>Only one thread at a time may configure, start or stop an appender. {@link #start} does no network I/O. {@link #stop} returns
 * within {@code shutdownTimeout}, and at once when there is nothing to send.
 *
 * <p>All setters take the text that {@code logback.xml} has, and check nothing; null means that the element is missing. At the
 * start each wrong text is reported in an ERROR status, and the default is used instead.
 */
public final class MoesifAppender extends AppenderOfAnyEvent<ILoggingEvent> {
    private final Elements elements = new Elements();
    private final UnknownElements unknown = new UnknownElements(MoesifAppender.class);
    private final Self self = new Self();
    private final Completion completion = new Completion(
            this, elements, sentence -> RuntimeFactory.of(getContext()).mislead(this, sentence), this::restart);
    private final Findings findings = new Findings(this);
    private volatile EventGate gate;
    private volatile AppenderRuntime runtime;
    private volatile AppenderRuntime ended;
    /** A newer one of the same name, which takes what still comes here. */
    private volatile MoesifAppender successor;

    private volatile boolean filtered;
    private volatile boolean onConsole;

    /** Called before any other setter. */
    @Override
    public void setContext(Context context) {
        super.setContext(context);
        unknown.beginNow(context);
    }

    @Override
    public void start() {
        if (isStarted()) {
            return;
        }
        StartGuard.requireContext(this);
        onConsole = true;
        if (!StartGuard.passes(this, this::begin)) {
            super.start(); // Off, and silent.
        }
    }

    private void begin() {
        RuntimeFactory factory = RuntimeFactory.of(getContext());
        Faults faults = new Faults();
        unknown.claimAll(getContext(), getCopyOfAttachedFiltersList(), faults);
        completion.begin();
        Configuration read = factory.read(elements, this, faults);
        elements.areRead(findings::tellOfLate);
        onConsole = read.settings.get(Settings.STATUS_ON_CONSOLE);
        findings.tell(read, faults, sentence -> factory.mislead(this, sentence));
        successor = null;
        AppenderRuntime starting = factory.make(self, read);
        if (starting == null) {
            Succession.end(self, read);
            super.start();
            completion.then(read.mapping, texts -> {});
            return;
        }
        runtime = starting;
        starting.start(completion.isKnown());
        gate = starting.gate();
        super.start(); // Only now: until then an event is counted as too late, and after it none may meet no gate.
        if (gate != null) {
            Succession.begin(self, gate, starting::inherit);
        }
        completion.then(read.mapping, starting::complete);
        addInfo(starting.role() + read);
    }

    private void restart() {
        AppenderRuntime before = runtime;
        ended = before == null ? ended : before;
        runtime = null;
        Supplier<Configuration> whole = () -> RuntimeFactory.of(getContext()).read(elements, this, new Faults());
        StartGuard.passes(this, () -> Succession.within(before, whole, this::begin));
        gate = runtime == null ? null : gate;
    }

    /** Whether it takes events. */
    boolean isShipping() {
        return gate != null;
    }

    /** What the rooms behind know of it. */
    private final class Self implements RuntimeOwner {
        @Override
        public MoesifAppender appender() {
            return MoesifAppender.this;
        }

        @Override
        public boolean accepts(ILoggingEvent event) {
            return getFilterChainDecision(event) != FilterReply.DENY;
        }

        @Override
        public AppenderRuntime runtimeOf(Appender<?> other) {
            return other instanceof MoesifAppender appender && appender.isShipping() ? appender.runtime : null;
        }

        @Override
        public void replace(Appender<?> older) {
            MoesifAppender replaced = (MoesifAppender) older;
            replaced.successor = MoesifAppender.this;
            replaced.stop();
        }

        @Override
        public void resetIsOver(AppenderRuntime life) {
            gate = gate == life.gate() ? null : gate;
        }

        @Override
        public void hasEnded(AppenderRuntime life) {
            onConsole &= runtime != null || ended != life;
        }
    }

    @Override
    public void stop() {
        if (!isStarted() && runtime == null) {
            return;
        }
        completion.end();
        elements.areRead(element -> {});
        AppenderRuntime stopping = runtime;
        boolean waits = successor == null && ContextEnd.mayWait(getContext());
        if (stopping != null && waits) {
            stopping.drain();
        }
        super.stop();
        ended = stopping == null ? ended : stopping;
        gate = stopping != null && successor == null && stopping.isReset() ? gate : null;
        if (stopping != null) {
            runtime = null;
            stopping.end(waits);
        } else {
            onConsole = false;
        }
    }

    /** Every status of this appender comes this way. */
    @Override
    public void addStatus(Status status) {
        Status printable = PrintableStatus.of(status);
        super.addStatus(printable);
        if (onConsole) {
            StatusConsole.show(printable, getStatusManager());
        }
    }

    @Override
    void take(ILoggingEvent event) {
        EventGate open = gate;
        if (open != null) {
            open.append(event, filtered);
        } else if (successor != null) {
            successor.doAppend(event);
        } else if (!isStarted() && (ended == null || ended.gate().refuse(event))) {
            // What is no action is nothing lost: of HttpClient's own lines at the stop, say, nobody wants to hear.
            sayThatItIsOff(event);
        }
    }

    @Override
    public void addFilter(Filter<ILoggingEvent> filter) {
        super.addFilter(filter);
        filtered = true;
    }

    @Override
    public void clearAllFilters() {
        super.clearAllFilters();
        filtered = false;
    }

    /**
     * Waits until every action accepted before this call has been delivered. Any thread.
     *
     * @return whether all of them have been delivered; an action that the collector has refused for good counts as done. False
     *     when the time is over before that, when an action was dropped meanwhile, and when the appender isn't running
     */
    public boolean flush(Duration atMost) {
        AppenderRuntime current = runtime;
        return current != null && current.flush(atMost);
    }

    /** The life that it has now, or the last one that has ended; null before the first. */
    AppenderRuntime life() {
        AppenderRuntime current = runtime;
        return current != null ? current : ended;
    }

    /** The collector application id. Blank, or left undefined: the appender switches itself off with one WARN. */
    public void setApplicationId(String text) {
        elements.give(Settings.APPLICATION_ID, text);
    }

    /** A file that holds the application id, such as a mounted secret; it is read when {@code applicationId} gives none. */
    public void setApplicationIdFile(String text) {
        elements.give(Settings.APPLICATION_ID_FILE, text);
    }

    /** Where the Collector API is; may carry a path. Default {@code https://api.moesif.net}. */
    public void setBaseUri(String text) {
        elements.give(Settings.BASE_URI, text);
    }

    /** {@code false} switches the appender off. Default {@code true}. */
    public void setEnabled(String text) {
        elements.give(Settings.ENABLED, text);
    }

    /** Prints each action as one line of JSON instead of sending it; needs no application id. Default {@code false}. */
    public void setDryRun(String text) {
        elements.give(Settings.DRY_RUN, text);
    }

    /** The name of the marker that makes an event an action. Default {@code ACTION}. */
    public void setActionMarker(String text) {
        elements.give(Settings.ACTION_MARKER, text);
    }

    /**
     * Whether a given transaction id is unique only within its company and action name, for ids that a caller can choose. Default
     * {@code false}.
     */
    public void setScopeTransactionId(String text) {
        elements.give(Settings.SCOPE_TRANSACTION_ID, text);
    }

    /** How many actions the ring between the application and the sender can hold. Default 8192. */
    public void setQueueSize(String text) {
        elements.give(Settings.QUEUE_SIZE, text);
    }

    /** How long a full ring may hold a caller while no slot is freed; 0 never blocks. Default 100 ms. */
    public void setMaxBlockTime(String text) {
        elements.give(Settings.MAX_BLOCK_TIME, text);
    }

    /** How many bytes a batch may have before compression; at most 14 MB. Default 4 MB. */
    public void setMaxBatchBytes(String text) {
        elements.give(Settings.MAX_BATCH_BYTES, text);
    }

    /** How many actions a batch may have. Default: as many as its bytes allow. */
    public void setMaxBatchSize(String text) {
        elements.give(Settings.MAX_BATCH_SIZE, text);
    }

    /** How much time passes at least between two batches that are not full; 0: none. Default 1 s. */
    public void setLinger(String text) {
        elements.give(Settings.LINGER, text);
    }

    /** How many requests may wait for their answers at once. Default 4. */
    public void setMaxInFlight(String text) {
        elements.give(Settings.MAX_IN_FLIGHT, text);
    }

    /** How bodies are compressed: {@code gzip} (default) or {@code none}. */
    public void setCompression(String text) {
        elements.give(Settings.COMPRESSION, text);
    }

    /** How long opening a connection may take. Default 5 s. */
    public void setConnectTimeout(String text) {
        elements.give(Settings.CONNECT_TIMEOUT, text);
    }

    /** How long the collector may take to answer. Default 30 s. */
    public void setResponseTimeout(String text) {
        elements.give(Settings.RESPONSE_TIMEOUT, text);
    }

    /** How many unsent bytes may be held in memory. Default 64 MB, or an eighth of the heap if that is less. */
    public void setMaxMemory(String text) {
        elements.give(Settings.MAX_MEMORY, text);
    }

    /** How long a stop may take to deliver what is unsent. Default 3 s with a spool, 10 s without. */
    public void setShutdownTimeout(String text) {
        elements.give(Settings.SHUTDOWN_TIMEOUT, text);
    }

    /** Whether unsent actions are delivered when the JVM exits, since plain Java stops no logger context then. Default {@code true}. */
    public void setShutdownHook(String text) {
        elements.give(Settings.SHUTDOWN_HOOK, text);
    }

    /** Whether warnings and errors are shown on standard error while the context has no status listener. Default {@code true}. */
    public void setStatusOnConsole(String text) {
        elements.give(Settings.STATUS_ON_CONSOLE, text);
    }

    /** Treats fields of one name as if they had another. */
    public void addAlias(AliasElement alias) {
        elements.add(alias);
    }

    /** Takes this key of the MDC into actions, in addition to the reserved names; {@code *} takes all keys. */
    public void addMdcKey(String key) {
        elements.with("mdcKey").mdcKeys.add(key);
    }

    /** Leaves out fields of this name; {@code *} stands for any characters. */
    public void addExclude(String name) {
        elements.with("exclude").excludes.add(name);
    }

    /** Hides text that matches a pattern. */
    public void addMask(MaskElement mask) {
        elements.add(mask);
    }

    /** Adds a field to every action that doesn't have it from anywhere else. */
    public void addField(FieldElement field) {
        unknown.keep(getContext(), FieldElement.class);
        elements.add(field);
    }

    /** Makes actions of existing log lines; the first rule that matches takes the event. */
    public void addRule(RuleElement rule) {
        elements.add(rule).addAll(unknown.claim(getContext(), RuleElement.class, FieldElement.class));
    }

    /** Writes actions to a topic of Kafka instead of the Collector API. Default: none. */
    public void setKafka(KafkaElement kafka) {
        elements.with("kafka").kafka = kafka;
    }

    /** Sends through this HTTP proxy. Default: the JVM's. */
    public void setProxy(ProxyElement proxy) {
        elements.with("proxy").proxy = proxy;
    }

    /** Keeps actions in files until they are delivered. Default: in memory only. */
    public void setSpool(SpoolElement spool) {
        elements.with("spool").spool = spool;
    }

    /** Logback's own component: trust store, key store, protocols. Default: the JVM's. */
    public void setSsl(SSLConfiguration ssl) {
        elements.with("ssl").ssl = ssl;
    }
}
