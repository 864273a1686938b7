package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.MemorySpool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a sender that hangs, and by whom. */
class HangAlarmTest {
    private static final StackTraceElement PARK = new StackTraceElement("jdk.internal.misc.Unsafe", "park", null, -2);
    private static final StackTraceElement FORCE =
            new StackTraceElement("sun.nio.ch.FileDispatcher", "force", null, -2);
    private static final StackTraceElement OURS =
            new StackTraceElement("com.moesif.logback.internal.spool.SegmentFile", "sync", null, 1);

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final List<Runnable> started = new ArrayList<>();
    private Runnable whileEncoding = () -> {};
    private final Assembly parts = new Assembly(
            config(),
            new Pipeline.Dependencies(
                    (report, lines) -> Sample.encoder(new Hook(), lines),
                    new FakeTransport(),
                    new MemorySpool(),
                    Thread::new),
            () -> 0.5,
            new Ledger(),
            notices);
    private final HangAlarm alarm = alarm(work -> new Thread() {
        @Override
        public synchronized void start() {
            started.add(work);
        }
    });

    /** Whoever waits does so for longer than this test may take. */
    private static PipelineConfig config() {
        Knobs knobs = new Knobs();
        knobs.queueSize = 2;
        knobs.maxBlockTime = Duration.ofHours(1);
        knobs.keeping = new PipelineConfig.Keeping(Durability.FSYNC, Duration.ofHours(1), Duration.ofHours(1));
        return knobs.config();
    }

    private HangAlarm alarm(ThreadFactory threads) {
        return new HangAlarm(parts, threads, notices);
    }

    /** Runs something in the middle of encoding an action without a company, as if that hung. */
    private final class Hook implements EncodingReport {
        @Override
        public void fieldLost(String rule, String field, String why) {}

        @Override
        public void fieldDoubtful(String rule, String field, String why) {}

        @Override
        public void withoutCompany(String rule, String actionName) {
            whileEncoding.run();
        }

        @Override
        public void manyNames(int limit, String example) {}

        @Override
        public void tooLarge(String actionName, String transactionId) {}
    }

    private String told(StackTraceElement... place) {
        alarm.tell(place);
        assertThat(said).as("whoever listens must not keep the watchdog").isEmpty();
        assertThat(started).hasSize(1);
        started.get(0).run();
        return said.get(0);
    }

    @Test
    void theOperation_isNamedWithWhatItIsFor() {
        assertThat(told(FORCE, PARK, OURS))
                .startsWith("The sender's thread has been in one operation for more than a second: in"
                        + " sun.nio.ch.FileDispatcher.force, for com.moesif.logback.internal.spool.SegmentFile.sync."
                        + " While this lasts nothing is sent");
    }

    @Test
    void anOperationOfOurs_isNamedOnce() {
        assertThat(told(OURS, FORCE)).contains(": in com.moesif.logback.internal.spool.SegmentFile.sync. While");
    }

    @Test
    void anOperationThatIsForNothingOfOurs_isNamedAlone() {
        assertThat(told(FORCE, PARK)).contains(": in sun.nio.ch.FileDispatcher.force. While");
    }

    @Test
    void aThreadThatIsGone_hasEnded() {
        assertThat(told()).contains(": it has ended. While");
    }

    /** The sender waits for it, and where the sender is says nothing. */
    @Test
    void theOperationOfACallerThatWritesForAll_isTheOneThatIsNamed() {
        whileEncoding = () -> alarm.tell(new StackTraceElement[] {PARK, OURS});
        encode();
        started.get(0).run();

        assertThat(said)
                .singleElement()
                .asString()
                .contains(
                        ": in java.lang.Thread.getStackTrace, for com.moesif.logback.internal.pipeline.HangAlarm.tell.");
    }

    @Test
    void aSenderThatHangsByItself_isNamedWhoeverWrites() {
        whileEncoding = () -> alarm.tell(new StackTraceElement[] {FORCE, OURS});
        encode();
        started.get(0).run();

        assertThat(said).singleElement().asString().contains("in sun.nio.ch.FileDispatcher.force, for");
    }

    /** Nobody has the writer lock: then it waits for something else. */
    @Test
    void aSenderThatWaitsForNoWriter_isNamedItself() {
        assertThat(told(PARK, OURS))
                .contains(": in jdk.internal.misc.Unsafe.park, for com.moesif.logback.internal.spool.");
    }

    private static Thread waiting(Runnable wait) {
        Thread caller = new Thread(wait);
        caller.setDaemon(true);
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        return caller;
    }

    @Test
    @Timeout(60)
    void nobodyWaitsAnyLonger_neitherForASlotNorForItsFile() throws InterruptedException {
        put();
        put();
        Thread forASlot = waiting(this::put);
        Thread forItsFile = waiting(parts.commit::await);
        parts.ring.heartbeat().beat();
        parts.ring.heartbeat().missedSince(parts.ring.heartbeat().beats());

        alarm.letGo();

        forASlot.join();
        forItsFile.join();
    }

    private void put() {
        parts.ring.expect();
        parts.ring.put(new CapturedAction(0, "Tested", Map.of(), 1));
    }

    private void encode() {
        put();
        parts.open.fill(1, Long.MAX_VALUE);
    }

    /** One that hangs now and then says so once in five minutes, and how often when it is back. */
    @Test
    void aSecondHangSoonAfter_isANoticeForWhenTheSenderIsBack() {
        told(FORCE, OURS);

        alarm.tell(new StackTraceElement[] {OURS});

        assertThat(started).hasSize(1);
        assertThat(said).hasSize(1);
        notices.speakAll(0);
        assertThat(said).hasSize(2);
        assertThat(said.get(1)).contains(": in com.moesif.logback.internal.spool.SegmentFile.sync.");
    }

    @Test
    void withoutAThread_itIsSaidWhenTheSenderIsBack() {
        alarm(work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .tell(new StackTraceElement[] {FORCE, OURS});

        assertThat(said).isEmpty();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("in sun.nio.ch.FileDispatcher.force");
    }
}
