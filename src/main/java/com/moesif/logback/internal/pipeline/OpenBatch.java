package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.LineBuffer;

/**
 * The batch that is being filled. An action that would make it too large opens the next one. Owned by the sender's thread.
 */
final class OpenBatch {
    private static final int LEAST_TARGET = 1024;
    /** Lines are packed when there are so many bytes of them. */
    private static final int SLICE_BYTES = 64 * 1024;

    private final LineBuffer lines;
    private final PipelineConfig.BatchLimits limits;
    private final Packer packer;
    private int targetBytes;
    private int actions;
    /** Of the lines that belong to this batch; one more may follow, which belongs to the next. */
    private int end;
    /** Bytes of lines that have been packed already. */
    private int packed;

    private long firstSequence;
    private long openedAtNanos;

    /** @param lines where the encoder appends */
    OpenBatch(LineBuffer lines, PipelineConfig.BatchLimits limits, Packer packer) {
        this.lines = lines;
        this.limits = limits;
        this.packer = packer;
        this.targetBytes = limits.maxBytes();
    }

    /** The encoder has appended the action of this sequence number; the batch may be {@link #isFull()} now. */
    void appended(long sequence, long nowNanos) {
        if (actions == 0) {
            firstSequence = sequence;
            openedAtNanos = nowNanos;
        }
        if (actions == 0 || packed + lines.length() <= targetBytes) {
            end = lines.length();
            actions++;
        }
        if (end >= SLICE_BYTES && actions > 1) {
            pack();
        }
    }

    private void pack() {
        packer.add(lines.bytes(), 0, end);
        packed += end;
        lines.removeFirst(end);
        end = 0;
    }

    boolean isFull() {
        return actions >= limits.maxActions() || packed + lines.length() >= targetBytes || isOverfull();
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

    /** Bytes it takes up in memory. */
    int bytes() {
        return packer.size() + lines.length();
    }

    long firstSequence() {
        return firstSequence;
    }

    long openedAtNanos() {
        return openedAtNanos;
    }

    /** A batch of so many bytes was too large for something on the way. */
    void refusedAsTooLarge(int bytes) {
        // Not half the target: several of one size may be refused at once.
        targetBytes = Math.max(LEAST_TARGET, Math.min(targetBytes, bytes / 2));
    }

    /** Batches may grow again, a little at a time. */
    void accepted() {
        if (targetBytes < limits.maxBytes()) {
            targetBytes = (int) Math.min(limits.maxBytes(), targetBytes + targetBytes / 10L);
        }
    }

    /** Makes a batch of what is there and starts the next one. When it throws, nothing is lost: it can be called again. */
    Batch seal(long nowNanos) {
        Batch batch = actions == 1 ? one() : many();
        packed = 0;
        int carried = lines.length() - end;
        lines.removeFirst(end);
        firstSequence += actions;
        openedAtNanos = nowNanos;
        actions = carried > 0 ? 1 : 0;
        end = carried;
        return batch;
    }

    private Batch one() {
        // The comma before it and the line feed after it are no part of the body.
        return new Batch(packer.one(lines.bytes(), 0, end), 1, end - 2, firstSequence);
    }

    private Batch many() {
        if (end > 0) {
            pack();
        }
        return new Batch(packer.many(), actions, packed, firstSequence);
    }
}
