package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.ledger.Oddity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.logback.mdc.v1_0.OpenTelemetryAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Whatever ways Logback has to an appender, one event is one action, and one sentence names the ways. */
@Timeout(60)
class OneEventOneActionTest {
    private static final String APPENDER = """
            <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
              <applicationId>id</applicationId>
              <baseUri>${COLLECTOR}</baseUri>
              %s
            </appender>
            """;
    private static final SpanContext TRACE = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    private static final String ROOT = "<root level='INFO'><appender-ref ref='%s'/></root>";

    private final LocalCollector collector = LocalCollector.start(0);
    private final LoggerContext context = new LoggerContext();
    private int number;

    OneEventOneActionTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("COLLECTOR", collector.baseUri().toString());
        context.start();
    }

    private Appender<?> nested;

    @AfterEach
    void close() {
        context.stop();
        collector.close();
    }

    private void read(String elements) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(
                    ("<configuration>" + elements + "</configuration>").getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        if (context.getLogger("ROOT").getAppender("AROUND") instanceof AppenderAttachable<?> around) {
            nested = around.getAppender("MOESIF");
        }
    }

    private void log(String logger, int times) {
        for (int i = 0; i < times; i++) {
            context.getLogger(logger)
                    .atInfo()
                    .addKeyValue("action_name", "Paid")
                    .addKeyValue("company_id", "c-1")
                    .addKeyValue("n", number++)
                    .log("paid");
        }
    }

    private List<String> statuses(int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level && status.getOrigin() instanceof MoesifAppender)
                .map(Status::getMessage)
                .toList();
    }

    /** Each once, also when all appenders have stopped. */
    private void assertEachArrivedOnce() {
        await().atMost(Rig.AMPLE).until(() -> collector.actions().size() >= number);
        context.stop();
        List<Object> arrived = collector.actions().stream()
                .map(action -> action.metadata().get("n"))
                .toList();
        assertThat(arrived).hasSize(number).doesNotHaveDuplicates();
    }

    private static String app() {
        return APPENDER.formatted("");
    }

    @Test
    void sameConfigurationReadTwice_withoutReset() {
        read(app() + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 2);
        read(app() + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 50);

        assertEachArrivedOnce();
        assertThat(statuses(Status.WARN))
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("'MOESIF'", "context.reset()", "included twice"));
    }

    @Test
    void sameFileIncludedTwice(@TempDir Path directory) throws Exception {
        Path included = directory.resolve("included.xml");
        Files.writeString(included, "<included>" + app() + ROOT.formatted("MOESIF") + "</included>");
        read("<include file='" + included + "'/><include file='" + included + "'/>");
        log("com.acme.Billing", 2);

        assertEachArrivedOnce();
        assertThat(statuses(Status.WARN)).hasSize(1);
    }

    @Test
    void newerOnAnotherLogger_leavesNoEventOfTheOlderOut() {
        read(app() + "<logger name='com.acme' level='INFO'><appender-ref ref='MOESIF'/></logger>");
        read(app() + "<logger name='org.other' level='INFO'><appender-ref ref='MOESIF'/></logger>");
        log("com.acme.Billing", 3);
        log("org.other.Billing", 3);

        assertEachArrivedOnce();
    }

    @Test
    void readThreeTimes_theNewestTakesAll() {
        for (int i = 0; i < 3; i++) {
            read(APPENDER.formatted("<field><name>reading</name><value>" + i + "</value></field>")
                    + ROOT.formatted("MOESIF"));
        }
        log("com.acme.Billing", 4);

        assertEachArrivedOnce();
        assertThat(collector.actions().stream().map(action -> action.metadata().get("reading")))
                .containsOnly("2");
    }

    @Test
    void whatTheOlderCouldNotDeliver_theNewerDelivers() {
        collector.playAlways(Fault.status(503));
        read(APPENDER.formatted("<shutdownTimeout>100 ms</shutdownTimeout>") + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 5);
        read(app() + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 5);
        collector.behave();

        assertEachArrivedOnce();
    }

    @Test
    void newerThatIsSwitchedOff_leavesTheOlderAlone() {
        read(app() + ROOT.formatted("MOESIF"));
        read(APPENDER.formatted("<enabled>false</enabled>") + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 3);

        assertEachArrivedOnce();
    }

    /** It would go on showing what the newer configuration was to hide. */
    @ParameterizedTest
    @ValueSource(strings = {"<mask><pattern>(</pattern></mask>", "<mask><pattern>pin:-?[0-9]+</pattern></mask>"})
    void newerThatIsOffLestSomethingIsShown_stopsTheOlderToo(String mask) {
        read(app() + ROOT.formatted("MOESIF"));
        MoesifAppender older = (MoesifAppender) context.getLogger("ROOT").getAppender("MOESIF");
        read(APPENDER.formatted(mask) + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 3);

        assertThat(older.isStarted()).isFalse();
        context.stop();
        assertThat(collector.requests()).isZero();
        assertThat(statuses(Status.WARN)).anyMatch(warning -> warning.contains("Another appender named 'MOESIF'"));
    }

    private static String copied(String name, String elements) {
        return APPENDER.replace("\"MOESIF\"", '"' + name + '"').formatted(elements);
    }

    private long warningsOfDoubles() {
        return statuses(Status.WARN).stream()
                .filter(warning -> warning.contains("TWO ACTIONS"))
                .count();
    }

    /** One was copied, and given another name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<root level='INFO'><appender-ref ref='MOESIF'/><appender-ref ref='COPY'/></root>",
                "<logger name='com.acme'><appender-ref ref='COPY'/></logger><root level='INFO'><appender-ref ref='MOESIF'/></root>",
                "<logger name='com.acme'><appender-ref ref='MOESIF'/></logger><root level='INFO'><appender-ref ref='COPY'/></root>",
            })
    void twoOfOneAccountOnTheSameLoggers_areAWarning(String loggers) {
        read(app() + copied("COPY", "") + loggers);

        assertThat(warningsOfDoubles()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<logger name='com.acme'><appender-ref ref='COPY'/></logger>"
                        + "<logger name='org'><appender-ref ref='MOESIF'/></logger>",
                "<logger name='com.acme' additivity='false'><appender-ref ref='COPY'/></logger>"
                        + "<root level='INFO'><appender-ref ref='MOESIF'/></root>",
            })
    void twoThatNoEventComesTo_areNone(String loggers) {
        read(app() + copied("COPY", "") + loggers);

        assertThat(warningsOfDoubles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<applicationId>other</applicationId>", "<baseUri>http://127.0.0.1:9</baseUri>"})
    void twoOfTwoAccounts_areNone(String element) {
        read(app() + copied("COPY", element)
                + "<root level='INFO'><appender-ref ref='MOESIF'/><appender-ref ref='COPY'/></root>");

        assertThat(warningsOfDoubles()).isZero();
    }

    @Test
    void siftedOfOneName_areEachTheirOwn() {
        read("""
                <appender name="SIFT" class="ch.qos.logback.classic.sift.SiftingAppender">
                  <discriminator><key>tenant</key><defaultValue>none</defaultValue></discriminator>
                  <sift>%s</sift>
                </appender>
                """.formatted(APPENDER.formatted("<field><name>tenant</name><value>${tenant}</value></field>"))
                + ROOT.formatted("SIFT"));
        for (String tenant : List.of("a", "b", "a")) {
            context.getMDCAdapter().put("tenant", tenant);
            log("com.acme.Billing", 2);
        }

        assertEachArrivedOnce();
        assertThat(collector.actions().stream().map(action -> action.metadata().get("tenant")))
                .containsExactlyInAnyOrder("a", "a", "b", "b", "a", "a");
        assertThat(statuses(Status.WARN)).isEmpty();
    }

    @Test
    void siftingAppenderReadTwice_withoutReset_isAnError() {
        String sifting = """
                <appender name="SIFT" class="ch.qos.logback.classic.sift.SiftingAppender">
                  <discriminator><key>tenant</key><defaultValue>none</defaultValue></discriminator>
                  <sift>%s</sift>
                </appender>
                """.formatted(APPENDER.formatted("")) + ROOT.formatted("SIFT");
        read(sifting);
        read(sifting);
        for (String tenant : List.of("a", "b")) {
            context.getMDCAdapter().put("tenant", tenant);
            log("com.acme.Billing", 1);
        }

        assertThat(statuses(Status.ERROR))
                .singleElement()
                .satisfies(error ->
                        assertThat(error).contains("'SIFT'", "ONE EVENT BECOMES TWO ACTIONS", "context.reset()"));
    }

    private static final String DIRECT = "<logger name='com.acme' level='INFO'><appender-ref ref='MOESIF'/></logger>";

    private static String behind(String type) {
        return "<appender name='AROUND' class='" + type + "'><appender-ref ref='MOESIF'/>"
                // Else an AsyncAppender whose queue is nearly full drops what is below WARN.
                + (type.equals(AsyncAppender.class.getName()) ? "<discardingThreshold>0</discardingThreshold>" : "")
                + "</appender>";
    }

    private void assertOneWarningNames(String ways) {
        assertThat(statuses(Status.ERROR)).isEmpty();
        assertThat(statuses(Status.WARN))
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains(ways));
    }

    @Test
    void onLogger_andBehindAsyncAppenderOnRoot() {
        read(app() + behind(AsyncAppender.class.getName()) + DIRECT + ROOT.formatted("AROUND"));
        log("com.acme.Billing", 200);
        log("org.other", 20);

        assertEachArrivedOnce();
        assertOneWarningNames("com.acme and ROOT through 'AROUND'");
    }

    @Test
    void behindAsyncAppenderOnLogger_andOnRoot() {
        read(app() + behind(AsyncAppender.class.getName())
                + "<logger name='com.acme' level='INFO'><appender-ref ref='AROUND'/></logger>"
                + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 200);

        assertEachArrivedOnce();
        assertOneWarningNames("com.acme through 'AROUND'");
    }

    @Test
    void behindOneAsyncAppender_thatIsAttachedTwice() {
        read(app() + behind(AsyncAppender.class.getName())
                + "<logger name='com.acme' level='INFO'><appender-ref ref='AROUND'/></logger>"
                + ROOT.formatted("AROUND"));
        log("com.acme.Billing", 100);

        assertEachArrivedOnce();
        assertOneWarningNames("com.acme through 'AROUND' and ROOT through 'AROUND'");
    }

    /** Which puts the ids of the trace into the MDC. */
    @Test
    void behindOpenTelemetrysAppenderOnLogger_andOnRoot() {
        read(APPENDER.formatted("<mdcKey>trace_id</mdcKey><mdcKey>span_id</mdcKey>")
                + behind(OpenTelemetryAppender.class.getName())
                + "<logger name='com.acme' level='INFO'><appender-ref ref='AROUND'/></logger>"
                + ROOT.formatted("MOESIF"));
        logTraced("com.acme.Billing", 50);

        assertEachArrivedOnce();
        assertOneWarningNames("com.acme through 'AROUND'");
        assertThat(collector.actions())
                .allSatisfy(action -> assertThat(action.metadata())
                        .containsEntry("trace_id", TRACE.getTraceId())
                        .containsEntry("span_id", TRACE.getSpanId()));
    }

    @Test
    void behindOpenTelemetrysAppenderAlone_noWayIsTheSecond() {
        read(APPENDER.formatted("<mdcKey>trace_id</mdcKey>")
                + behind(OpenTelemetryAppender.class.getName())
                + ROOT.formatted("AROUND"));
        logTraced("com.acme.Billing", 50);
        log("com.acme.Billing", 50);

        assertEachArrivedOnce();
        // OpenTelemetry's appender does not stop what it holds: the end of the context does.
        assertThat(nested.isStarted()).isFalse();
        assertThat(statuses(Status.INFO)).anyMatch(text -> text.startsWith("Stopped: "));
        assertThat(statuses(Status.WARN)).isEmpty();
        assertThat(collector.actions())
                .filteredOn(
                        action -> TRACE.getTraceId().equals(action.metadata().get("trace_id")))
                .hasSize(50);
    }

    private void logTraced(String logger, int times) {
        try (Scope traced = Span.wrap(TRACE).makeCurrent()) {
            assertThat(traced).isNotSameAs(Scope.noop());
            log(logger, times);
        }
    }

    @Test
    void loggerThatIsNotAdditive_hasOneWayOnly() {
        read(app() + behind(AsyncAppender.class.getName())
                + "<logger name='com.acme' level='INFO' additivity='false'><appender-ref ref='MOESIF'/></logger>"
                + ROOT.formatted("AROUND"));
        log("com.acme.Billing", 100);
        log("org.other", 100);

        assertEachArrivedOnce();
        assertThat(statuses(Status.WARN)).isEmpty();
    }

    /** Hands on each event inside another, as the MDC appender of older versions of OpenTelemetry does. */
    public static class Wrapping extends UnsynchronizedAppenderBase<ILoggingEvent>
            implements AppenderAttachable<ILoggingEvent> {
        private final AppenderAttachableImpl<ILoggingEvent> inner = new AppenderAttachableImpl<>();

        @Override
        protected void append(ILoggingEvent event) {
            inner.appendLoopOnAppenders(handedOn(event));
        }

        ILoggingEvent handedOn(ILoggingEvent event) {
            return new Wrapper(event);
        }

        @Override
        public void addAppender(Appender<ILoggingEvent> appender) {
            inner.addAppender(appender);
        }

        @Override
        public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
            return inner.iteratorForAppenders();
        }

        @Override
        public Appender<ILoggingEvent> getAppender(String name) {
            return inner.getAppender(name);
        }

        @Override
        public boolean isAttached(Appender<ILoggingEvent> appender) {
            return inner.isAttached(appender);
        }

        @Override
        public void detachAndStopAllAppenders() {
            inner.detachAndStopAllAppenders();
        }

        @Override
        public boolean detachAppender(Appender<ILoggingEvent> appender) {
            return inner.detachAppender(appender);
        }

        @Override
        public boolean detachAppender(String name) {
            return inner.detachAppender(name);
        }
    }

    /** Hands on what nobody can tell from an event of its own. */
    public static final class Copying extends Wrapping {
        @Override
        ILoggingEvent handedOn(ILoggingEvent event) {
            LoggingEvent copy = new LoggingEvent();
            copy.setLoggerName(event.getLoggerName());
            copy.setLevel(event.getLevel());
            copy.setMessage(event.getMessage());
            copy.setInstant(event.getInstant());
            copy.setMDCPropertyMap(event.getMDCPropertyMap());
            event.getKeyValuePairs().forEach(copy::addKeyValuePair);
            return copy;
        }
    }

    private record Wrapper(ILoggingEvent event) implements ILoggingEvent {
        @Override
        public String getThreadName() {
            return event.getThreadName();
        }

        @Override
        public Level getLevel() {
            return event.getLevel();
        }

        @Override
        public String getMessage() {
            return event.getMessage();
        }

        @Override
        public Object[] getArgumentArray() {
            return event.getArgumentArray();
        }

        @Override
        public String getFormattedMessage() {
            return event.getFormattedMessage();
        }

        @Override
        public String getLoggerName() {
            return event.getLoggerName();
        }

        @Override
        public LoggerContextVO getLoggerContextVO() {
            return event.getLoggerContextVO();
        }

        @Override
        public IThrowableProxy getThrowableProxy() {
            return event.getThrowableProxy();
        }

        @Override
        public StackTraceElement[] getCallerData() {
            return event.getCallerData();
        }

        @Override
        public boolean hasCallerData() {
            return event.hasCallerData();
        }

        @Override
        public List<Marker> getMarkerList() {
            return event.getMarkerList();
        }

        @Override
        public Map<String, String> getMDCPropertyMap() {
            return event.getMDCPropertyMap();
        }

        @Override
        @SuppressWarnings("deprecation") // the interface asks for it
        public Map<String, String> getMdc() {
            return event.getMDCPropertyMap();
        }

        @Override
        public long getTimeStamp() {
            return event.getTimeStamp();
        }

        @Override
        public int getNanoseconds() {
            return event.getNanoseconds();
        }

        @Override
        public long getSequenceNumber() {
            return event.getSequenceNumber();
        }

        @Override
        public List<KeyValuePair> getKeyValuePairs() {
            return event.getKeyValuePairs();
        }

        @Override
        public void prepareForDeferredProcessing() {
            event.prepareForDeferredProcessing();
        }
    }

    @Test
    void wrappedOnTheSameThread_isKnownByTheEventInside() {
        read(app() + behind(Wrapping.class.getName()) + DIRECT + ROOT.formatted("AROUND"));
        log("com.acme.Billing", 50);

        assertEachArrivedOnce();
    }

    @Test
    void wrappedOnAnotherThread_isKnownByTheEventInside() {
        read(app() + behind(Wrapping.class.getName())
                + "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'><appender-ref ref='AROUND'/></appender>"
                + DIRECT + ROOT.formatted("ASYNC"));
        log("com.acme.Billing", 200);

        assertEachArrivedOnce();
        assertThat(statuses(Status.ERROR))
                .singleElement()
                .satisfies(error -> assertThat(error).contains("com.acme and ROOT through 'ASYNC' through 'AROUND'"));
    }

    @Test
    void whatMayHandOnCopies_isAnErrorAtStart() {
        read(app() + behind(Copying.class.getName()) + DIRECT + ROOT.formatted("AROUND"));

        assertThat(statuses(Status.ERROR))
                .singleElement()
                .satisfies(error -> assertThat(error).contains("com.acme and ROOT through 'AROUND'", "TWO ACTIONS"));
    }

    @Test
    void attachedASecondTimeWhileItRuns() {
        read(app() + ROOT.formatted("MOESIF"));
        log("com.acme.Billing", 5);
        MoesifAppender appender = (MoesifAppender) context.getLogger("ROOT").getAppender("MOESIF");
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setName("LATER");
        async.addAppender(appender);
        async.start();
        context.getLogger("com.acme").addAppender(async);
        log("org.other", 1);
        await().until(() -> {
            // Long enough after the first look, on a thread that never logged.
            Thread later = new Thread(() -> log("com.acme.Billing", 1));
            later.start();
            later.join();
            return statuses(Status.WARN).stream().anyMatch(warning -> warning.contains("com.acme through 'LATER'"));
        });
        log("com.acme.Billing", 50);
        await().atMost(Rig.AMPLE)
                .until(() -> Insight.counts(appender).oddities().get(Oddity.DUPLICATE_EVENTS) >= 50);
        context.stop();

        assertThat(collector.actions().stream()
                        .map(action -> (int) action.metadata().get("n"))
                        .filter(n -> n >= number - 50))
                .hasSize(50)
                .doesNotHaveDuplicates();
    }

    /** An import, say, gives many events one time, and may even use one Instant for all. */
    @Test
    void differentEventsOfOneInstant_areDifferent() {
        read(app() + behind(AsyncAppender.class.getName()) + DIRECT + ROOT.formatted("AROUND"));
        Instant one = Instant.now();
        Logger logger = context.getLogger("com.acme.Billing");
        for (int i = 0; i < 100; i++) {
            LoggingEvent event = new LoggingEvent(
                    "", (ch.qos.logback.classic.Logger) logger, Level.INFO, "paid", null, new Object[0]);
            event.setInstant(one);
            event.addKeyValuePair(new KeyValuePair("action_name", "Paid"));
            event.addKeyValuePair(new KeyValuePair("company_id", "c-1"));
            event.addKeyValuePair(new KeyValuePair("n", number++));
            context.getLogger("com.acme.Billing").callAppenders(event);
        }

        assertEachArrivedOnce();
    }

    @Test
    void threadsThatLogAtOnce() throws Exception {
        read(app() + behind(AsyncAppender.class.getName()) + DIRECT + ROOT.formatted("AROUND"));
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < 250; i++) {
                        context.getLogger("com.acme.Billing")
                                .atInfo()
                                .addKeyValue("action_name", "Paid")
                                .addKeyValue("company_id", "c-1")
                                .addKeyValue("n", 250 * t + i)
                                .log("paid");
                    }
                }))
                .toList();
        number = 2_000;
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertEachArrivedOnce();
    }
}
