package com.moesif.logback.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.WarnStatus;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own, seen as a newcomer sees it. */
@Timeout(120)
class DemoTest {
    /** Lines that it logs without showing them. */
    private static final int RUSH = 100;

    private static final String ACTION = "     ==> ";

    @TempDir
    private static Path scratch;

    private static JavaProcess demo;

    @BeforeAll
    static void run() throws Exception {
        demo = JavaProcess.run(scratch, Map.of(), Demo.class.getName());
    }

    @Test
    void demo_showsEachActionBelowItsLogLine() throws Exception {
        List<String> out = demo.out();
        int line = indexEndingWith(out, "INFO  Payments - Processed payment 24.60 USD for 12345 in 0.84 s");
        assertThat(out.get(line + 1)).isEqualTo(ACTION + "Processed Payment Transaction");
        assertThat(out.get(line + 2))
                .isEqualTo("         company_id=\"12345\"  service=\"shop\"  amount=24.60  currency=\"USD\""
                        + "  time_seconds=0.84");
        assertThat(out.stream().filter(each -> each.startsWith(ACTION))).hasSize(16);
    }

    @Test
    void demo_beginsWithTheRules_andWhereTheCodeHasTheirLines() throws Exception {
        List<String> out = demo.out();
        int title = out.indexOf("The rules of sample-logback.xml, and where the code of the service has their lines:");

        assertThat(title).isBetween(1, 5);
        assertThat(out.get(title + 1)).matches("  rule 1 \\(Processed Payment Transaction\\) +Payments\\.java:\\d+");
        assertThat(out.subList(title + 1, out.size()).stream().takeWhile(line -> line.startsWith("  rule ")))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.matches("  rule .* [A-Z]\\w+\\.java:\\d+(, [A-Z]\\w+\\.java:\\d+)*"));
    }

    @Test
    void demo_endsWithTheCounts() throws Exception {
        long lines = demo.out().stream()
                .filter(line -> line.matches("\\d\\d:\\d\\d:\\d\\d .*"))
                .count();
        assertThat(last(demo.out(), 4))
                .satisfiesExactly(
                        logged -> assertThat(logged)
                                .isEqualTo("Logged     " + (lines + RUSH) + " lines, 116 of them actions"),
                        delivered -> assertThat(delivered)
                                .matches("Delivered  116 actions in (1[2-9]|2\\d) requests, 0 dropped"),
                        arrived -> assertThat(arrived)
                                .isEqualTo("Arrived    116 actions at the collector, 0 requests refused"),
                        bytes -> assertThat(bytes).matches("Bytes      \\d\\d,\\d{3} of JSON, \\d,\\d{3} after gzip"));
    }

    /** Batches, and what becomes of one whose answer is lost. */
    @Test
    void demo_showsThatARushIsSentTogetherAndAResendCountsOnce() throws Exception {
        assertThat(demo.out())
                .contains(
                        "A rush     The collector loses its next answer on purpose: the appender warns and sends again.")
                .anyMatch(line -> line.matches(
                        "A rush     100 actions in [2-9] requests; [1-9]\\d* of them came twice and count once"));
    }

    @Test
    void demo_hasNothingOnTheScreenThatANewcomerMustIgnore() throws Exception {
        assertThat(demo.exitCode()).isZero();
        // The one that the rush announces.
        assertThat(demo.err()).singleElement().asString().endsWith("The actions are kept and sent again.");
        assertThat(String.join("\n", demo.out()))
                .doesNotContain("|-WARN", "|-ERROR", "|-INFO", "SLF4J", "WARNING", "Warning");
    }

    @Test
    void demo_shipsToTheCollectorThatTheEnvironmentNames() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            collector.requireApplicationId("my-own-id");

            JavaProcess elsewhere = JavaProcess.run(
                    scratch,
                    Map.of(
                            "MOESIF_APPLICATION_ID",
                            "my-own-id",
                            "MOESIF_BASE_URI",
                            collector.baseUri().toString()),
                    Demo.class.getName());

            assertThat(collector.actions()).hasSize(16);
            assertThat(elsewhere.out())
                    .contains("They go to " + collector.baseUri() + ", as MOESIF_BASE_URI says.")
                    .noneMatch(line -> line.startsWith(ACTION))
                    .noneMatch(line -> line.contains("my-own-id"))
                    .anyMatch(line -> line.matches("Delivered  16 actions in \\d+ requests, 0 dropped"));
        }
    }

    @Test
    void demo_saysWhyNothingIsShipped() throws Exception {
        Map<String, String> environment =
                Map.of("MOESIF_APPLICATION_ID", "no id", "MOESIF_BASE_URI", "http://127.0.0.1:9");

        JavaProcess off = JavaProcess.run(scratch, environment, Demo.class.getName());

        assertThat(off.exitCode()).isZero();
        assertThat(off.out())
                .anyMatch(line -> line.startsWith(
                        "Warning    <applicationId> holds a character that an application id can't have: a blank"))
                .anyMatch(line -> line.startsWith("Delivered  0 actions"));
    }

    @Test
    void finalStatus_holdsTheWarningsOfTheAppenderAndTheCountsOfItsLastLife() {
        LoggerContext context = new LoggerContext();
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(context);
        appender.addInfo("Stopped: accepted=1");
        appender.addWarn("401");
        appender.addInfo("Stopped: accepted=16 bytes=2048");
        context.getStatusManager().add(new WarnStatus("somebody else's", this));

        FinalStatus status = FinalStatus.of(context);

        assertThat(status.warnings()).containsExactly("401");
        assertThat(status.of("accepted")).isEqualTo(16);
        assertThat(status.of("bytes")).isEqualTo(2048);
    }

    private static int indexEndingWith(List<String> lines, String end) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(end)) {
                return i;
            }
        }
        throw new AssertionError("no line ends with '" + end + "' in\n" + String.join("\n", lines));
    }

    private static List<String> last(List<String> lines, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
