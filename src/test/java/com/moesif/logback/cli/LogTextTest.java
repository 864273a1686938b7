package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.testing.RuleTester;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as consoles, containers and other machines leave them: each line is the one that was logged. */
class LogTextTest extends CommandScene {
    private static final String LINE = "INFO com.acme.A - Paid 7 für acme";

    @TempDir
    private Path directory;

    private Path xml;
    private Path log;

    @BeforeEach
    void oneRule() throws IOException {
        log = directory.resolve("app.log");
        xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>
                  <rule><name>Paid</name><logger>com.acme</logger>
                    <message>Paid {amount} für {company_id}</message><actionName>Paid</actionName></rule>
                </appender><root level='DEBUG'><appender-ref ref='MOESIF'/></root></configuration>
                """);
    }

    /** Spring Boot and Logback's %highlight write them, and grep marks what it has found. */
    @Test
    void colours_areNoPartOfALine() throws IOException {
        String[] lines = {
            "^[2m2026-12-01T10:15:30.123Z^[0;39m ^[32m INFO^[0;39m ^[35m4711^[0;39m ^[2m---^[0;39m ^[2m[shop] [main]^[0;39m"
                    + " ^[36mcom.acme.A              ^[0;39m ^[2m:^[0;39m Paid 7 für acme",
            "^[34mINFO ^[0;39m ^[36mcom.acme.A^[0;39m - Paid ^[1m7^[m für acme",
            "INFO com.acme.A - ^[01;31m^[KPaid^[m^[K 7 für acme"
        };
        Files.writeString(log, String.join("\n", lines).replace('^', '\u001B'));

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();

        assertThat(out())
                .contains("Lines: 3, skipped: 0, actions: 3.")
                .contains("\nINFO  com.acme.A - Paid 7 für acme\n  rule 'Paid' takes it")
                .contains("\"company_id\":\"acme\"")
                .doesNotContain("[3", "\u001B", "\uFFFD");
    }

    @Test
    void colours_areNoPartOfALine_inAUnitTestAndByAPatternToo() {
        String line = "10:15 \u001B[34mINFO \u001B[0;39m \u001B[36mcom.acme.A\u001B[0;39m - Paid 7 für acme";
        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.replay(line)).startsWith("rule 'Paid' takes it");
            assertThat(tester.replay(line, "%d{HH:mm} %highlight(%-5level) %cyan(%logger) - %msg%n"))
                    .startsWith("rule 'Paid' takes it");
        }
    }

    /** As Logback's encoder writes with the charset UTF-16LE, say, and as a part of a file that had a mark. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void encodingWithoutAMark_isTold_byTheZerosOfItsFirstLetters(String encoding) throws IOException {
        Files.write(log, ("\n" + LINE + "\nINFO com.acme.A - Paid 8 für acme\n").getBytes(Charset.forName(encoding)));

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();

        assertThat(out()).contains("\n" + LINE + "\n  rule 'Paid' takes it", "Lines: 2, skipped: 0, actions: 2.");
    }

    /** The charset UTF-16 has Logback write a mark before each event, and files that were put together have several, too. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-8"})
    void aMarkBeforeEachLine_isNoPartOfIt(String encoding) throws IOException {
        String mark = encoding.equals("UTF-8") ? "\uFEFF" : "";
        for (int i = 0; i < 3; i++) {
            Files.write(
                    log,
                    (mark + LINE + "\n").getBytes(Charset.forName(encoding)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();

        assertThat(out())
                .contains("\n" + LINE + "\n  rule 'Paid' takes it", "Lines: 3, skipped: 0, actions: 3.")
                .doesNotContain("\uFEFF", "\uFFFD");
    }

    /** As logrotate leaves a file that it has copied and truncated, while its writer goes on where it was. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 1_000})
    void zerosAtTheBegin_areNoEncoding(int zeros) throws IOException {
        Files.writeString(log, "\0".repeat(zeros) + "\n" + LINE + "\n");

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();

        assertThat(out()).contains("\n" + LINE + "\n  rule 'Paid' takes it", "Lines: 2, skipped: 1, actions: 1.");
    }

    /** Three calls of the system for each line took a third of the time. */
    @Test
    void aLongLog_isAnsweredInFewPieces() throws IOException {
        Files.writeString(log, (LINE + "\n").repeat(5_000));
        AtomicInteger pieces = new AtomicInteger();
        PrintStream out = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        pieces.incrementAndGet();
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        pieces.incrementAndGet();
                    }
                },
                false,
                StandardCharsets.UTF_8);

        assertThat(Main.run(List.of("check", xml.toString(), "--log", log.toString()), out, out))
                .isZero();

        assertThat(pieces).hasValueLessThan(500);
    }

    /** Somebody watches, and the next line may come tomorrow. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Timeout(60)
    void aLineOfALogThatIsStillWritten_isAnsweredAtOnce() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(shown, false, StandardCharsets.UTF_8);
        FutureTask<Integer> check =
                new FutureTask<>(() -> Main.run(List.of("check", xml.toString(), "--log", pipe.toString()), out, out));
        Thread thread = new Thread(check);
        thread.start();

        try (OutputStream to = new FileOutputStream(pipe.toFile())) {
            // What a program has written so far may end within a line.
            for (String part : List.of(LINE + "\n" + "INFO com.acme.A - P", "aid 8 für you\nI")) {
                to.write(part.getBytes(StandardCharsets.UTF_8));
                await().until(() -> shown.toString(StandardCharsets.UTF_8)
                        .contains(part.contains("you") ? "\"company_id\":\"you\"" : "\"company_id\":\"acme\""));
            }
        }

        assertThat(check.get()).isZero();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("Lines: 3, skipped: 1, actions: 2.");
    }
}
