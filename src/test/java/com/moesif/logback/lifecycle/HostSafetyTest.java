package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Oddity;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.Marker;

/** What the application must never notice (design, section 5, "host safety"), and additivity. */
class HostSafetyTest {
    private static final String ATTACHED_TWICE = """
            <configuration>
              <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                <applicationId>id</applicationId>
                <baseUri>${COLLECTOR}</baseUri>
              </appender>
              <logger name="com.acme" level="INFO"><appender-ref ref="MOESIF"/></logger>
              <root level="INFO"><appender-ref ref="MOESIF"/></root>
            </configuration>
            """;

    @Test
    void appenderOnLoggerAndAncestor_takesEachEventOnceAndNamesTheLoggers() {
        try (Logback logback = Logback.configuration(ATTACHED_TWICE)) {
            logback.action().addKeyValue("n", 1).log("m");
            logback.action().addKeyValue("n", 1).log("m");
            logback.context.getLogger("org.other").info(Actions.action("Other", Map.of("company_id", "c")), "m");

            assertThat(logback.actions()).hasSize(3);
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.DUPLICATE_EVENTS)).isEqualTo(2);
            assertThat(logback.warnings()).isNotEmpty().allMatch(warning -> warning.contains("com.acme and ROOT"));
        }
    }

    @Test
    void twoEqualEventsInARow_areTwoActions() {
        try (Logback logback = Logback.with()) {
            for (int i = 0; i < 50; i++) {
                logback.action().log("same");
            }

            assertThat(logback.actions()).hasSize(50);
            assertThat(logback.counts().oddities().get(Oddity.DUPLICATE_EVENTS)).isZero();
        }
    }

    @Test
    void oneEventHandedInTwiceByHand_isTwoActions() {
        try (Logback logback = Logback.with()) {
            ch.qos.logback.classic.spi.LoggingEvent event = new ch.qos.logback.classic.spi.LoggingEvent(
                    "", logback.log(), ch.qos.logback.classic.Level.INFO, "m", null, new Object[0]);
            event.addMarker(Actions.action("Test", Map.of("company_id", "c")));
            logback.appender().doAppend(event);
            logback.appender().doAppend(event);

            assertThat(logback.actions()).hasSize(2);
        }
    }

    /** Logs actions of its own whenever somebody looks at it. */
    public static final class Talkative {
        private final Logback logback;

        Talkative(Logback logback) {
            this.logback = logback;
        }

        public String getName() {
            logback.action().addKeyValue("v", this).log("from the getter");
            return "name";
        }

        @Override
        public String toString() {
            logback.action().addKeyValue("v", this).log("from toString");
            return "text";
        }
    }

    @Test
    void eventLoggedByAGetterOrToString_isIgnored() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("pair", new Talkative(logback))
                    .addArgument(new Talkative(logback))
                    .log("argument={}");
            logback.action().log("and the appender goes on");

            List<ReceivedAction> actions = logback.actions();
            assertThat(actions).hasSize(2);
            assertThat(actions.get(0).metadata())
                    .containsEntry("pair", Map.of("name", "name"))
                    .containsEntry("argument", "text");
        }
    }

    /** A filter as users write them, each worse than the other. */
    public static final class HostileFilter extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            ((Logger) getContext().getObject("logger")).info(Actions.action("From the filter"), "m");
            String message = event.getMessage();
            if (message.equals("error")) {
                throw new AssertionError("secret");
            }
            if (message.equals("exception")) {
                throw new IllegalStateException("secret");
            }
            if (message.equals("missing class")) {
                throw new NoClassDefFoundError("secret");
            }
            if (message.equals("too deep")) {
                throw new StackOverflowError("secret");
            }
            if (message.equals("no memory")) {
                throw new OutOfMemoryError("secret");
            }
            return message.equals("deny") ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }

    @Test
    void filterThatThrowsOrLogs_neverReachesTheApplication() {
        try (Logback logback =
                Logback.with("<filter class=\"com.moesif.logback.lifecycle.HostSafetyTest$HostileFilter\"/>")) {
            logback.context.putObject("logger", logback.context.getLogger("com.acme.Filter"));

            assertThatCode(() -> {
                        logback.action().log("error");
                        logback.action().log("exception");
                        logback.action().log("deny");
                        logback.action().log("fine");
                        for (String failure : List.of("missing class", "too deep", "no memory")) {
                            logback.action().log(failure);
                            logback.context.getLogger("com.acme.Other").info(failure);
                        }
                        logback.context.getLogger("com.acme.Other").info("exception");
                    })
                    .doesNotThrowAnyException();

            assertThat(logback.theAction().actionName()).isEqualTo("Test");
            logback.stop();
            assertThat(logback.counts().dropped())
                    .as("what would have been an action, and that alone")
                    .containsEntry(DropReason.INTERNAL_ERROR, 5L);
            assertThat(logback.counts().accepted()).isEqualTo(6);
            assertThat(logback.warnings())
                    .isNotEmpty()
                    .allMatch(warning -> warning.contains("filter"))
                    .noneMatch(warning -> warning.contains("secret"));
        }
    }

    /** A marker whose every method throws. */
    @SuppressWarnings("deprecation")
    private static final class HostileMarker implements Marker {
        private static final long serialVersionUID = 1L;

        @Override
        public String getName() {
            throw new StackOverflowError("secret");
        }

        @Override
        public void add(Marker reference) {
            throw new AssertionError();
        }

        @Override
        public boolean remove(Marker reference) {
            throw new AssertionError();
        }

        @Override
        public boolean hasChildren() {
            throw new AssertionError();
        }

        @Override
        public boolean hasReferences() {
            throw new AssertionError();
        }

        @Override
        public Iterator<Marker> iterator() {
            throw new AssertionError();
        }

        @Override
        public boolean contains(Marker other) {
            throw new AssertionError();
        }

        @Override
        public boolean contains(String name) {
            throw new AssertionError();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void markerThatThrows_neverReachesTheApplication() {
        try (Logback logback = Logback.with()) {
            Logger other = logback.context.getLogger("com.acme.Other");
            assertThatCode(() -> other.info(new HostileMarker(), "m")).doesNotThrowAnyException();
            logback.action().addMarker(new HostileMarker()).log("what is surely an action");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.counts().accepted()).isEqualTo(2);
            assertThat(logback.counts().dropped())
                    .as("what may have been an action")
                    .containsEntry(DropReason.INTERNAL_ERROR, 1L);

            logback.appender().stop();
            other.info("no action");
            other.info(new HostileMarker(), "after the stop");
            assertThat(logback.counts().dropped()).containsEntry(DropReason.STOPPED, 1L);
        }
    }

    /** Of the same events without a filter's fault it is the regular expression that says so, which is not tried then. */
    @Test
    void whereAFilterMeetsTheEndOfTheStack_whatMayBeAnActionCounts_andTheWarningSaysIt() {
        try (Logback logback = Logback.with(
                "<filter class=\"com.moesif.logback.lifecycle.HostSafetyTest$HostileFilter\"/>"
                        + "<rule><logger>com.acme.Ruled</logger><regex>paid</regex><actionName>Paid</actionName></rule>")) {
            logback.context.putObject("logger", logback.context.getLogger("com.acme.Filter"));
            logback.context.getLogger("com.acme.Ruled").info("too deep");
            logback.context.getLogger("com.acme.Other").info("too deep");
            logback.context.getLogger("com.acme.Other").info(new HostileMarker(), "too deep");

            logback.stop();
            assertThat(logback.counts().dropped())
                    .as("neither of which is known to be none")
                    .containsEntry(DropReason.INTERNAL_ERROR, 2L);
            assertThat(logback.warnings())
                    .anyMatch(warning -> warning.contains("If it may have been an action, it counts as dropped"));
        }
    }

    @Test
    void manyThreads_loseAndDoubleNothing() throws InterruptedException {
        try (Logback logback = Logback.with()) {
            CountDownLatch done = new CountDownLatch(4);
            for (int thread = 0; thread < 4; thread++) {
                int t = thread;
                new Thread(() -> {
                            logAndCountDown(logback, t, 500, done);
                        })
                        .start();
            }
            done.await();

            everyNumberArrivedOnce(logback, 4, 500);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreads_loseAndDoubleNothing() throws Exception {
        try (Logback logback = Logback.with()) {
            CountDownLatch done = new CountDownLatch(200);
            for (int thread = 0; thread < 200; thread++) {
                int t = thread;
                Runnable task = () -> logAndCountDown(logback, t, 10, done);
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            }
            done.await();

            everyNumberArrivedOnce(logback, 200, 10);
        }
    }

    private static void logAndCountDown(Logback logback, int thread, int count, CountDownLatch done) {
        try {
            for (int i = 0; i < count; i++) {
                logback.action().addKeyValue("n", thread * count + i).log("m");
            }
        } finally {
            done.countDown();
        }
    }

    private static void everyNumberArrivedOnce(Logback logback, int threads, int count) {
        assertThat(logback.actions())
                .extracting(action -> action.metadata().get("n"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, threads * count).boxed().toList());
    }
}
