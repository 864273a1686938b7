package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the last actions of a process, configured by XML alone. */
@Timeout(90)
class ExitTest {
    private final LocalCollector collector = LocalCollector.start(0);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        collector.close();
    }

    /** Longer than a process may take: one that ends has not waited for an answer. */
    private static final String ANSWER_IN_VAIN = "<responseTimeout>10 min</responseTimeout>";

    private record Ended(int code, String out, String err) {}

    private Ended run(String how, int actions, String... elements) throws IOException, InterruptedException {
        Path xml = directory.resolve("logback.xml");
        Files.writeString(
                xml,
                "<configuration><appender name=\"MOESIF\" class=\"com.moesif.logback.MoesifAppender\">"
                        + "<applicationId>the-id</applicationId><baseUri>" + collector.baseUri() + "</baseUri>"
                        + "<linger>1 h</linger>" + String.join("", elements)
                        + "</appender><root level=\"INFO\"><appender-ref ref=\"MOESIF\"/></root></configuration>");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(Jdks.quickly(
                        Jdks.own(),
                        "-Dlogback.configurationFile=" + xml,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExitProgram.class.getName(),
                        how,
                        String.valueOf(actions)))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private void assertArrived(int actions) {
        assertThat(collector.actions().stream().map(action -> action.metadata().get("n")))
                .hasSize(actions)
                .doesNotHaveDuplicates();
        assertThat(collector.refusals()).isEmpty();
    }

    @Test
    void mainThatReturns_deliversAndPrintsNothing() throws Exception {
        Ended ended = run("return", 5_000);

        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines()).containsExactly("logged 5000");
        // Nor a warning of the JDK: newer ones complain of sun.misc.Unsafe.
        assertThat(ended.err()).isEmpty();
        assertArrived(5_000);
    }

    @Test
    void rulesThatNeverMatched_andTheLedger_areToldAtTheExit() throws Exception {
        Ended ended = run(
                "long",
                5,
                "<rule><name>Unused</name><message>b</message><actionName>B</actionName></rule></appender>",
                "<statusListener class=\"ch.qos.logback.core.status.OnConsoleStatusListener\"/>",
                "<appender name=\"NONE\" class=\"ch.qos.logback.core.helpers.NOPAppender\">");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .containsOnlyOnce("No event ever matched rule 'Unused'.")
                .containsOnlyOnce("The JVM exits: accepted=5");
        assertArrived(5);
    }

    @Test
    void systemExit_delivers() throws Exception {
        Ended ended = run("exit", 500);

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).isEmpty();
        assertArrived(500);
    }

    @Test
    void mainThatThrows_delivers() throws Exception {
        assertThat(run("throw", 500).code()).isEqualTo(1);

        assertArrived(500);
    }

    @Test
    void answerThatIsLostAtTheEnd_isAskedForAgain() throws Exception {
        collector.play(Fault.loseAnswer());

        run("return", 500);

        assertArrived(500);
        // As many as were in the first request: a quick machine sends it before all are logged.
        assertThat(collector.duplicates()).isPositive();
    }

    @Test
    void collectorThatHangs_holdsTheExitNoLongerThanShutdownTimeout() throws Exception {
        collector.playAlways(Fault.hang());

        Ended ended = run("return", 5, "<shutdownTimeout>1 s</shutdownTimeout>", ANSWER_IN_VAIN);

        assertThat(ended.code()).isZero();
    }

    private static final String RULE =
            "<rule><logger>com.acme</logger><message>never logged</message><actionName>Never</actionName></rule>";

    /** Ours is done long before: only the callers themselves can know that they have logged their last. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linesOfOtherHooks_areDeliveredHoweverLateTheyCome(boolean spooled) throws Exception {
        String spool = "<spool><directory>" + directory.resolve("spool") + "</directory></spool>";

        run("log in a hook", 5, spooled ? spool : "");
        if (spooled) {
            run("return", 0, spool, "<shutdownTimeout>60 s</shutdownTimeout>");
        }

        assertArrived(7);
    }

    @Test
    void collectorThatHangs_holdsOtherHooksNoLongerThanShutdownTimeout() throws Exception {
        collector.playAlways(Fault.hang());

        Ended ended = run("log in a hook", 5, "<shutdownTimeout>1 s</shutdownTimeout>", ANSWER_IN_VAIN);

        assertThat(ended.code()).isZero();
    }

    @Test
    void exitUnderTheLockOfSystemErr_endsAndDelivers() throws Exception {
        Ended ended = run("exit with the lock of System.err", 5, RULE);

        assertThat(ended.code()).isEqualTo(3);
        assertArrived(5);
    }

    @Test
    void exitUnderTheLockOfSystemErr_endsThoughMuchIsToBeSaid() throws Exception {
        collector.playAlways(Fault.reset());

        Ended ended = run("exit with the lock of System.err", 5, RULE, "<shutdownTimeout>2 s</shutdownTimeout>");

        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    void statusListenerThatExits_endsTheProcess() throws Exception {
        collector.close();
        String listener = "</appender><statusListener class=\"" + ExitProgram.Strict.class.getName()
                + "\"/><appender name=\"NONE\" class=\"ch.qos.logback.core.helpers.NOPAppender\">";

        Ended ended = run("return", 5, RULE, "<shutdownTimeout>2 s</shutdownTimeout>", listener);

        assertThat(ended.code()).isIn(0, 4);
    }

    /** As it is between a reload's two halves. */
    @Test
    void exitAfterAReset_deliversWhatTheAppenderHadBefore() throws Exception {
        Ended ended = run("reset", 500);

        assertThat(ended.code()).isZero();
        assertArrived(500);
    }

    @Test
    void withoutTheHook_theProcessEndsAllTheSame() throws Exception {
        Ended ended = run("return", 5, "<shutdownHook>false</shutdownHook>");

        assertThat(ended.code()).isZero();
        assertThat(List.of(ended.out(), ended.err())).containsExactly("logged 5\n", "");
        assertThat(collector.actions()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void logbacksOwnHook_andOursGetOnWithEachOther() throws Exception {
        Ended ended = run(
                "exit",
                500,
                "</appender><shutdownHook/><appender name=\"NONE\" class=\"ch.qos.logback.core.helpers.NOPAppender\">");

        assertThat(ended.code()).isEqualTo(3);
        assertArrived(500);
    }

    @Test
    void deadCollector_leavesAllInTheSpool_forTheNext() throws Exception {
        String spool = "<spool><directory>" + directory.resolve("spool") + "</directory></spool>";
        collector.playAlways(Fault.reset());

        // Longer than it may take to end: it ends when there is nothing left to do.
        Ended ended = run("return", 5_000, spool, "<shutdownTimeout>10 min</shutdownTimeout>");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).doesNotContain("lost");
        collector.behave();
        // Nothing is logged, so the stop comes at once: it has to leave a busy machine the time to load and send.
        Ended next = run("return", 0, spool, "<shutdownTimeout>60 s</shutdownTimeout>");
        assertThat(next.err()).isEmpty();
        assertArrived(5_000);
    }

    /** Most applications end so: the next start must not tell of a crash that was none. */
    @Test
    void exitWithoutAStop_isToldAsNoCrash() throws Exception {
        String spool = "<spool><directory>" + directory.resolve("spool") + "</directory></spool>";

        // A busy machine may need more than the usual three seconds to load and send all that.
        String patient = "<shutdownTimeout>60 s</shutdownTimeout>";
        run("exit", 500, spool, patient);
        Ended next = run("exit", 500, spool, patient);

        assertThat(next.err()).isEmpty();
        assertThat(collector.actions()).hasSize(1_000);
    }
}
