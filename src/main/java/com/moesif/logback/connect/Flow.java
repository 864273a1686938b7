package com.moesif.logback.connect;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Stops fetching while much is held, and goes on when it is less. Looked at again at each turn and whenever partitions come:
 * one that comes is not paused, whatever it was before. Of the task's thread.
 */
final class Flow {
    private final SinkTaskContext context;
    private final long mostBytes;
    private volatile boolean paused;

    Flow(SinkTaskContext context, long mostBytes) {
        this.context = context;
        this.mostBytes = mostBytes;
    }

    /**
     * @param bytes held
     * @param waiting whether any of them can still be sent: suspects alone must not keep others away that would prove something
     */
    void look(long bytes, boolean waiting) {
        boolean before = paused;
        paused = waiting && bytes >= (paused ? mostBytes / 2 : mostBytes);
        Set<TopicPartition> assigned = context.assignment();
        if (assigned.isEmpty()) {
            return;
        }
        TopicPartition[] all = assigned.toArray(TopicPartition[]::new);
        if (paused) {
            context.pause(all);
        } else if (before) {
            context.resume(all);
        }
    }

    boolean isPaused() {
        return paused;
    }
}
