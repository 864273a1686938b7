package com.moesif.logback.internal.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One life of Kafka's producer; after what is fatal for it another is made. Any thread. */
final class OpenProducer {
    private static final int BATCH_BYTES = 128 * 1024;

    private final Producer<byte[], byte[]> producer;
    private volatile boolean broken;

    OpenProducer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** On a thread of ours, whose group Kafka's own threads are to be in. */
    static Producer<byte[], byte[]> kafkas(Map<String, Object> properties) {
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @param more properties that don't touch ours */
    static Map<String, Object> properties(
            KafkaTransport.Topic topic, KafkaTransport.Limits limits, Map<String, String> more, String clientId) {
        long response = limits.responseTimeout().toMillis();
        Map<String, Object> properties = new HashMap<>();
        // First what may be overridden. A burst of actions is on its way together.
        properties.put("client.id", clientId);
        properties.put("batch.size", BATCH_BYTES);
        properties.putAll(more);
        properties.put("bootstrap.servers", topic.servers());
        properties.put("compression.type", topic.compression());
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("linger.ms", "0");
        properties.put("max.block.ms", String.valueOf(limits.connectTimeout().toMillis()));
        // Kafka asks a broker that is silent twice, and another one if there is a new leader.
        properties.put("request.timeout.ms", String.valueOf(Math.max(1, response / 2)));
        properties.put("delivery.timeout.ms", String.valueOf(response));
        properties.put("buffer.memory", String.valueOf(limits.bufferBytes()));
        return properties;
    }

    boolean isBroken() {
        return broken;
    }

    /** The next that is sent has another. */
    void breaks() {
        broken = true;
    }

    /** Up to the first that fails at once. */
    void send(Iterator<ProducerRecord<byte[], byte[]>> records, RecordsInFlight attempt) {
        while (records.hasNext() && !attempt.isOver()) {
            ProducerRecord<byte[], byte[]> next = records.next();
            attempt.setsOut();
            try {
                producer.send(next, (metadata, failure) -> ended(attempt, failure));
            } catch (Throwable t) {
                // Nobody is called back then.
                ended(attempt, t);
            }
        }
    }

    private void ended(RecordsInFlight attempt, Throwable failure) {
        if (failure != null) {
            broken |= BrokerErrors.endsProducer(failure);
            attempt.failed(failure);
        }
        attempt.ended();
    }

    /** What is under way is given up, and told so. */
    void close() {
        try {
            producer.close(Duration.ZERO);
        } catch (Throwable t) {
            // A part of it can't be closed, or its class loader has gone. Thrown, it would reach the application's
            // handler of uncaught exceptions, which may end the JVM.
        }
    }
}
