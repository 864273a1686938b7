package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.util.AbstractMap;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.spi.MDCAdapter;

/** An MDC of somebody else's, which throws or gives nonsense: it costs the MDC, and not the action. */
class HostileMdcTest {
    /** Gives what a test says. */
    private record Given(Supplier<Map<String, String>> map) implements MDCAdapter {
        @Override
        public Map<String, String> getCopyOfContextMap() {
            return map.get();
        }

        @Override
        public void put(String key, String value) {}

        @Override
        public String get(String key) {
            return map.get().get(key);
        }

        @Override
        public void remove(String key) {}

        @Override
        public void clear() {}

        @Override
        public void setContextMap(Map<String, String> contextMap) {}

        @Override
        public void pushByKey(String key, String value) {}

        @Override
        public String popByKey(String key) {
            return null;
        }

        @Override
        public Deque<String> getCopyOfDequeByKey(String key) {
            return null;
        }

        @Override
        public void clearDequeByKey(String key) {}
    }

    /** Says that it holds something, and throws when it is asked what. */
    private static Map<String, String> unreadable() {
        return new AbstractMap<>() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new IllegalStateException("secret");
            }
        };
    }

    static Stream<Supplier<Map<String, String>>> hostile() {
        return Stream.of(
                () -> {
                    throw new IllegalStateException("secret");
                },
                () -> {
                    throw new NullPointerException("secret");
                },
                () -> {
                    throw new NoClassDefFoundError("secret");
                },
                () -> {
                    throw new StackOverflowError("secret");
                },
                HostileMdcTest::unreadable);
    }

    private static Logback with(MDCAdapter adapter) {
        Logback logback =
                Logback.with("<mdcKey>*</mdcKey>", "<field><name>plan</name><value>%X{plan:-free}</value></field>");
        logback.context.setMDCAdapter(adapter);
        return logback;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void anAdapterThatThrowsAnything_costsTheMdcOnly(Supplier<Map<String, String>> map) {
        try (Logback logback = with(new Given(map))) {
            logback.action().addKeyValue("seats", 3).log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.metadata()).containsEntry("seats", 3).containsEntry("plan", "free");
            assertThat(arrived.metadata().get("mdc")).asString().startsWith("[This value was lost: it ");
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(1);
            assertThat(logback.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Field 'mdc' of an action was lost: it ")
                    .doesNotContain("secret");
        }
    }

    /** A map that goes on changing is read by the caller, not by the sender. */
    @Test
    void aMapOfTheAdaptersOwnKind_isCopied() {
        AtomicInteger reads = new AtomicInteger();
        Map<String, String> live = new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                return Set.of(Map.entry("read", Thread.currentThread().getName() + reads.incrementAndGet()));
            }
        };
        try (Logback logback = with(new Given(() -> live))) {
            logback.action().log("m");

            assertThat(logback.theAction().metadata().get("read"))
                    .asString()
                    .startsWith(Thread.currentThread().getName());
        }
    }

    @Test
    void aContextWithoutAnAdapter_isNothingToSpeakOf() {
        try (Logback logback = with(null)) {
            logback.action().addKeyValue("seats", 3).log("m");

            assertThat(logback.theAction().metadata()).isEqualTo(Map.of("seats", 3, "plan", "free"));
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    @Test
    void logbacksOwn_isTaken() {
        LogbackMDCAdapter own = new LogbackMDCAdapter();
        own.put("plan", "gold");
        try (Logback logback = with(own)) {
            logback.action().log("m");

            assertThat(logback.theAction().metadata()).containsEntry("plan", "gold");
        }
    }
}
