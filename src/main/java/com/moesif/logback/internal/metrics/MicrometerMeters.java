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
        gauge(PENDING, Measure.PENDING);
        gauge("moesif.appender.spooled", Measure.SPOOLED);
        gauge("moesif.appender.spooled.bytes", Measure.SPOOLED_BYTES);
        gauge("moesif.appender.in.flight", Measure.REQUESTS_IN_FLIGHT);
        Measure age = Measure.OLDEST_UNSENT_AGE;
        meters.add(TimeGauge.builder("moesif.appender.oldest.unsent.age", ledger, TimeUnit.SECONDS, age::number)
                .description(age.description())
                .tag(APPENDER, appender)
                .register(registry));
    }

    private void gauge(String name, Measure measure) {
        meters.add(Gauge.builder(name, ledger, measure::number)
                .baseUnit(measure.units())
                .description(measure.description())
                .tag(APPENDER, appender)
                .register(registry));
    }

    private void rules() {
        meters.add(Gauge.builder(
                        "moesif.appender.rules.silent",
                        ledger,
                        each -> each.rules().stream()
                                .filter(RuleTally::isSilent)
                                .count())
                .description(Measure.SILENT_RULES.description())
                .tag(APPENDER, appender)
                .register(registry));
        for (RuleTally rule : ledger.rules()) {
            meters.add(FunctionCounter.builder("moesif.appender.rule.matched", rule, RuleTally::matched)
                    .description("Events that a rule took")
                    .tags(APPENDER, appender, "rule", rule.name())
                    .register(registry));
        }
    }

    private void counters() {
        counter("accepted", "none", Measure.ACCEPTED::number);
        counter("recovered", "none", Measure.RECOVERED::number);
        counter("delivered", "none", Measure.DELIVERED::number);
        counter("handedOver", "none", Measure.HANDED_OVER::number);
        counter("corrupt", "none", Measure.CORRUPT::number);
        for (DeadReason reason : DeadReason.values()) {
            counter("dead", reason.label(), each -> each.counts().dead().get(reason));
        }
        for (DropReason reason : DropReason.values()) {
            counter("dropped", reason.label(), each -> each.dropped(reason));
        }
    }

    private void counter(String outcome, String reason, ToDoubleFunction<Ledger> value) {
        meters.add(FunctionCounter.builder(ACTIONS, ledger, value)
                .baseUnit("actions")
                .description("Actions by outcome")
                .tags(APPENDER, appender, "outcome", outcome, "reason", reason)
                .register(registry));
    }

    private Timer timer(String outcome) {
        Timer timer = Timer.builder(REQUESTS)
                .description("Requests to the collector, or batches to the topic, each until its answer or its failure")
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
