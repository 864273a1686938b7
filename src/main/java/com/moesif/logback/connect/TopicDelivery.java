package com.moesif.logback.connect;

import com.moesif.logback.internal.action.ForeignAction;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.pipeline.Forwarder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * One life of a task, from a record to its committed offset. Everything happens on the task's thread, within the calls that
 * Connect makes; what is under way meanwhile is on the I/O thread, whose answers wait for the next call.
 */
final class TopicDelivery implements AutoCloseable {
    /** Answers can't wake the consumer, so while requests are under way the task looks this often. */
    private static final Duration LOOK_FOR_ANSWERS = Duration.ofMillis(10);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SinkSettings settings;
    private final SinkTaskContext context;
    private final LongSupplier nanos;
    private final SinkKey key;
    private final HeldRecords held;
    private final DeadRecords dead;
    private final Flow flow;
    private final Forwarder forwarder;
    private final DeliveryHealth health;
    private volatile long oldestMillis = Long.MAX_VALUE;
    private volatile long longestPutNanos;
    private Asked asked = Asked.NOTHING;
    private long commitAskedAtNanos;
    private boolean paused;
    private long pausedAtNanos;

    /** What is known of the commit that was asked for last. */
    private enum Asked {
        /** It has come, or none was asked for. */
        NOTHING,
        /** In the last put: unless Connect is at another commit, it comes before anything else does. */
        JUST,
        /** Connect was at another commit then, and has fetched since: it will come, but a close may come before it. */
        DELAYED
    }

    /** @param nanos the time that passes, as by {@link System#nanoTime} */
    TopicDelivery(
            SinkSettings settings,
            SinkTaskContext context,
            SinkKey key,
            Forwarder forwarder,
            Notices notices,
            LongSupplier nanos) {
        this.settings = settings;
        this.context = context;
        this.nanos = nanos;
        this.key = key;
        this.forwarder = forwarder;
        this.health = forwarder.health();
        this.dead = new DeadRecords(context.errantRecordReporter(), settings.hasDeadLetterTopic(), notices);
        this.held = new HeldRecords(dead);
        this.flow = new Flow(context, settings.bufferBytes());
        this.commitAskedAtNanos = nanos.getAsLong();
    }

    /** These are ours from now on. */
    void open() {
        look();
    }

    /** These are somebody else's from now on. */
    void close(Collection<TopicPartition> partitions) {
        held.close(partitions);
    }

    /** Takes the records, and does what is due. Never waits. */
    void put(Collection<SinkRecord> records) {
        long now = nanos.getAsLong();
        asked = asked == Asked.JUST ? Asked.DELAYED : asked;
        dead.report();
        for (SinkRecord record : records) {
            take(record);
        }
        turn(now);
        failIfPausedTooLong(now);
        dead.report();
        askForCommit(now);
        askForTurn(now);
        longestPutNanos = Math.max(longestPutNanos, nanos.getAsLong() - now);
    }

    private void take(SinkRecord record) {
        held.changed();
        if (record.value() == null) {
            if (settings.reportsNullValues()) {
                dead.unsendable(held.hold(record, 0), "is null");
            }
            return;
        }
        byte[] value = bytes(record);
        HeldRecord one = held.hold(record, value.length);
        Long stamp = record.timestamp();
        try {
            ForeignAction action =
                    ForeignAction.of(value, () -> idOf(record), stamp == null ? System.currentTimeMillis() : stamp);
            forwarder.add(action.json(), action.requestMillis(), one);
        } catch (IllegalArgumentException e) {
            dead.unsendable(one, e.getMessage());
        }
    }

    private static byte[] bytes(SinkRecord record) {
        Object value = record.value();
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        throw new ConnectException("A value arrives as " + value.getClass().getName()
                + ", but has to be the JSON text itself: a converter has read it already, and its numbers may have changed."
                + " Set value.converter of this connector to org.apache.kafka.connect.converters.ByteArrayConverter or"
                + " org.apache.kafka.connect.storage.StringConverter.");
    }

    /** The same whenever the record is read; a topic that was made anew gives the same offsets to other records. */
    private static String idOf(SinkRecord record) {
        String name = record.originalTopic()
                + '\0'
                + record.originalKafkaPartition()
                + '\0'
                + record.originalKafkaOffset()
                + '\0'
                + record.timestamp();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void turn(long now) {
        if (key.isNew(now)) {
            forwarder.retryNow(now);
        }
        forwarder.turn(now);
        dead.settle();
        look();
    }

    private void look() {
        flow.look(held.bytes(), !forwarder.isDelivered());
        // Nothing more will come to make it full.
        forwarder.hurry(flow.isPaused());
        oldestMillis = held.oldestMillis();
    }

    private void failIfPausedTooLong(long now) {
        if (!forwarder.isPaused()) {
            paused = false;
            return;
        }
        if (!paused) {
            paused = true;
            pausedAtNanos = now;
        }
        Duration most = settings.pauseTimeout();
        if (most != null && now - pausedAtNanos >= most.toNanos()) {
            throw new ConnectException("Delivery has been paused for " + SinkSettings.PAUSE_TIMEOUT + " = "
                    + most.toMillis() + " ms (" + health.pausedReason()
                    + "). Nothing is lost: restart the task when that is mended.");
        }
    }

    private void askForCommit(long now) {
        if (context.assignment().isEmpty()) {
            // Connect commits nothing then, and forgets what it was asked.
            asked = Asked.NOTHING;
            return;
        }
        boolean due = now - commitAskedAtNanos >= settings.commitInterval().toNanos();
        if (due && asked == Asked.NOTHING && held.takeChanged()) {
            asked = Asked.JUST;
            commitAskedAtNanos = now;
            context.requestCommit();
        }
    }

    private void askForTurn(long now) {
        if (held.count() == 0 && !held.hasChanged()) {
            return;
        }
        long most = health.requestsInFlight() > 0 ? LOOK_FOR_ANSWERS.toNanos() : LOOK.toNanos();
        if (held.hasChanged()) {
            most = Math.min(most, commitAskedAtNanos + settings.commitInterval().toNanos() - now);
        }
        context.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(forwarder.nanosUntilDue(now, Math.max(0, most)))));
    }

    /**
     * What may be committed. A commit that was not asked for is almost always the last one before partitions leave, of
     * which nothing else tells: it waits for what is under way, which would be sent again by whoever gets them. Where that is
     * not certain it waits, too. One case can't be told: a task that is stopped within the put that asks.
     *
     * @param taken how far each has been handed to the task: of all partitions of ours, or of those that leave
     */
    Map<TopicPartition, OffsetAndMetadata> commit(Map<TopicPartition, OffsetAndMetadata> taken) {
        if (asked != Asked.JUST || !taken.keySet().containsAll(context.assignment())) {
            drain();
        }
        asked = Asked.NOTHING;
        dead.settle();
        return held.committable(context.assignment(), taken);
    }

    private void drain() {
        long now = nanos.getAsLong();
        long deadline = now + settings.drainTimeout().toNanos();
        forwarder.hurry(true);
        forwarder.turn(now);
        while (!forwarder.isDelivered() && deadline - now > 0 && !isHopeless(now, deadline)) {
            forwarder.sleep(now, Math.min(NAP_NANOS, deadline - now));
            now = nanos.getAsLong();
            forwarder.turn(now);
        }
        look();
    }

    private boolean isHopeless(long now, long deadline) {
        return forwarder.isStuck() && forwarder.nanosUntilDue(now, Long.MAX_VALUE) >= deadline - now;
    }

    HeldRecords held() {
        return held;
    }

    DeadRecords dead() {
        return dead;
    }

    DeliveryHealth health() {
        return health;
    }

    long longestPutMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestPutNanos);
    }

    boolean isFull() {
        return flow.isPaused();
    }

    /** The record timestamp of the oldest without an outcome; {@link Long#MAX_VALUE} when there is none. */
    long oldestMillis() {
        return oldestMillis;
    }

    /** What has no outcome is not committed, and comes again. */
    @Override
    public void close() {
        forwarder.close();
    }
}
