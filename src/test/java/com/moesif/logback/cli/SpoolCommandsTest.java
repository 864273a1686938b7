package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.SpoolElement;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a spool, and sends of it, while services run and when they are gone. */
class SpoolCommandsTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    private final LocalCollector collector = LocalCollector.start(0);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        collector.close();
    }

    private Path spool() {
        return temp.resolve("spool");
    }

    /** A service that logs, with an appender of this name. */
    private final class Service implements AutoCloseable {
        private final LoggerContext context = new LoggerContext();
        private final MoesifAppender appender = new MoesifAppender();

        Service(String name, String id) {
            context.setMDCAdapter(new LogbackMDCAdapter());
            SpoolElement spool = new SpoolElement();
            spool.setDirectory(spool().toString());
            spool.setDurability("write");
            appender.setContext(context);
            appender.setName(name);
            appender.setApplicationId(id);
            appender.setBaseUri(collector.baseUri().toString());
            appender.setLinger("0");
            appender.setStatusOnConsole("false");
            appender.setSpool(spool);
            appender.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        }

        Service logs(int actions) {
            for (int i = 0; i < actions; i++) {
                logs("ok");
            }
            return this;
        }

        Service logs(String what) {
            context.getLogger("a")
                    .atInfo()
                    .addKeyValue("action_name", "Tested")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("what", what)
                    .log("tested");
            return this;
        }

        @Override
        public void close() {
            appender.stop();
            context.stop();
        }
    }

    /** One that couldn't send anything in its life. */
    private void left(String name, String id, int actions) {
        collector.playAlways(Fault.status(503));
        new Service(name, id).logs(actions).close();
        collector.behave();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return Main.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int send(String command, String id) throws IOException {
        Path file = Files.writeString(temp.resolve("id"), id + "\n");
        return run(command, spool().toString(), "--send", "--application-id-file", file.toString());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(spool())) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** Every file and what is in it. */
    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        for (Path file : files("")) {
            if (Files.isRegularFile(file)) {
                contents.put(file, Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void spool_showsWhatLies_andWhetherItsAppenderRuns_andChangesNothing() throws IOException {
        left("MOESIF", "the-id", 25);
        collector.playAlways(Fault.status(503));
        try (Service running = new Service("OTHER", "the-id")) {
            running.logs(3);
            Map<Path, String> before = contents();

            assertThat(run("spool", spool().toString(), "--verify")).isZero();

            assertThat(contents()).isEqualTo(before);
            assertThat(out())
                    .contains(
                            "appenders: 2",
                            "left by appender 'MOESIF', " + collector.baseUri(),
                            "actions: 25",
                            "in use by appender 'OTHER', " + collector.baseUri(),
                            "actions: 3",
                            "Every line is sound.")
                    .containsPattern("oldest: 20\\d\\d-\\d\\d-\\d\\dT")
                    .doesNotContain("the-id");
            assertThat(err.size()).isZero();
            // Having been looked at, it is still the running one's.
            assertThat(run("spool", spool().toString())).isZero();
            assertThat(out()).contains("in use by appender 'OTHER'");
            collector.behave();
        }
    }

    @Test
    void verify_namesTheFileWithADamagedLine_andEndsWith1() throws IOException {
        left("MOESIF", "the-id", 25);
        Path segment = files(".segment").get(0);
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(100);
            file.write(file.read() ^ 1);
        }
        Map<Path, String> before = contents();

        assertThat(run("spool", spool().toString(), "--verify")).isOne();

        assertThat(out()).contains("actions: 24", "damaged lines: 1", segment + ": 1");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void send_drainsWhatIsLeft_ofThisIdOnly_andTouchesNobodyWhoRuns() throws IOException {
        left("MOESIF", "the-id", 40);
        left("ANOTHER", "another-id", 7);
        collector.playAlways(Fault.status(503));
        try (Service service = new Service("RUNNING", "the-id")) {
            service.logs(5);
            assertThat(files(".segment")).anyMatch(file -> file.toString().contains("RUNNING"));
            collector.behave();
            assertThat(send("spool", "the-id")).isZero();

            assertThat(out())
                    .contains("appender 'ANOTHER'", "not sent, it belongs to another application id.")
                    .contains("Sending for appender 'MOESIF'", "delivered: 40, dead letters: 0")
                    .doesNotContain("the-id");
        }
        assertThat(collector.actions().stream().map(ReceivedAction::transactionId))
                .doesNotHaveDuplicates()
                .hasSizeBetween(40, 45);
        assertThat(files(".segment")).allMatch(file -> file.toString().contains("ANOTHER"));
        assertThat(send("spool", "another-id")).isZero();
        assertThat(files(".segment")).isEmpty();
        assertThat(send("spool", "another-id")).isZero();
        assertThat(out()).contains("Nothing to send.");
    }

    @Test
    void send_endsWhenDeliveryPauses_andLeavesAllInTheFiles() throws IOException {
        left("MOESIF", "the-id", 40);
        collector.playAlways(Fault.status(401));

        assertThat(send("spool", "the-id")).isOne();

        assertThat(out()).contains("delivered: 0", "the rest stays in its files, since delivery pauses: ");
        assertThat(run("spool", spool().toString())).isZero();
        assertThat(out()).contains("actions: 40", "whose application id was refused");
        collector.behave();
        assertThat(send("spool", "the-right-id")).isZero();
        assertThat(out()).contains("delivered: 40");
    }

    @Test
    void dead_listsTheLetters_andSendsThemAgain_whileTheirAppenderRuns() throws IOException {
        collector.play(Fault.status(400));
        try (Service service = new Service("MOESIF", "the-id")) {
            service.logs("bad");
            await().atMost(AMPLE).until(() -> collector.requests() == 1);
            // It is dead once another has been accepted.
            service.logs(1);
            await().atMost(AMPLE).until(() -> !files(".jsonl").isEmpty());
            assertThat(run("dead", spool().toString())).isZero();
            assertThat(out()).contains(" refused (HTTP 400) Tested ", "\"what\":\"bad\"", "Dead letters: 1.");
            assertThat(run("spool", spool().toString())).isZero();
            assertThat(out()).contains("dead letters: 1 refused");
            String id = Files.readString(files(".jsonl").get(0)).substring(7, 43);

            assertThat(send("dead", "the-id")).isZero();

            assertThat(out()).contains("dead letters to be sent again: 1");
            await().atMost(AMPLE)
                    .untilAsserted(() -> assertThat(collector.actions())
                            .filteredOn(action -> action.transactionId().equals(id))
                            .singleElement()
                            .satisfies(action -> assertThat(action.metadata()).containsEntry("what", "bad")));
            assertThat(files(".jsonl")).isEmpty();
        }
        assertThat(spool()).isEmptyDirectory();
    }

    @Test
    void dead_whatIsRefusedAgainIsADeadLetterAgain_andWhatIsNoLetterStays() throws IOException {
        left("MOESIF", "the-id", 1);
        Path home = files(".segment").get(0).getParent();
        String action = Files.readString(files(".segment").get(0)).substring(9).strip();
        Files.delete(files(".segment").get(0));
        Files.createDirectory(home.resolve("dead"));
        String id = "a3765025-46ec-45dd-bc83-b136c8d1d257";
        String old = action.replaceAll("\"time\":\"[^\"]*\"", "\"time\":\"2020-01-01T00:00:00Z\"");
        Files.writeString(
                home.resolve("dead").resolve("dead.jsonl"),
                "{\"id\":\"" + id + "\",\"time\":\"2026-01-01T00:00:00Z\",\"reason\":\"expired\",\"status\":0,"
                        + "\"answer\":\"\\\"quoted\\\",\",\"action\":" + old + "}\nno letter\n");

        assertThat(send("dead", "the-id")).isZero();

        assertThat(out()).contains("delivered: 0, dead letters: 1", "Left where they are");
        assertThat(run("dead", spool().toString())).isZero();
        assertThat(out()).contains(" expired Tested ", "Dead letters: 1.");
        assertThat(contents().values()).anyMatch(text -> text.equals("no letter\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spool",
                "spool a b",
                "spool --verify",
                "spool a --verify --send",
                "spool a --application-id-file x",
                "dead",
                "dead a --verify",
                "dead a --send --application-id-file"
            })
    void argumentsThatMakeNoSense_endWith2_inOneLine(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(Command.MISUSED);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .endsWith("--help says more.");
    }

    @Test
    void noSuchDirectory_isSaid() {
        assertThat(run("spool", temp.resolve("nowhere").toString())).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("there is no file " + temp.resolve("nowhere") + " that can be read");
    }
}
