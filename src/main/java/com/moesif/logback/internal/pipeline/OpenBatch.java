package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.transport.Payload;
import java.util.Arrays;

/**
 * The batch that is being filled. An action that would make it too large opens the next one. Owned by the sender's
 * thread.
 */
final class OpenBatch implements AutoCloseable {
    private static final String ONE = "/v1/actions";
    private static final String MANY = "/v1/actions/batch";

    private final LineBuffer lines;
    private final PipelineConfig.BatchLimits limits;
    private final Gzip gzip = new Gzip();
    private int actions;
    private int end;
    private long firstSequence;
    private long openedAtNanos;

    /** @param lines where the encoder appends */
    OpenBatch(LineBuffer lines, PipelineConfig.BatchLimits limits) {
        this.lines = lines;
        this.limits = limits;
    }

    /** The encoder has appended the action of this sequence number; the batch may be {@link #isFull()} now. */
    void appended(long sequence, long nowNanos) {
        if (actions == 0) {
            firstSequence = sequence;
            openedAtNanos = nowNanos;
        }
        if (actions == 0 || lines.length() <= limits.maxBytes()) {
            end = lines.length();
            actions++;
        }
    }

    boolean isFull() {
        return actions >= limits.maxActions() || lines.length() >= limits.maxBytes() || isOverfull();
    }

    /** The last line belongs to the next batch. */
    private boolean isOverfull() {
        return lines.length() > end;
    }

    boolean isEmpty() {
        return actions == 0;
    }

    int actions() {
        return actions + (isOverfull() ? 1 : 0);
    }

    int bytes() {
        return lines.length();
    }

    long firstSequence() {
        return firstSequence;
    }

    long openedAtNanos() {
        return openedAtNanos;
    }

    /** Makes a batch of what is there and starts the next one. */
    Batch seal(long nowNanos) {
        int rawBytes = actions == 1 ? end - 2 : end;
        Batch batch = new Batch(payload(), actions, rawBytes, firstSequence);
        int carried = lines.length() - end;
        lines.removeFirst(end);
        firstSequence += actions;
        openedAtNanos = nowNanos;
        actions = carried > 0 ? 1 : 0;
        end = carried;
        return batch;
    }

    private Payload payload() {
        byte[] bytes = lines.bytes();
        if (actions == 1) {
            return payload(ONE, bytes, 1, end - 2);
        }
        // The comma before the first action and the line feed after the last make room for the brackets.
        bytes[0] = '[';
        byte last = bytes[end - 1];
        bytes[end - 1] = ']';
        try {
            return payload(MANY, bytes, 0, end);
        } finally {
            bytes[end - 1] = last;
        }
    }

    private Payload payload(String path, byte[] bytes, int from, int length) {
        byte[] body =
                limits.gzip() ? gzip.compress(bytes, from, length) : Arrays.copyOfRange(bytes, from, from + length);
        return new Payload(path, body, limits.gzip());
    }

    @Override
    public void close() {
        gzip.close();
    }
}
