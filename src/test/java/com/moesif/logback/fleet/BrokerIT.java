package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The broker that other tests rely on does what they have it do. */
@Timeout(180)
@EnabledIfSystemProperty(named = "fleet.full", matches = "true", disabledReason = "others run it in passing")
class BrokerIT {
    @TempDir
    private Path directory;

    static Stream<KafkaLibraries> versions() {
        return Stream.of(KafkaLibraries.oldest(), KafkaLibraries.newest());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void killedAndStartedAgain_hasWhatItHad_andFrozen_itSaysNothing(KafkaLibraries libraries) {
        try (Broker broker = new Broker(directory, libraries, Map.of()).start()) {
            broker.createTopic("actions", 2, Map.of());
            send(broker, "one");
            broker.kill();
            broker.start();
            broker.freeze();
            assertThatThrownBy(() -> send(broker, "two")).hasRootCauseInstanceOf(TimeoutException.class);
            broker.thaw();
            send(broker, "three");

            assertThat(broker.records("actions"))
                    .extracting(each -> new String(each.value(), StandardCharsets.UTF_8))
                    .contains("one", "three");
            broker.deleteTopic("actions");
            await().untilAsserted(() -> assertThat(broker.topics()).isEmpty());
            broker.stop();
        }
    }

    private static void send(Broker broker, String value) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "max.block.ms", 5_000,
                "linger.ms", 0,
                "request.timeout.ms", 5_000,
                "delivery.timeout.ms", 5_000);
        try (var producer = Broker.producer(properties)) {
            producer.send(new ProducerRecord<>("actions", value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
