package com.moesif.logback.connect;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.pipeline.Forwarder;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** A task's delivery in the hands of a test: it is the worker, the collector, and says what time it is. */
final class TaskScene {
    /** In the place of a status: 200 with a web page, of something that answers instead of the collector. */
    static final int PAGE = -200;

    static final TopicPartition P0 = new TopicPartition("actions", 0);
    static final TopicPartition P1 = new TopicPartition("actions", 1);
    static final long STAMP = 1_709_268_342_914L;

    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    final FakeContext context = new FakeContext();
    final List<Post> posts = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final SinkKey key = new SinkKey("first", () -> context.configs());
    final TopicDelivery delivery;
    /** So that every test crosses the point where {@code nanoTime} overflows. */
    long now = Long.MAX_VALUE - Duration.ofMillis(150).toNanos();

    /** As the framework it has a position of each from the first. */
    private final Map<TopicPartition, Long> taken = new HashMap<>(Map.of(P0, 0L, P1, 0L));

    private ToIntFunction<String> collector;

    record Post(String body, Consumer<Answer> onAnswer) {
        void answer(int status) {
            onAnswer.accept(
                    status == PAGE
                            ? new Answer(200, "text/html", "", "<html>Welcome</html>", null)
                            : new Answer(status, "application/json", "", "{\"error\":\"no\"}", null));
        }
    }

    static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";

    TaskScene(String... properties) {
        this(true, properties);
    }

    /** @param reports whether there is a dead-letter topic */
    TaskScene(boolean reports, String... properties) {
        context.properties.put(SinkSettings.APPLICATION_ID, "first");
        context.properties.put(SinkSettings.DRAIN_TIMEOUT, "100");
        if (reports) {
            context.properties.put(DEAD_LETTER_TOPIC, "dead");
        }
        for (int i = 0; i < properties.length; i += 2) {
            context.properties.put(properties[i], properties[i + 1]);
        }
        context.assigned.addAll(List.of(P0, P1));
        Transport transport = new Transport() {
            @Override
            public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
                Post post = new Post(text(payload), onAnswer);
                posts.add(post);
                if (collector != null) {
                    post.answer(collector.applyAsInt(post.body));
                }
                return () -> {};
            }

            @Override
            public void unauthorised() {
                key.refused();
            }

            @Override
            public void acknowledged() {
                key.accepted();
            }

            @Override
            public void close() {
                posts.clear();
            }
        };
        context.reporter = reports ? context : null;
        delivery = make(transport);
    }

    private TopicDelivery make(Transport transport) {
        SinkSettings settings = new SinkSettings(context.properties);
        Notices notices = new Notices(new Scribe(said));
        Forwarder forwarder =
                new Forwarder(settings.pipeline(), transport, InstantSource.system(), new Ledger(), notices);
        return new TopicDelivery(settings, context, key, forwarder, notices, this::passes);
    }

    /** Each look at the clock takes its time, or a wait would never end. */
    private long passes() {
        now += LOOK_NANOS;
        return now;
    }

    /** From now on each request is answered at once with the status for its body. */
    TaskScene collector(ToIntFunction<String> statusOf) {
        collector = statusOf;
        return this;
    }

    private static String text(Payload payload) {
        try {
            byte[] body = payload.gzip()
                    ? new GZIPInputStream(new ByteArrayInputStream(payload.body())).readAllBytes()
                    : payload.body();
            return new String(body, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(String id) {
        return "{\"action_name\":\"a\",\"transaction_id\":\"" + id
                + "\",\"request\":{\"time\":\"2024-03-01T04:45:42.914Z\"}}";
    }

    SinkRecord record(TopicPartition at, Object value) {
        long offset = taken.merge(at, 1L, Long::sum) - 1;
        return new SinkRecord(
                at.topic(), at.partition(), null, null, null, value, offset, STAMP, TimestampType.CREATE_TIME);
    }

    /** The next records of this partition. */
    TaskScene put(TopicPartition at, Object... values) {
        List<SinkRecord> records = new ArrayList<>();
        for (Object value : values) {
            records.add(record(at, value));
        }
        delivery.put(records);
        return this;
    }

    /** Calls without records, a second apart. */
    TaskScene seconds(int count) {
        for (int i = 0; i < count; i++) {
            now += Duration.ofSeconds(1).toNanos();
            delivery.put(List.of());
        }
        return this;
    }

    /** As the framework asks. */
    Map<TopicPartition, OffsetAndMetadata> commit() {
        return commit(context.assigned);
    }

    /** As it asks before these leave. */
    Map<TopicPartition, OffsetAndMetadata> commit(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach(at -> offsets.put(at, new OffsetAndMetadata(taken.get(at))));
        return delivery.commit(offsets);
    }

    /** Where a commit that was asked for leaves this partition; -1 when it leaves it alone. */
    long committed(TopicPartition at) {
        OffsetAndMetadata offset = commit().get(at);
        return offset == null ? -1 : offset.offset();
    }
}
