package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The appender inside Logback's {@code AsyncAppender}: it works, but for what the README says. */
@Timeout(60)
class InsideAsyncAppenderTest {
    private final Gate gate = new Gate();
    private Logback logback;

    /** Holds the worker of {@code AsyncAppender} at the first event, as a busy machine may. */
    private static final class Gate extends Filter<ILoggingEvent> {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);

        @Override
        public FilterReply decide(ILoggingEvent event) {
            reached.countDown();
            boolean interrupted = false;
            while (open.getCount() > 0) {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return FilterReply.NEUTRAL;
        }
    }

    private void configure(String elements) {
        // Ample, for a busy machine.
        configure("<maxFlushTime>60000</maxFlushTime>", elements);
    }

    private void configure(String ofAsync, String elements) {
        logback = Logback.configuration("""
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>id</applicationId>
                    <baseUri>${COLLECTOR}</baseUri>
                    %s
                  </appender>
                  <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                    <appender-ref ref="MOESIF"/>
                    %s
                  </appender>
                  <root level="INFO"><appender-ref ref="ASYNC"/></root>
                </configuration>
                """.formatted(elements, ofAsync));
    }

    private void configureAndHold(String elements) throws InterruptedException {
        configure(elements);
        hold();
    }

    private void hold() throws InterruptedException {
        logback.appender().addFilter(gate);
        logback.action().log("first");
        gate.reached.await();
    }

    @AfterEach
    void close() {
        gate.open.countDown();
        logback.close();
    }

    /** What has arrived when the context has stopped, which stops the outer appender, and that the inner. */
    private List<ReceivedAction> stopped() {
        gate.open.countDown();
        logback.stop();
        return logback.collector.actions();
    }

    @Test
    void allOfAnEvent_arrives() {
        configure("<mdcKey>trace</mdcKey>");
        for (int i = 0; i < 100; i++) {
            logback.mdc.put("trace", "t-" + i);
            logback.log()
                    .atInfo()
                    .addMarker(Actions.action("Test", Map.of("from", "marker", "company_id", Logback.COMPANY)))
                    .addKeyValue("pair", i)
                    .log("took ms={}", 12);
        }
        logback.mdc.clear();

        assertThat(stopped().stream().map(ReceivedAction::metadata))
                .hasSize(100)
                .doesNotHaveDuplicates()
                .allSatisfy(fields -> assertThat(fields)
                        .isEqualTo(Map.of(
                                "trace",
                                "t-" + fields.get("pair"),
                                "from",
                                "marker",
                                "pair",
                                fields.get("pair"),
                                "ms",
                                12)));
    }

    @Test
    void belowWarn_itDiscardsAtFourFifths_andNobodyCounts() throws Exception {
        configureAndHold("");
        for (int i = 0; i < 300; i++) {
            logback.action().log("info");
        }
        for (int i = 0; i < 10; i++) {
            logback.log()
                    .atWarn()
                    .addKeyValue("action_name", "Warned")
                    .addKeyValue("company_id", Logback.COMPANY)
                    .log("warn");
        }

        List<ReceivedAction> actions = stopped();
        assertThat(actions.stream().filter(action -> action.actionName().equals("Warned")))
                .hasSize(10);
        assertThat(actions).hasSizeLessThan(1 + 300 * 4 / 5);
        assertThat(logback.counts().accepted()).isEqualTo(actions.size());
        assertThat(logback.counts().droppedInAll()).isZero();
    }

    @Test
    void valueThatChangesAfterTheCall_isTakenTooLate() throws Exception {
        configureAndHold("");
        List<Object> mutable = new ArrayList<>(List.of("of the call"));
        logback.action().addKeyValue("v", mutable).log("m");
        mutable.set(0, "of later");

        assertThat(stopped().get(1).metadata()).containsEntry("v", List.of("of later"));
    }

    @Test
    void durability_beginsWhenTheCallHasLongReturned(@TempDir Path spool) throws Exception {
        configureAndHold("<spool><directory>" + spool + "</directory><durability>fsync</durability></spool>");
        logback.action().log("returned");

        assertThat(logback.counts().accepted()).isZero();
        assertThat(stopped()).hasSize(2);
    }

    @Test
    void stop_leavesWhatItsQueueHoldsAfterASecond() throws Exception {
        configure("", "");
        hold();
        logback.action().log("queued");

        logback.context.stop();

        assertThat(logback.collector.actions()).isEmpty();
        assertThat(logback.appender().isStarted()).isTrue();
        assertThat(logback.allStatuses()).anyMatch(status -> status.contains("Max queue flush timeout (1000 ms)"));
        gate.open.countDown();
        await().atMost(Rig.AMPLE).until(() -> !logback.appender().isStarted());
    }
}
