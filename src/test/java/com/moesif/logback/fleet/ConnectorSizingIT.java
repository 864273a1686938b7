package com.moesif.logback.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.connect.MoesifSinkConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker needs when its tasks are full, with the defaults; prints figures. */
@Timeout(300)
@EnabledIfSystemProperty(named = "fleet.full", matches = "true", disabledReason = "the long form only")
class ConnectorSizingIT {
    private static final Duration AMPLE = Duration.ofSeconds(200);
    private static final long FULL =
            (Long) new MoesifSinkConnector().config().defaultValues().get("buffer.max.bytes");

    @TempDir
    private Path directory;

    /** @param padding characters beside the 170 or so that an action has */
    @ParameterizedTest
    @CsvSource({"0", "2000"})
    void fullTasks_fitInTheHeapOfThePage(int padding) throws Exception {
        try (Broker broker = new Broker(directory.resolve("broker")).start();
                Worker worker = new Worker(
                                Files.createDirectories(directory.resolve("worker")),
                                broker,
                                ConnectorIT.JAR,
                                FleetPage.heap())
                        .launch()
                        .awaitReady();
                Route route = new Route(broker, worker)) {
            route.collector.playAlways(Fault.status(503));
            route.connect();
            fill(broker, route.topic, padding);
            await().atMost(AMPLE).until(() -> worker.least(route.name, "HeldBytes") >= FULL);

            System.out.printf(
                    "ConnectorSizingIT, 4 full tasks, %d more characters: %d MB of heap in use, %s%n",
                    padding, worker.heapInUse() >> 20, worker.memory());
            assertThat(worker.running(route.name)).isEqualTo(4);
            assertThat(worker.said()).doesNotContain("OutOfMemoryError");
        }
    }

    /** Half as much again as the tasks hold, so that each has more to fetch. */
    private static void fill(Broker broker, String topic, int padding) {
        String more = "x".repeat(padding);
        try (var producer = Broker.producer(Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 5))) {
            for (long sent = 0; sent < Route.PARTITIONS * FULL * 3 / 2; ) {
                byte[] action = Route.action(UUID.randomUUID().toString())
                        .replace("12.5", "\"" + more + "\"")
                        .getBytes(UTF_8);
                producer.send(new ProducerRecord<>(topic, action));
                sent += action.length;
            }
        }
    }
}
