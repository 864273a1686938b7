package com.moesif.logback.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What watches must never be what fails. */
class MonitoringTest {
    private final List<String> problems = new ArrayList<>();

    /** Run within a class loader that has no Micrometer. */
    public static final class WithoutMicrometer implements Callable<String> {
        @Override
        public String call() {
            List<String> problems = new ArrayList<>();
            try (Monitoring monitoring = Opening.open("lonely", new Ledger(), problems)) {
                monitoring.openMeters();
            }
            return Monitoring.hasMicrometer() + " " + problems;
        }
    }

    /** Not in the test itself, whose other methods want Micrometer. */
    static final class Opening {
        private Opening() {}

        static Monitoring open(String appender, Ledger ledger, List<String> problems) {
            Monitoring monitoring = new Monitoring(new Watched("test", appender), ledger, new Nothing(), problems::add);
            monitoring.openJmx();
            return monitoring;
        }
    }

    record Nothing() implements Operations {
        @Override
        public boolean flush(Duration atMost) {
            return true;
        }

        @Override
        public void pause(String who) {}

        @Override
        public void resume(String who) {}

        @Override
        public void sendNow() {}
    }

    @Test
    void withoutMicrometer_nothingIsMissed() throws Exception {
        URL[] ours = Stream.of(Monitoring.class, MonitoringTest.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(ours, ClassLoader.getPlatformClassLoader())) {
            Object probe = loader.loadClass(WithoutMicrometer.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(((Callable<?>) probe).call()).isEqualTo("false []");
        }
    }

    @Test
    void aFilterThatThrows_isAProblemAndLeavesNoMeter() {
        // A registry of its own in the place of the global one can't be had, so the filter is for our name alone.
        MeterRegistry global = Metrics.globalRegistry;
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                if ("thrower".equals(id.getTag("appender")) && id.getName().contains("oldest")) {
                    throw new IllegalStateException("a filter");
                }
                return MeterFilterReply.NEUTRAL;
            }
        });
        Metrics.addRegistry(registry);
        try (Monitoring monitoring = Opening.open("thrower", new Ledger(), problems)) {
            monitoring.openMeters();

            assertThat(problems).singleElement().asString().contains("Micrometer", "a filter");
            assertThat(global.getMeters())
                    .noneMatch(meter -> "thrower".equals(meter.getId().getTag("appender")));
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void whatIsClosed_isNotOpenedAgain() throws Exception {
        Monitoring monitoring = Opening.open("late", new Ledger(), problems);
        monitoring.close();

        monitoring.openMeters();
        monitoring.openJmx();

        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .queryNames(new ObjectName("com.moesif.logback:name=late,*"), null))
                .isEmpty();
        assertThat(Metrics.globalRegistry
                        .find("moesif.appender.pending")
                        .tag("appender", "late")
                        .meters())
                .isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void closingTwice_isHarmless() {
        Monitoring monitoring = Opening.open("twice", new Ledger(), problems);
        monitoring.openMeters();

        monitoring.close();
        monitoring.close();

        assertThat(problems).isEmpty();
    }

    /** A console asks for all at once. */
    @Test
    void aMeasureThatFails_isMissingAlone() {
        Ledger ledger = new Ledger();
        ledger.countHeldFrom(() -> {
            throw new IllegalStateException("a fault");
        });

        AttributeList values =
                new AppenderBean(ledger, new Nothing()).getAttributes(new String[] {"Pending", "LastError", "Crashes"});

        assertThat(values.asList()).extracting(Attribute::getName).containsExactly("LastError", "Crashes");
    }
}
