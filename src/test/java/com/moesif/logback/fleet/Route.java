package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.LocalCollector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * From a topic of its own, through a connector of its own, to a collector of its own. The connector has the configuration of
 * {@link FleetPage}, but for what is of one machine.
 */
final class Route implements AutoCloseable {
    static final Duration AMPLE = Duration.ofSeconds(120);
    static final int PARTITIONS = 4;

    final String name = "usage-" + UUID.randomUUID();
    final String topic = "actions-" + name;
    final String deadTopic = "dead-" + name;
    final LocalCollector collector = LocalCollector.start(0);
    /** By their ids: those that the topic has acknowledged, and those that the collector has taken. */
    final Set<String> sent = ConcurrentHashMap.newKeySet();

    final Set<String> arrived = ConcurrentHashMap.newKeySet();

    private final Broker broker;
    private final Worker worker;
    private final Map<String, String> config = new HashMap<>(FleetPage.connector());
    private final KafkaProducer<byte[], byte[]> producer;

    Route(Broker broker, Worker worker) {
        this.broker = broker;
        this.worker = worker;
        collector.onAction(action -> arrived.add(action.transactionId()));
        broker.createTopic(topic, PARTITIONS, Map.of()).createTopic(deadTopic, 1, Map.of());
        producer = Broker.producer(Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 5));
        with("topics", topic);
        with("moesif.application.id", "eyJ-an-id");
        with("moesif.base.uri", collector.baseUri().toString());
        with("errors.deadletterqueue.topic.name", deadTopic);
        with("errors.deadletterqueue.topic.replication.factor", "1");
        // A dead worker is soon known.
        with("consumer.override.session.timeout.ms", "6000");
        with("consumer.override.heartbeat.interval.ms", "2000");
    }

    /** @param value null to leave it out */
    Route with(String property, String value) {
        if (value == null) {
            config.remove(property);
        } else {
            config.put(property, value);
        }
        return this;
    }

    /** Until all its tasks run. */
    Route connect() {
        worker.connect(name, Integer.parseInt(config.get("tasks.max")), config);
        return this;
    }

    /** Until the worker has taken it, which it doesn't while others come or go, whatever becomes of its tasks. */
    Route tryToConnect() {
        await().atMost(AMPLE)
                .until(() ->
                        worker.put("/connectors/" + name + "/config", config).statusCode() / 100 == 2);
        return this;
    }

    /** One record, whatever it is; it counts when it is to arrive under this id. */
    Route send(String value) {
        return send(topic, null, value);
    }

    Route send(String to, Integer partition, String value) {
        producer.send(new ProducerRecord<>(
                to, partition, null, value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
        producer.flush();
        return this;
    }

    static String action(String id) {
        return "{\"action_name\":\"Used\",\"transaction_id\":\"" + id + "\",\"request\":{\"time\":\"" + Instant.now()
                + "\"},\"company_id\":\"acme\",\"metadata\":{\"amount\":12.5}}";
    }

    /** So many actions, until the topic has acknowledged them. */
    Route sendActions(int count) {
        for (int i = 0; i < count; i++) {
            sendAction();
        }
        producer.flush();
        return this;
    }

    private void sendAction() {
        String id = UUID.randomUUID().toString();
        producer.send(new ProducerRecord<>(topic, action(id).getBytes(StandardCharsets.UTF_8)), (metadata, failure) -> {
            if (failure == null) {
                sent.add(id);
            }
        });
    }

    /** Sends so many a second until it is closed. */
    AutoCloseable load(int perSecond) {
        Thread thread = new Thread(() -> {
            long distance = TimeUnit.SECONDS.toNanos(1) / perSecond;
            long next = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                sendAction();
                next += distance;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        });
        thread.start();
        return () -> {
            thread.interrupt();
            thread.join();
            // The flag of an interrupt must not meet the producer.
            producer.flush();
        };
    }

    /** Each that was sent has arrived, whatever came twice. */
    Route awaitAll() {
        await().atMost(AMPLE)
                .untilAsserted(() -> assertThat(missing())
                        .as("%d sent, %d arrived", sent.size(), arrived.size())
                        .isZero());
        return this;
    }

    private long missing() {
        return sent.stream().filter(id -> !arrived.contains(id)).count();
    }

    /** Of so many more. */
    void awaitArrived(int more) {
        int before = arrived.size();
        await().atMost(AMPLE).until(() -> arrived.size() >= before + more);
    }

    /** Each that the topic has acknowledged before this call, whatever is sent meanwhile; what came again stood before it. */
    void awaitSentSoFar() {
        Set<String> before = Set.copyOf(sent);
        await().atMost(AMPLE).until(() -> arrived.containsAll(before));
    }

    /** How many came again. */
    long repeats() {
        return collector.duplicates();
    }

    /** Why each is in the dead-letter topic. */
    List<String> deaths() {
        return broker.records(deadTopic).stream()
                .map(record -> new String(
                        record.headers()
                                .lastHeader("__connect.errors.exception.message")
                                .value(),
                        StandardCharsets.UTF_8))
                .toList();
    }

    String group() {
        return "connect-" + name;
    }

    /** The producer first: what is under way is not to hang it. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        worker.ask("DELETE", "/connectors/" + name, null);
        collector.close();
    }
}
