package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.LocalCollector;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connector in stock workers of the newest Connect, from a real topic to a collector. */
@Timeout(400)
class ConnectorIT {
    private static final Path JAR = Path.of(System.getProperty("jar.connect", "target/connect.jar"));
    private static final Duration AMPLE = Duration.ofSeconds(120);
    private static final String KEY = "eyJ-the-right-id";

    @TempDir
    private Path directory;

    private final LocalCollector collector = LocalCollector.start(0);
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();
    private final Set<String> sent = new HashSet<>();
    private Broker broker;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void begin() {
        collector.onAction(action -> arrived.add(action.transactionId()));
        broker = new Broker(Path.of(directory + "/broker")).start();
        broker.createTopic("moesif-actions", 4, Map.of()).createTopic("moesif-dead", 1, Map.of());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void end() {
        producer.close(Duration.ZERO);
        broker.close();
        collector.close();
    }

    private Worker worker(String name) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        return new Worker(home, KafkaLibraries.newest(), broker, JAR, Map.of()).launch();
    }

    private Map<String, String> config(Path key) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "com.moesif.logback.connect.MoesifSinkConnector",
                "tasks.max", "4",
                "topics", "moesif-actions",
                "moesif.application.id", "${file:" + key + ":id}",
                "moesif.base.uri", collector.baseUri().toString(),
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "moesif-dead",
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true"));
        config.put(
                "consumer.override.partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        config.put("consumer.override.session.timeout.ms", "6000");
        config.put("consumer.override.heartbeat.interval.ms", "2000");
        return config;
    }

    private void send(String value) {
        producer.send(new ProducerRecord<>("moesif-actions", value.getBytes(StandardCharsets.UTF_8)));
    }

    private void sendActions(int count) {
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            sent.add(id);
            send("{\"action_name\":\"Used\",\"transaction_id\":\"" + id + "\",\"request\":{\"time\":\"" + Instant.now()
                    + "\"},\"metadata\":{\"n\":" + i + "}}");
        }
        producer.flush();
    }

    private void awaitAll() {
        await().atMost(AMPLE).until(() -> arrived.containsAll(sent));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void workerIsKilled_keyIsRotated_poisonIsSetAside_andNothingIsLost() throws IOException {
        collector.requireApplicationId(KEY);
        Path key = Files.writeString(directory.resolve("moesif.properties"), "id=eyJ-an-old-id\n");
        try (Worker first = worker("first");
                Worker second = worker("second")) {
            first.awaitReady();
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
            assertThat(checked.body())
                    .contains("\"error_count\":1", "at least 0")
                    .doesNotContain("shown-to-nobody");
            second.awaitReady();
            first.connect("usage", 4, config(key));

            sendActions(5_000);
            await().atMost(AMPLE).until(() -> collector.refused() > 0);
            Files.writeString(key, "id=" + KEY + "\n");
            awaitAll();
            assertThat(second.running("usage"))
                    .as("a refused key fails no task")
                    .isEqualTo(4);

            send("no JSON");
            send("{\"action_name\":\"Poison\",\"transaction_id\":\"poison\",\"metadata\":7}");
            send("{\"action_name\":\"Bare\"}");
            sendActions(5_000);
            first.kill();
            sendActions(5_000);
            awaitAll();
            await().atMost(AMPLE).untilAsserted(() -> {
                sendActions(1);
                assertThat(broker.records("moesif-dead"))
                        .extracting(record -> header(record, "__connect.errors.exception.message"))
                        .anyMatch(why -> why.contains("no JSON"))
                        .anyMatch(why -> why.contains("HTTP 400") && why.contains("transaction_id poison"));
            });
            awaitAll();

            assertThat(arrived).as("with the one that had no id").hasSize(sent.size() + 1);
            assertThat(Files.readString(first.output()) + Files.readString(second.output()))
                    .doesNotContain(KEY)
                    .doesNotContain("an-old-id");
            assertThat(second.get("/connectors/usage").toString()).doesNotContain(KEY);
        }
    }
}
