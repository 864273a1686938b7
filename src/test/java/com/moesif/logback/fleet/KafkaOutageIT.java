package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.VictimProgram;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that goes away, or a service that does. {@code -Dfleet.outage=45} is the long form: so many seconds without an
 * answer.
 */
@Timeout(300)
class KafkaOutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("fleet.outage", 5));
    private static final String FAST = "<connectTimeout>2 s</connectTimeout><responseTimeout>3 s</responseTimeout>"
            + "<linger>0</linger><shutdownTimeout>1 s</shutdownTimeout>";

    @TempDir
    private static Path shared;

    private static Broker broker;

    @TempDir
    private Path directory;

    private final String topic = "actions-" + UUID.randomUUID();
    private final String spooledTopic = "spooled-" + topic;

    @BeforeAll
    static void prepare() {
        broker = new Broker(shared);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    private static void brokerIsAway() {
        broker.kill();
    }

    private static void brokerIsThere() {
        if (!broker.isRunning()) {
            broker.start();
        }
    }

    private KafkaScene inMemory() {
        return KafkaScene.of(topic).configure(broker.bootstrapServers(), "", FAST);
    }

    private KafkaScene spooled() {
        return spooled(KafkaScene.of(spooledTopic), "async");
    }

    private KafkaScene spooled(KafkaScene scene, String durability) {
        return scene.configure(
                broker.bootstrapServers(),
                "",
                FAST + "<spool><directory>" + directory.resolve("spool") + "</directory><durability>" + durability
                        + "</durability></spool>");
    }

    @Test
    void awayAtTheStart_allArrivesOnceItIsThere() {
        brokerIsAway();
        try (KafkaScene inMemory = inMemory();
                KafkaScene spooled = spooled()) {
            inMemory.log(100).awaitWarning("no broker has told of the topic " + topic);
            spooled.log(100).awaitWarning("no broker has told of the topic " + spooledTopic);
            assertThat(inMemory.errors()).isEmpty();
            await().atMost(KafkaScene.AMPLE).until(() -> spooled.counts().held().spooled() == 100);
            brokerIsThere();
            createTopics();

            inMemory.awaitDelivered().assertArrived(broker);
            spooled.awaitDelivered().assertArrived(broker);
        }
    }

    private void createTopics() {
        broker.createTopic(topic, 3, Map.of());
        broker.createTopic(spooledTopic, 3, Map.of());
    }

    @Test
    void silentForAWhile_thenKilled_nothingIsLost() {
        brokerIsThere();
        createTopics();
        try (KafkaScene inMemory = inMemory();
                KafkaScene spooled = spooled()) {
            inMemory.log(100).awaitDelivered();
            spooled.log(100).awaitDelivered();
            broker.freeze();
            long until = System.nanoTime() + OUTAGE.toNanos();
            await().atMost(OUTAGE.plus(KafkaScene.AMPLE))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        inMemory.log(10);
                        spooled.log(10);
                        return System.nanoTime() - until > 0;
                    });
            broker.thaw();
            inMemory.log(100);
            spooled.log(100);
            broker.kill();
            inMemory.log(100);
            spooled.log(100);
            brokerIsThere();

            inMemory.awaitDelivered().assertArrived(broker);
            spooled.awaitDelivered().assertArrived(broker);
        }
    }

    @Test
    void awayForEver_theStopIsBounded_andSaysWhatBecomesOfTheActions() {
        brokerIsThere();
        createTopics();
        KafkaScene inMemory = inMemory();
        KafkaScene spooled = spooled();
        inMemory.log(5).awaitDelivered();
        spooled.log(5).awaitDelivered();
        brokerIsAway();
        inMemory.log(10).close();
        spooled.log(10).close();

        inMemory.awaitWarning("10 actions could not be delivered before the stop");
        // By a thread that a slow machine may have kept from its core.
        await().atMost(KafkaScene.AMPLE).until(() -> spooled.counts().held().spooled() == 10);
        assertThat(spooled.counts().delivered()).isEqualTo(5);

        brokerIsThere();
        spooled(spooled, "async");
        try (spooled) {
            await().atMost(KafkaScene.AMPLE).untilAsserted(() -> {
                spooled.appender().flush(Duration.ofSeconds(1));
                spooled.assertArrived(broker);
            });
        }
    }

    @Test
    void killedService_hasWrittenWhateverItsCallsReturnedOf() throws Exception {
        brokerIsThere();
        createTopics();
        broker.freeze();
        KafkaScene heir = KafkaScene.named("MOESIF", spooledTopic);
        List<Integer> returned = new ArrayList<>();
        try (Victim victim = new Victim(List.of(), "write")) {
            victim.say("start");
            victim.say("log 0 100000 4");
            while (returned.size() < 2_000) {
                victim.returned().ifPresent(returned::add);
            }
            // Not by the Process, which would close its streams.
            victim.process.toHandle().destroyForcibly();
            victim.process.waitFor();
            victim.rest().forEach(returned::add);
        }
        broker.thaw();

        assertThat(returned).hasSizeGreaterThanOrEqualTo(2_000);
        spooled(heir, "write");
        try (heir) {
            await().atMost(KafkaScene.AMPLE).untilAsserted(() -> {
                heir.appender().flush(Duration.ofSeconds(1));
                assertThat(heir.numbers(broker).boxed().collect(Collectors.toSet()))
                        .as("%s %s", heir.counts(), heir.warnings())
                        .containsAll(returned);
            });
        }
    }

    /** It ends without a stop: the hook has the rest delivered. */
    @Test
    void oldestClient_deliversAtTheExit() throws Exception {
        brokerIsThere();
        createTopics();
        List<Path> oldest = KafkaLibraries.oldest().only("kafka-clients", "lz4-java");
        assertThat(oldest).hasSize(2);
        try (Victim service = new Victim(oldest, null)) {
            service.say("start");
            service.say("log 0 500 4");
            service.in.close();
            assertThat(service.process.waitFor()).isZero();
        }

        assertThat(KafkaScene.named("MOESIF", topic).numbers(broker).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    /** {@link VictimProgram} with an appender named MOESIF. */
    private final class Victim implements AutoCloseable {
        final Process process;
        final BufferedWriter in;
        private final BufferedReader out;

        /**
         * @param libraries in the place of ours
         * @param durability null for no spool
         */
        Victim(List<Path> libraries, String durability) throws IOException {
            String spool = "<spool><directory>" + directory.resolve("spool") + "</directory><durability>" + durability
                    + "</durability></spool>";
            Path xml = Files.writeString(
                    directory.resolve("logback.xml"),
                    KafkaScene.xml(
                            "MOESIF",
                            broker.bootstrapServers(),
                            durability == null ? topic : spooledTopic,
                            "",
                            durability == null ? "" : FAST + spool));
            Stream<String> own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> libraries.isEmpty() || !entry.matches(".*/(kafka-clients|lz4-java)-[^/]*\\.jar"));
            process = new ProcessBuilder(
                            Jdks.own().toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            Stream.concat(libraries.stream().map(Path::toString), own)
                                    .collect(Collectors.joining(File.pathSeparator)),
                            VictimProgram.class.getName(),
                            xml.toString())
                    .redirectError(directory.resolve("victim.err").toFile())
                    .start();
            in = process.outputWriter();
            out = process.inputReader();
        }

        void say(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        /** Of the next line; nothing when it says something else, or that the action was late. */
        Optional<Integer> returned() throws IOException {
            String line = out.readLine();
            if (line == null) {
                throw new IOException(Files.readString(directory.resolve("victim.err")));
            }
            return number(line);
        }

        private Optional<Integer> number(String line) {
            return line.matches("returned \\d+")
                    ? Optional.of(Integer.valueOf(line.substring("returned ".length())))
                    : Optional.empty();
        }

        /** What it had said before it was killed; the last line may be torn. */
        List<Integer> rest() throws IOException {
            String text = out.lines().collect(Collectors.joining("\n"));
            List<Integer> numbers = new ArrayList<>();
            text.substring(0, Math.max(0, text.lastIndexOf('\n')))
                    .lines()
                    .forEach(line -> number(line).ifPresent(numbers::add));
            return numbers;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
