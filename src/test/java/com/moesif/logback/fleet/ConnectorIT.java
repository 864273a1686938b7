package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The connector in stock workers, and what befalls workers, the broker and the collector. {@code -Dfleet.full=true} is the
 * long form, and prints figures. What records may be is in {@link ConnectorValuesIT}.
 */
@Timeout(600)
class ConnectorIT {
    static final Path JAR = Path.of(System.getProperty("jar.connect", "target/connect.jar"));
    private static final Duration AMPLE = Duration.ofSeconds(120);
    private static final boolean FULL = Boolean.getBoolean("fleet.full");
    private static final int MANY = FULL ? 200_000 : 5_000;
    private static final int PER_SECOND = FULL ? 2_000 : 500;
    private static final Duration OUTAGE = Duration.ofSeconds(FULL ? 30 : 12);

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static Worker first;

    @BeforeAll
    static void begin() {
        broker = new Broker(directory.resolve("broker")).start();
        first = worker("first").awaitReady();
    }

    @AfterAll
    static void end() {
        first.close();
        broker.close();
    }

    private static Worker worker(String name) {
        try {
            return new Worker(Files.createDirectories(directory.resolve(name)), broker, JAR).launch();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tell(String what, Object... values) {
        System.out.printf("ConnectorIT, %s%n", String.format(what, values));
    }

    @Test
    void actions_arrive_throughOneWorkerAndThroughTwo() {
        try (Route route = new Route(broker, first)) {
            rate(route, "one worker");
            route.connect();
            long begun = System.nanoTime();
            route.awaitAll();
            tell("one worker: %d actions in %d ms", MANY, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            assertThat(route.arrived).hasSameSizeAs(route.sent);
            assertThat(first.most(route.name, "Delivered")).isPositive();
            tell("one worker: %s", first.memory());
        }
    }

    private static void rate(Route route, String what) {
        long begun = System.nanoTime();
        route.sendActions(MANY);
        tell("%s: %d actions sent in %d ms", what, MANY, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    @Test
    @SuppressWarnings("try") // The load is on while the block runs.
    void secondWorker_joinsUnderLoad_leavesBySigterm_andAnotherIsKilled() throws Exception {
        try (Route route = new Route(broker, first).connect();
                AutoCloseable load = route.load(PER_SECOND)) {
            route.awaitArrived(PER_SECOND);
            try (Worker second = worker("second").awaitReady()) {
                awaitDelivers(second, route);
                route.awaitSentSoFar();
                tell("a worker joins: %d actions, %d repeats", route.sent.size(), route.repeats());
                long before = route.repeats();
                second.stop();
                await().atMost(AMPLE).until(() -> first.tasks(route.name) == 4 && first.running(route.name) == 4);
                route.awaitSentSoFar();
                tell("a worker leaves by SIGTERM: %d repeats", route.repeats() - before);
            }
            try (Worker third = worker("third").awaitReady()) {
                awaitDelivers(third, route);
                route.awaitArrived(PER_SECOND);
                long before = route.repeats();
                third.kill();
                await().atMost(AMPLE).until(() -> first.tasks(route.name) == 4 && first.running(route.name) == 4);
                route.awaitSentSoFar();
                tell("a worker is killed: %d repeats", route.repeats() - before);
            }
            load.close();
            route.awaitAll();
            assertThat(first.failure(route.name)).isEmpty();
        }
    }

    /** A task shows itself there before it has a partition. */
    private static void awaitDelivers(Worker worker, Route route) {
        await().atMost(AMPLE).until(() -> first.running(route.name) == 4 && worker.most(route.name, "Delivered") > 0);
    }

    @Test
    @SuppressWarnings("try") // The load is on while the block runs.
    void outage_withASmallBuffer_failsNoTask_andNobodyLeavesTheGroup() throws Exception {
        try (Route route = new Route(broker, first)
                .with("buffer.max.bytes", "1000000")
                .with("consumer.override.max.poll.interval.ms", "10000")
                .connect()) {
            route.sendActions(PER_SECOND).awaitAll();
            route.collector.playAlways(Fault.status(503));
            long until = System.nanoTime() + OUTAGE.toNanos();
            try (AutoCloseable load = route.load(5_000)) {
                await().atMost(AMPLE.plus(OUTAGE))
                        .until(() -> first.most(route.name, "HeldBytes") >= 1_000_000 && System.nanoTime() - until > 0);
            }
            first.awaitNoneFailed(route.name, 4);
            route.collector.behave();
            route.awaitAll();

            tell(
                    "503 for %d s: %d actions, %d repeats, longest put %d ms",
                    OUTAGE.toSeconds(), route.sent.size(), route.repeats(), first.most(route.name, "LongestPutMillis"));
            first.awaitNoneFailed(route.name, 4);
            assertThat(first.said()).doesNotContain("poll timeout has expired");
        }
    }

    @Test
    void keyThatIsRefused_isRotatedInItsFile_andShownNowhere() throws IOException {
        Path key = Files.writeString(directory.resolve("moesif.properties"), "id=eyJ-an-old-id\n");
        try (Route route = new Route(broker, first)) {
            route.collector.requireApplicationId("eyJ-the-right-id");
            route.with("moesif.application.id", "${file:" + key + ":id}")
                    .connect()
                    .sendActions(1_000);
            await().atMost(AMPLE).until(() -> route.collector.refused() > 0);
            Files.writeString(key, "id=eyJ-the-right-id\n");
            route.awaitAll();

            // A refused key fails no task.
            first.awaitNoneFailed(route.name, 4);
            assertThat(first.said() + first.get("/connectors/" + route.name))
                    .doesNotContain("the-right-id")
                    .doesNotContain("an-old-id");
        }
    }

    @Test
    void wrongProperty_isNamedByConnect_andNoSecretIsShown() {
        assertThat(first.get("/connector-plugins").toString())
                .contains("com.moesif.logback.connect.MoesifSinkConnector");
        HttpResponse<String> checked = first.put(
                "/connector-plugins/MoesifSinkConnector/config/validate",
                Map.of(
                        "name", "usage",
                        "connector.class", "MoesifSinkConnector",
                        "topics", "t",
                        "moesif.application.id", "eyJ-shown-to-nobody",
                        "linger.ms", "-1"));

        assertThat(checked.body()).contains("\"error_count\":1", "at least 0").doesNotContain("shown-to-nobody");
    }

    @Test
    @EnabledIfSystemProperty(named = "fleet.full", matches = "true", disabledReason = "the long form only")
    void twoWorkers_shareTheTasks() {
        try (Route route = new Route(broker, first);
                Worker second = worker("other").awaitReady()) {
            rate(route, "two workers");
            route.connect();
            long begun = System.nanoTime();
            route.awaitAll();
            tell("two workers: %d actions in %d ms", MANY, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            assertThat(second.tasks(route.name)).isPositive();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "fleet.full", matches = "true", disabledReason = "the long form only")
    @SuppressWarnings("try") // The load is on while the block runs.
    void brokerThatIsKilled_andStartedAgain_losesNothing() throws Exception {
        try (Route route = new Route(broker, first).connect();
                AutoCloseable load = route.load(PER_SECOND)) {
            route.awaitArrived(5 * PER_SECOND);
            broker.kill();
            broker.start();
            route.awaitArrived(PER_SECOND);
            route.awaitSentSoFar();
            load.close();
            route.awaitAll();
            tell("the broker is killed: %d actions, %d repeats", route.sent.size(), route.repeats());
            assertThat(first.failure(route.name)).isEmpty();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "fleet.full", matches = "true", disabledReason = "the long form only")
    @SuppressWarnings("try") // The load is on while the block runs.
    void collectorThatIsSlow_andOneThatHangs_failNoTask() throws Exception {
        try (Route route =
                new Route(broker, first).with("response.timeout.ms", "3000").connect()) {
            try (AutoCloseable load = route.load(PER_SECOND)) {
                route.collector.playAlways(Fault.delay(Duration.ofSeconds(2)));
                route.awaitArrived(5 * PER_SECOND);
                tell("answers after 2 s: %d actions arrived, %d repeats", route.arrived.size(), route.repeats());
                route.collector.playAlways(Fault.hang());
                long hanging = route.collector.requests();
                await().atMost(AMPLE).until(() -> route.collector.requests() > hanging + 8);
                route.collector.behave();
            }
            route.awaitAll();
            tell(
                    "then none for a while: %d actions, %d repeats, longest put %d ms",
                    route.sent.size(), route.repeats(), first.most(route.name, "LongestPutMillis"));
            first.awaitNoneFailed(route.name, 4);
        }
    }
}
