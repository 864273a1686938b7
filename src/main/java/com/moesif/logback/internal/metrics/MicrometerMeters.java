package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.RequestTimes;
import com.moesif.logback.internal.ledger.RuleTally;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one appender in Micrometer's global registry, which hands them to every registry that is ever added to it.
 * The one class that imports Micrometer, which an application need not have.
 */
final class MicrometerMeters implements AutoCloseable {
    private static final String ACTIONS = "moesif.appender.actions";
    private static final String REQUESTS = "moesif.appender.requests";
    private static final String PENDING = "moesif.appender.pending";
    private static final String APPENDER = "appender";
    private static final String UNIT = "actions";
    private static final double NANOS_PER_SECOND = 1e9;

    private final MeterRegistry registry;
    private final String appender;
    private final Ledger ledger;
    private final List<Meter> meters = new ArrayList<>();
    private RequestTimes.Listener listener = (nanos, success) -> {};

    private MicrometerMeters(MeterRegistry registry, String appender, Ledger ledger) {
        this.registry = registry;
        this.appender = appender;
        this.ledger = ledger;
    }

    private void register() {
        gauges();
        counters();
        rules();
        Timer accepted = timer("success");
        Timer others = timer("error");
        listener = (nanos, success) -> (success ? accepted : others).record(nanos, TimeUnit.NANOSECONDS);
        ledger.health().requestTimes().add(listener);
    }

    /** Never two under one name: a second appender of the name would be taken for the first, and end it at its stop. */
    static AutoCloseable open(Watched watched, Ledger ledger) {
        MeterRegistry registry = Metrics.globalRegistry;
        synchronized (Metrics.class) {
            String name = watched.appender();
            for (int instance = 2; isTaken(registry, name); instance++) {
                name = watched.appender() + " (" + instance + ")";
            }
            MicrometerMeters meters = new MicrometerMeters(registry, name, ledger);
            try {
                meters.register();
            } catch (Throwable t) {
                meters.close();
                throw t;
            }
            return meters;
        }
    }

    private static boolean isTaken(MeterRegistry registry, String name) {
        return registry.find(PENDING).tag(APPENDER, name).meter() != null;
    }

    private void gauges() {
        gauge(
                PENDING,
                UNIT,
                "Held in memory, without an outcome yet",
                each -> each.counts().pending());
        gauge(
                "moesif.appender.spooled",
                UNIT,
                "Held in files, without an outcome yet",
                each -> each.counts().spooled());
        gauge(
                "moesif.appender.spooled.bytes",
                "bytes",
                "What the spool takes up on disk",
                each -> each.health().spooledBytes());
        gauge(
                "moesif.appender.in.flight",
                "requests",
                "Under way now",
                each -> each.health().requestsInFlight());
        meters.add(TimeGauge.builder(
                        "moesif.appender.oldest.unsent.age",
                        ledger,
                        TimeUnit.SECONDS,
                        each -> each.health().oldestUnsentAge(System.nanoTime()).toNanos() / NANOS_PER_SECOND)
                .description("How long the oldest action has had no outcome; 0 when there is none")
                .tag(APPENDER, appender)
                .register(registry));
    }

    private void rules() {
        gauge(
                "moesif.appender.rules.silent",
                null,
                "That no event has matched for their expectEvery, or ever though their loggers log",
                each -> each.rules().stream().filter(RuleTally::isSilent).count());
        for (RuleTally rule : ledger.rules()) {
            meters.add(FunctionCounter.builder("moesif.appender.rule.matched", rule, RuleTally::matched)
                    .description("Events that a rule took")
                    .tags(APPENDER, appender, "rule", rule.name())
                    .register(registry));
        }
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<Ledger> value) {
        meters.add(Gauge.builder(name, ledger, value)
                .baseUnit(unit)
                .description(description)
                .tag(APPENDER, appender)
                .register(registry));
    }

    private void counters() {
        counter("accepted", "none", each -> each.counts().accepted());
        counter("recovered", "none", each -> each.counts().in().recovered());
        counter("delivered", "none", each -> each.counts().delivered());
        counter("handedOver", "none", each -> each.counts().handedOver());
        counter("corrupt", "none", each -> each.counts().corrupt());
        for (DeadReason reason : DeadReason.values()) {
            counter("dead", reason.label(), each -> each.counts().dead().get(reason));
        }
        for (DropReason reason : DropReason.values()) {
            counter("dropped", reason.label(), each -> each.dropped(reason));
        }
    }

    private void counter(String outcome, String reason, ToDoubleFunction<Ledger> value) {
        meters.add(FunctionCounter.builder(ACTIONS, ledger, value)
                .baseUnit(UNIT)
                .description("Actions by outcome")
                .tags(APPENDER, appender, "outcome", outcome, "reason", reason)
                .register(registry));
    }

    private Timer timer(String outcome) {
        Timer timer = Timer.builder(REQUESTS)
                .description("Requests to the collector, from setting out to the answer or the failure")
                .tags(APPENDER, appender, "outcome", outcome)
                .register(registry);
        meters.add(timer);
        return timer;
    }

    @Override
    public void close() {
        ledger.health().requestTimes().remove(listener);
        meters.forEach(registry::remove);
    }
}
