package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.RuleTally;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads a ledger for JMX. Any thread. */
final class AppenderBean implements MoesifAppenderMXBean {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Ledger ledger;
    private final DeliveryHealth health;
    private final Operations operations;

    AppenderBean(Ledger ledger, Operations operations) {
        this.ledger = ledger;
        this.health = ledger.health();
        this.operations = operations;
    }

    private Counts counts() {
        return ledger.counts();
    }

    @Override
    public long getAccepted() {
        return counts().accepted();
    }

    @Override
    public long getRecovered() {
        return counts().in().recovered();
    }

    @Override
    public long getDelivered() {
        return counts().delivered();
    }

    @Override
    public long getPending() {
        return counts().pending();
    }

    @Override
    public long getSpooled() {
        return counts().spooled();
    }

    @Override
    public long getSpooledBytes() {
        return health.spooledBytes();
    }

    @Override
    public long getHandedOver() {
        return counts().handedOver();
    }

    @Override
    public long getCorrupt() {
        return counts().corrupt();
    }

    @Override
    public long getDead() {
        return counts().deadInAll();
    }

    @Override
    public Map<String, Long> getDeadByReason() {
        return byLabel(counts().dead(), reason -> reason.label());
    }

    @Override
    public long getDropped() {
        return counts().droppedInAll();
    }

    @Override
    public Map<String, Long> getDroppedByReason() {
        return byLabel(counts().dropped(), reason -> reason.label());
    }

    private static <R> Map<String, Long> byLabel(Map<R, Long> counts, Function<R, String> label) {
        Map<String, Long> labelled = new TreeMap<>();
        counts.forEach((reason, count) -> labelled.put(label.apply(reason), count));
        return labelled;
    }

    @Override
    public boolean isBalanced() {
        return counts().balance();
    }

    @Override
    public long getRequests() {
        return counts().traffic().batches();
    }

    @Override
    public long getRetries() {
        return counts().traffic().retries();
    }

    @Override
    public int getRequestsInFlight() {
        return health.requestsInFlight();
    }

    @Override
    public double getRequestTimeTotal() {
        return health.requestTimes().total().toNanos() / NANOS_PER_MILLI;
    }

    @Override
    public double getRequestTimeMax() {
        return health.requestTimes().longest().toNanos() / NANOS_PER_MILLI;
    }

    @Override
    public long getBytesBeforeCompression() {
        return counts().traffic().bytesBefore();
    }

    @Override
    public long getBytesSent() {
        return counts().traffic().bytesSent();
    }

    @Override
    public double getOldestUnsentAge() {
        return health.oldestUnsentAge(System.nanoTime()).toMillis() / MILLIS_PER_SECOND;
    }

    @Override
    public String getLastSuccess() {
        return text(health.lastSuccess());
    }

    @Override
    public String getLastError() {
        DeliveryHealth.Trouble trouble = health.lastTrouble();
        return trouble == null ? null : trouble.why();
    }

    @Override
    public String getLastErrorTime() {
        DeliveryHealth.Trouble trouble = health.lastTrouble();
        return trouble == null ? null : text(trouble.at());
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.toString();
    }

    @Override
    public String getPausedReason() {
        return health.pausedReason();
    }

    @Override
    public long getFieldsLost() {
        return counts().oddities().fieldsLost();
    }

    @Override
    public long getWithoutCompany() {
        return counts().oddities().withoutCompany();
    }

    @Override
    public long getDuplicateEvents() {
        return counts().oddities().duplicateEvents();
    }

    @Override
    public long getPatternsGivenUp() {
        return counts().oddities().patternsGivenUp();
    }

    @Override
    public long getLateCommits() {
        return counts().oddities().lateCommits();
    }

    @Override
    public long getCrashes() {
        return ledger.crashes().times();
    }

    @Override
    public long getLostInCrashesAtLeast() {
        return ledger.crashes().atLeast();
    }

    @Override
    public long getLostInCrashesAtMost() {
        return ledger.crashes().atMost();
    }

    @Override
    public Map<String, RuleFigures> getRules() {
        Map<String, RuleFigures> rules = new LinkedHashMap<>();
        ledger.rules().forEach(rule -> rules.put(rule.name(), new Figures(rule)));
        return rules;
    }

    private record Figures(RuleTally rule) implements RuleFigures {
        @Override
        public long getMatched() {
            return rule.matched();
        }

        @Override
        public long getFieldsLost() {
            return rule.fieldsLost();
        }

        @Override
        public String getLastMatch() {
            return text(rule.lastMatch());
        }

        @Override
        public boolean isSilent() {
            return rule.isSilent();
        }
    }

    @Override
    public List<String> getSilentRules() {
        return ledger.rules().stream()
                .filter(RuleTally::isSilent)
                .map(RuleTally::name)
                .toList();
    }

    @Override
    public boolean flush(long timeout) {
        return operations.flush(Duration.ofMillis(Math.max(0, timeout)));
    }

    @Override
    public void pause() {
        operations.pause(Caller.describe());
    }

    @Override
    public void resume() {
        operations.resume(Caller.describe());
    }

    @Override
    public void sendNow() {
        operations.sendNow();
    }
}
