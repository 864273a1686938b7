package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What records may be, and on which ways they come to the connector, in a stock worker. */
@Timeout(300)
class ConnectorValuesIT {
    private static final Duration AMPLE = Duration.ofSeconds(120);
    private static final String STRINGS = "org.apache.kafka.connect.storage.StringConverter";
    private static final String POISON =
            "{\"action_name\":\"Poison\",\"transaction_id\":\"poison\",\"metadata\":\"no object\"}";

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static Worker worker;

    @BeforeAll
    static void begin() throws IOException {
        broker = new Broker(directory.resolve("broker")).start();
        worker = new Worker(Files.createDirectories(directory.resolve("worker")), broker, ConnectorIT.JAR)
                .launch()
                .awaitReady();
    }

    @AfterAll
    static void end() {
        worker.close();
        broker.close();
    }

    private static void awaitDeaths(Route route, String... parts) {
        await().atMost(AMPLE).untilAsserted(() -> {
            // What is accepted in between proves something against what is refused.
            route.sendActions(1);
            assertThat(route.deaths()).hasSize(parts.length);
        });
        for (String part : parts) {
            assertThat(route.deaths()).anyMatch(why -> why.contains(part));
        }
    }

    @Test
    void whatIsNoAction_isSetAside_andWhatLacksIdOrTime_isGivenThem() {
        try (Route route = new Route(broker, worker)) {
            route.connect()
                    .send("no JSON")
                    .send("[1]")
                    .send("{\"action_name\":\"Large\",\"metadata\":{\"text\":\"" + "x".repeat(1_000_000) + "\"}}")
                    .send((String) null)
                    .send("{\"action_name\":\"Bare\"}")
                    .send(POISON)
                    .sendActions(100);
            awaitDeaths(
                    route,
                    "is no JSON",
                    "is no JSON object",
                    "is larger than the 1000000 bytes",
                    "HTTP 400: {\"error\"");
            assertThat(route.deaths()).anyMatch(why -> why.contains("transaction_id poison"));
            route.awaitAll();
            await().atMost(AMPLE).until(() -> route.arrived.size() == route.sent.size() + 1);

            assertThat(route.collector.actions())
                    .filteredOn(action -> action.actionName().equals("Bare"))
                    .singleElement()
                    .satisfies(action -> {
                        assertThat(action.transactionId()).hasSize(36);
                        assertThat(action.requestTime()).isNotBlank();
                    });
            worker.awaitNoneFailed(route.name, 4);
        }
    }

    @Test
    void poison_withoutADeadLetterTopic_isSaidInTheLog_andHoldsNobodyUp() {
        try (Route route = new Route(broker, worker)) {
            route.with("errors.deadletterqueue.topic.name", null)
                    .with("errors.deadletterqueue.topic.replication.factor", null)
                    .with("errors.deadletterqueue.context.headers.enable", null)
                    .connect()
                    .send(POISON)
                    .sendActions(10);
            await().atMost(AMPLE).untilAsserted(() -> {
                route.sendActions(1);
                assertThat(worker.said()).contains("Action 'Poison' with transaction_id poison is refused");
            });
            route.awaitAll();

            awaitCommitted(route);
        }
    }

    /** Until nothing before the end of the topic would come again. */
    private static void awaitCommitted(Route route) {
        try (Admin admin = broker.admin()) {
            await().atMost(AMPLE).untilAsserted(() -> {
                long committed = Broker.done(
                                admin.listConsumerGroupOffsets(route.group()).partitionsToOffsetAndMetadata())
                        .values()
                        .stream()
                        .mapToLong(offset -> offset.offset())
                        .sum();
                assertThat(committed).isEqualTo(broker.records(route.topic).size());
            });
        }
    }

    @Test
    void deadLetterTopicThatCannotBeWritten_failsTheTask_andLosesNothing() {
        try (Route route = new Route(broker, worker)) {
            broker.setTopic(route.deadTopic, Map.of("max.message.bytes", "10"));
            route.with("tasks.max", "1").connect().sendActions(10).awaitAll().send("no JSON");
            await().atMost(AMPLE).until(() -> !worker.failure(route.name).isEmpty());
            broker.setTopic(route.deadTopic, Map.of("max.message.bytes", "1000000"));
            worker.restart(route.name);
            worker.awaitRunning(route.name, 1);

            awaitDeaths(route, "is no JSON");
            route.awaitAll();
            awaitCommitted(route);
        }
    }

    @Test
    void strings_throughARouterAndAFilter_areCommittedWhereTheyWereRead() {
        try (Route route = new Route(broker, worker)) {
            route.with("value.converter", STRINGS)
                    .with("transforms", "move,drop")
                    .with("transforms.move.type", "org.apache.kafka.connect.transforms.RegexRouter")
                    .with("transforms.move.regex", ".*")
                    .with("transforms.move.replacement", "elsewhere")
                    .with("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter")
                    .with("transforms.drop.predicate", "null")
                    .with("predicates", "null")
                    .with("predicates.null.type", "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone")
                    .connect()
                    .sendActions(500)
                    .send((String) null)
                    .awaitAll();

            awaitCommitted(route);
            assertThat(route.deaths()).isEmpty();
        }
    }

    @Test
    void jsonConverter_isRefusedInWords() {
        try (Route route = new Route(broker, worker)) {
            route.with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                    .with("value.converter.schemas.enable", "false")
                    .tryToConnect()
                    .sendActions(10);
            await().atMost(AMPLE).until(() -> !worker.failure(route.name).isEmpty());

            assertThat(worker.failure(route.name))
                    .contains("Set value.converter of this connector to")
                    .contains("ByteArrayConverter");
        }
    }

    @Test
    void topicThatIsDeletedAndMadeAnew_isReadFromItsBegin() {
        try (Route route = new Route(broker, worker)) {
            String bare = "{\"action_name\":\"Bare\"}";
            route.connect();
            for (int partition = 0; partition < Route.PARTITIONS; partition++) {
                route.send(route.topic, partition, bare);
            }
            await().atMost(AMPLE).until(() -> route.arrived.size() == Route.PARTITIONS);
            awaitCommitted(route);
            Set<String> before = Set.copyOf(route.arrived);
            // A consumer that had not noticed would go on at its old offset.
            worker.ask("PUT", "/connectors/" + route.name + "/stop", null);
            await().atMost(AMPLE).until(() -> worker.running(route.name) == 0);
            worker.ask("DELETE", "/connectors/" + route.name + "/offsets", null);
            broker.deleteTopic(route.topic);
            await().atMost(AMPLE).until(() -> !broker.topics().contains(route.topic));
            broker.createTopic(route.topic, Route.PARTITIONS, Map.of());
            worker.ask("PUT", "/connectors/" + route.name + "/resume", null);
            worker.awaitRunning(route.name, Route.PARTITIONS);
            for (int partition = 0; partition < Route.PARTITIONS; partition++) {
                route.send(route.topic, partition, bare);
            }

            await().atMost(AMPLE).until(() -> route.arrived.size() == 2 * Route.PARTITIONS);
            assertThat(route.arrived).as("the same offsets are other actions").containsAll(before);
            route.sendActions(100).awaitAll();
            worker.awaitNoneFailed(route.name, 4);
        }
    }

    @Test
    void offsets_areSetBack_andAllHaveTheirIdsAgain() {
        try (Route route = new Route(broker, worker)) {
            String bare = "{\"action_name\":\"Bare\"}";
            route.connect()
                    .send(route.topic, 0, bare)
                    .send(route.topic, 0, bare)
                    .sendActions(200)
                    .awaitAll();
            await().atMost(AMPLE).until(() -> route.arrived.size() == 202);
            awaitCommitted(route);
            worker.ask("PUT", "/connectors/" + route.name + "/stop", null);
            await().atMost(AMPLE).until(() -> worker.running(route.name) == 0);
            worker.ask("PATCH", "/connectors/" + route.name + "/offsets", FleetPage.offsets(route.topic));
            worker.ask("PUT", "/connectors/" + route.name + "/resume", null);

            await().atMost(AMPLE).until(() -> route.repeats() >= 2);
            awaitCommitted(route);
            assertThat(route.arrived).as("the same ids").hasSize(202);
        }
    }

    @Test
    void topicOfThePage_isMadeSo() {
        Map<String, String> page = FleetPage.topic();
        List<String> ofTheCommand = List.of("partitions", "replication.factor");
        assertThat(page).containsKeys(ofTheCommand.toArray(String[]::new));
        page.keySet().removeAll(ofTheCommand);

        assertThat(broker.createTopic("as-on-the-page", 1, page).topics()).contains("as-on-the-page");
    }
}
