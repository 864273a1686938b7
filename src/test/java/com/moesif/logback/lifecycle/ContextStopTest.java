package com.moesif.logback.lifecycle;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.OwnContext;
import com.moesif.logback.harness.Rig;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever has stopped the context may end the process, or close the class loader. */
@Timeout(120)
class ContextStopTest {
    private final CountDownLatch speaks = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void stopOfTheContext_waitsForTheLastSentence() {
        LoggerContext context = new LoggerContext();
        context.getStatusManager().add(new Slow());
        // Before ours, so that the last sentence has begun when ours looks for whom to wait.
        context.addListener(new StopsLate());
        try (Rig rig = new Rig(context)) {
            stops(context, rig);
        }
    }

    private void stops(LoggerContext context, Rig rig) {
        try {
            rig.configure(rig.collector.baseUri().toString(), "");
            rig.log(1).awaitAllDelivered();
            Thread stopping = new Thread(context::stop, "stops the context");
            stopping.start();
            Awaitility.await().atMost(AMPLE).until(() -> speaks.getCount() == 0);

            Awaitility.await().atMost(AMPLE).until(() -> waits(stopping) || !stopping.isAlive());

            assertThat(stopping.isAlive()).as("it waits for what is being said").isTrue();
            released.countDown();
            Awaitility.await().atMost(AMPLE).until(() -> !stopping.isAlive());
            assertThat(rig.infos()).anyMatch(text -> text.startsWith("Stopped: "));
        } finally {
            // Before the rig stops the context, which would wait for whoever is speaking, for ever.
            released.countDown();
        }
    }

    /**
     * For a time: in the listener here it waits without one. Where the last sentence begins early, it is Logback's own reset that
     * waits, for the lock that whoever speaks has.
     */
    private static boolean waits(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.TIMED_WAITING
                || state == Thread.State.BLOCKED
                        && Stream.of(thread.getStackTrace())
                                .anyMatch(frame -> frame.getMethodName().equals("reset"));
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes its time over the last sentence, on the thread that says it. */
    private final class Slow implements StatusListener {
        @Override
        public void addStatusEvent(Status status) {
            if (status.getMessage().startsWith("Stopped: ")) {
                speaks.countDown();
                pass(released);
            }
        }

        @Override
        public boolean isResetResistant() {
            return true;
        }
    }

    private final class StopsLate implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onStop(LoggerContext context) {
            pass(speaks);
        }

        @Override
        public void onStart(LoggerContext context) {
            // Of no interest.
        }

        @Override
        public void onReset(LoggerContext context) {
            // Of no interest.
        }

        @Override
        public void onLevelChange(Logger logger, Level level) {
            // Of no interest.
        }
    }

    /** An appender that no logger leads to: the one around it, which refers to it, could not be made. */
    private static final class Stranded extends OwnContext {
        private final LocalCollector collector = LocalCollector.start(0);

        Stranded() {
            context.start();
        }

        void configure() {
            read("<configuration><appender name='MOESIF' class='" + MoesifAppender.class.getName()
                    + "'><applicationId>the-id</applicationId><baseUri>" + collector.baseUri()
                    + "</baseUri></appender><appender name='AROUND' class='com.acme.Renamed'>"
                    + "<appender-ref ref='MOESIF'/></appender>"
                    + "<root level='INFO'><appender-ref ref='AROUND'/></root></configuration>");
        }

        @Override
        public void close() {
            context.stop();
            collector.close();
        }
    }

    private static long appenderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getClass().getSimpleName().equals("AppenderThread"))
                .count();
    }

    @Test
    void anAppenderThatNoLoggerLeadsTo_isStoppedToo() {
        long before = appenderThreads();
        try (Stranded service = new Stranded()) {
            service.configure();
            assertThat(appenderThreads()).as("it runs").isGreaterThan(before);

            service.context.stop();

            Awaitility.await().atMost(AMPLE).until(() -> appenderThreads() == before);
            assertThat(service.infos()).anyMatch(text -> text.startsWith("Stopped: "));
        }
    }

    @Test
    void anAppenderThatNoLoggerLeadsTo_isStoppedByAReset() {
        long before = appenderThreads();
        try (Stranded service = new Stranded()) {
            service.configure();
            assertThat(appenderThreads()).as("it runs").isGreaterThan(before);

            service.context.reset();

            Awaitility.await().atMost(AMPLE).until(() -> appenderThreads() == before);
        }
    }

    @Test
    void aRefToAMissingAppender_keepsNobodyElseFromBeingStopped() {
        long before = appenderThreads();
        try (Rig rig = new Rig()) {
            rig.configure(
                    rig.collector.baseUri().toString(),
                    "",
                    "<logger name='com.acme'><appender-ref ref='MISSING'/></logger>");
            rig.log(1).awaitAllDelivered();

            rig.context.stop();

            Awaitility.await().atMost(AMPLE).until(() -> appenderThreads() == before);
        }
    }
}
