package com.moesif.logback.connect;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The records of a task that have no outcome yet, by the partitions and offsets that they were read from, whatever a
 * transformation has made of these. Of the task's thread, but for the counts.
 */
final class HeldRecords {
    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final DeadRecords dead;
    private volatile long bytes;
    private volatile long count;
    private volatile long delivered;
    private boolean changed;

    HeldRecords(DeadRecords dead) {
        this.dead = dead;
    }

    /** One of this task's; once it is closed, what is left of it concerns somebody else. */
    static final class Partition {
        /** In the order of their offsets; without those that have an outcome, however long the oldest waits for its own. */
        private final Set<HeldRecord> held = new LinkedHashSet<>();

        private boolean closed;

        boolean isClosed() {
            return closed;
        }

        /** The oldest without an outcome; null when there is none. */
        private HeldRecord oldest() {
            return held.isEmpty() ? null : held.iterator().next();
        }
    }

    DeadRecords dead() {
        return dead;
    }

    HeldRecord hold(SinkRecord record, int size) {
        TopicPartition at = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        Partition partition = partitions.computeIfAbsent(at, unknown -> new Partition());
        HeldRecord held = new HeldRecord(record, size, this, partition);
        partition.held.add(held);
        bytes += size;
        count++;
        return held;
    }

    /** Something has come that may be committed at once, or with what came before it. */
    void changed() {
        changed = true;
    }

    void settled(HeldRecord record, boolean wasDelivered) {
        if (!record.isSettled()) {
            record.partition.held.remove(record);
            record.letGo();
            bytes -= record.bytes;
            count--;
            delivered += wasDelivered ? 1 : 0;
            changed = true;
        }
    }

    void close(Collection<TopicPartition> leaving) {
        for (TopicPartition each : leaving) {
            Partition partition = partitions.remove(each);
            if (partition != null) {
                partition.closed = true;
            }
        }
    }

    /**
     * What may be committed: each partition up to its oldest record without an outcome.
     *
     * @param assigned those that are this task's now
     * @param taken how far each has been handed to the task
     */
    Map<TopicPartition, OffsetAndMetadata> committable(
            Collection<TopicPartition> assigned, Map<TopicPartition, OffsetAndMetadata> taken) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition each : assigned) {
            Partition partition = partitions.get(each);
            HeldRecord oldest = partition == null ? null : partition.oldest();
            OffsetAndMetadata offset = oldest == null ? taken.get(each) : new OffsetAndMetadata(oldest.offset);
            if (offset != null) {
                offsets.put(each, offset);
            }
        }
        return offsets;
    }

    boolean hasChanged() {
        return changed;
    }

    /** Whether there may be something to commit since this was last asked. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** The least record timestamp of the partitions' oldest; {@link Long#MAX_VALUE} when nothing is held. */
    long oldestMillis() {
        long oldest = Long.MAX_VALUE;
        for (Partition partition : partitions.values()) {
            HeldRecord first = partition.oldest();
            Long millis = first == null ? null : first.record().timestamp();
            oldest = millis == null ? oldest : Math.min(oldest, millis);
        }
        return oldest;
    }

    long bytes() {
        return bytes;
    }

    long count() {
        return count;
    }

    long delivered() {
        return delivered;
    }
}
