package com.moesif.logback.testing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.joran.RewrittenText;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.pipeline.ActionSink;
import com.moesif.logback.internal.pipeline.EncodingNotices;
import com.moesif.logback.internal.runtime.AppenderRuntime;
import com.moesif.logback.internal.runtime.EventGate;
import com.moesif.logback.internal.runtime.LogbackStatusSink;
import com.moesif.logback.internal.runtime.MappingNotices;
import com.moesif.logback.internal.runtime.RuntimeOwner;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.MappingSettings;
import com.moesif.logback.internal.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stands where the {@link ShippingRuntime} stands in a service: the same gate and the same encoder, and behind them, instead of the
 * ring, the list of a {@link TrialFactory}. Any thread.
 */
final class TrialRuntime implements AppenderRuntime, ActionSink {
    final List<Rule> rules;
    final EventMapper mapper;
    private final RuntimeOwner owner;
    private final EventGate gate;
    private final boolean on;
    private final Ledger ledger = new Ledger();
    private final Notices notices;
    private final LineBuffer line = new LineBuffer();
    private final ActionEncoder encoder;
    private final Consumer<String> actions;
    /** Guarded by this. */
    private boolean incomplete;
    /** Set once, when the configuration is complete. */
    private volatile List<RewrittenText> rewritten = List.of();

    /** @param actions takes the JSON of each action */
    TrialRuntime(RuntimeOwner owner, Configuration configuration, Consumer<String> actions) {
        this.owner = owner;
        MappingSettings mapping = configuration.mapping;
        this.on = !configuration.faults.isExposing();
        this.rules = mapping.rules;
        this.actions = actions;
        notices = new Notices(new LogbackStatusSink(owner.appender()));
        Settings settings = configuration.settings;
        mapper = mapping.mapper(
                settings.get(Settings.ACTION_MARKER), new MappingNotices(ledger, notices, mapping::masked));
        encoder = mapping.encoder(
                new EncodingNotices(ledger, notices), line, settings.get(Settings.SCOPE_TRANSACTION_ID));
        gate = new EventGate(owner, mapper, ledger, notices, this);
        mapper.problem().ifPresent(owner.appender()::addWarn);
        if (!settings.get(Settings.SCOPE_TRANSACTION_ID)) {
            mapping.takingIdsFromLines().forEach(this::warnOfIds);
        }
    }

    private void warnOfIds(String rule) {
        owner.appender()
                .addWarn("The transaction_id of " + rule
                        + " stands in the log line. If a caller of the service can choose it,"
                        + " as an idempotency key, one UUID given twice makes Moesif drop the second action, of whichever company"
                        + " it is: add <scopeTransactionId>true</scopeTransactionId>.");
    }

    boolean isOf(RuntimeOwner other) {
        return owner.appender() == other.appender();
    }

    /** Whether the appender's filters let the event through. */
    boolean accepts(ILoggingEvent event) {
        return owner.accepts(event);
    }

    /** Whether a service would ship anything. */
    boolean isOn() {
        return on;
    }

    @Override
    public void expect() {
        // Nobody stops while something is on its way.
    }

    @Override
    public void giveUp(DropReason reason) {
        speak();
    }

    @Override
    public synchronized void put(CapturedAction action) {
        if (encoder.encode(action)) {
            // Without the comma and the line feed around it.
            actions.accept(new String(line.bytes(), 1, line.length() - 2, StandardCharsets.UTF_8));
            line.truncate(0);
        } else if (!encoder.lacking().isEmpty()) {
            incomplete = true;
            notices.raise(
                    DeadReason.INCOMPLETE.label() + " " + action.rule(),
                    RequiredField.sentence(encoder.lacking(), action.rule()));
        }
        // At once, or repeats would be counted together.
        speak();
    }

    synchronized void beginLine() {
        incomplete = false;
    }

    /** Whether an action of this line would not be shipped, since it lacks a field that is required. */
    synchronized boolean wasIncomplete() {
        return incomplete;
    }

    /** Says what the sender's thread would say. */
    synchronized void speak() {
        notices.speakAll(System.nanoTime());
    }

    @Override
    public void complete(List<RewrittenText> texts) {
        rewritten = List.copyOf(texts);
        if (on) {
            gate.sayWhatMeetsHere();
        }
    }

    @Override
    public void start(boolean known) {
        // Nothing is delivered.
    }

    @Override
    public void withdraw(Configuration complete) {
        // Nothing was tried before it was complete.
    }

    @Override
    public EventGate gate() {
        return on ? gate : null;
    }

    @Override
    public String role() {
        return "Tries the rules, ships nothing: ";
    }

    @Override
    public void inherit() {
        // Nobody leaves anything.
    }

    @Override
    public boolean flush(Duration atMost) {
        return false;
    }

    @Override
    public void drain() {
        // Nothing is on its way.
    }

    @Override
    public void end(boolean waits) {
        // Nothing is on its way.
    }

    @Override
    public boolean isReset() {
        return false;
    }

    @Override
    public Counts counts() {
        return ledger.counts();
    }

    @Override
    public DeliveryHealth health() {
        return ledger.health();
    }

    /** The texts of this rule that have variables in them. */
    List<RewrittenText> substitutedIn(Rule rule) {
        return rewritten.stream()
                .filter(text -> text.isWanted()
                        && (text.element().equals("message") || text.element().equals("regex"))
                        && text.owner().equals(rule.actionTemplate().label()))
                .toList();
    }
}
