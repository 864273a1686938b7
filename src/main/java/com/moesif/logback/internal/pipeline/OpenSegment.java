package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;

/**
 * The segment being written, and the lines of it that the open batch has not got yet. An action that would make it too large
 * begins the next one. Writer lock held.
 */
final class OpenSegment {
    private static final int LEAST_TARGET = 1024;

    private final LineBuffer lines;
    private final Spool spool;
    private final PipelineConfig.BatchLimits limits;

    /** Null until the first line is kept. */
    private Segment segment;
    /** Of the segment, whether handed on already or not. */
    private int actions;

    private int bytes;
    private long firstSequence;
    private long openedAtNanos;
    private long oldestMillis = Long.MAX_VALUE;
    /** Of the lines here that belong to this segment; one more may follow, which belongs to the next. */
    private int end;
    /** Of the lines here that have been given to the segment. */
    private int kept;

    private int unkept;
    private int waiting;
    private long overfullMillis;
    private volatile int targetBytes;

    /** @param lines where the encoder appends */
    OpenSegment(LineBuffer lines, Spool spool, PipelineConfig.BatchLimits limits) {
        this.lines = lines;
        this.spool = spool;
        this.limits = limits;
        this.targetBytes = limits.maxBytes();
    }

    /** The encoder has appended the action of this sequence number. */
    void appended(long sequence, long requestMillis, long nowNanos) {
        int size = lines.length() - end;
        if (actions == 0) {
            open(sequence, nowNanos);
        }
        if (actions == 0 || bytes + size <= targetBytes) {
            belongs(size, requestMillis);
        } else {
            overfullMillis = requestMillis;
        }
    }

    private void open(long sequence, long nowNanos) {
        firstSequence = sequence;
        openedAtNanos = nowNanos;
    }

    private void belongs(int size, long requestMillis) {
        end += size;
        bytes += size;
        actions++;
        unkept++;
        waiting++;
        oldestMillis = Math.min(oldestMillis, requestMillis);
    }

    /** Whether there are lines that aren't kept yet. */
    boolean isUnkept() {
        return end > kept;
    }

    /** Keeps them. */
    void keep() {
        if (isUnkept()) {
            if (segment == null) {
                segment = spool.newSegment();
            }
            segment.append(lines.bytes(), kept, end, unkept);
            unkept = 0;
            kept = end;
        }
    }

    /** Moves what has been kept to the open batch. */
    void handOn(OpenBatch open) {
        if (waiting > 0) {
            open.take(lines, end, waiting, firstSequence + actions - waiting, openedAtNanos);
            end = 0;
            kept = 0;
            waiting = 0;
        }
        open.filled(isFull(), oldestMillis, inFile());
    }

    /**
     * Ends it, all of it having been handed on, and begins the next with the line that was too much, if there is one: that is still
     * to be kept. When it throws, it has not ended.
     *
     * @param synced whether it has to outlast a power failure
     */
    Segment roll(long nextSequence, long nowNanos, boolean synced) {
        Segment ended = segment;
        if (synced) {
            ended.sync();
        }
        ended.seal();
        segment = null;
        actions = 0;
        bytes = 0;
        oldestMillis = Long.MAX_VALUE;
        if (isOverfull()) {
            open(nextSequence, nowNanos);
            belongs(lines.length(), overfullMillis);
        }
        return ended;
    }

    /** @return whether there is nothing here that is in no file */
    boolean sync() {
        if (segment != null) {
            segment.sync();
        }
        return segment == null || segment.isWhole();
    }

    /** Looks whether somebody has removed the file. */
    void look() {
        if (segment != null) {
            segment.look();
        }
    }

    boolean isFull() {
        return actions >= limits.maxActions() || bytes >= targetBytes || isOverfull();
    }

    /** The last line belongs to the next segment. */
    boolean isOverfull() {
        return lines.length() > end;
    }

    private int inFile() {
        return segment == null ? 0 : segment.kept(actions);
    }

    /** Actions here that are in memory only. */
    int pending() {
        return waiting - spooled() + (isOverfull() ? 1 : 0);
    }

    /** Actions here that are in the file. */
    int spooled() {
        return Math.max(0, inFile() - (actions - waiting));
    }

    /** A batch of so many bytes was too large for something on the way. Sender thread only, without the lock. */
    void refusedAsTooLarge(int refusedBytes) {
        // Not half the target: several of one size may be refused at once.
        targetBytes = Math.max(LEAST_TARGET, Math.min(targetBytes, refusedBytes / 2));
    }

    /** Segments may grow again, a little at a time. Sender thread only, without the lock. */
    void accepted() {
        if (targetBytes < limits.maxBytes()) {
            targetBytes = (int) Math.min(limits.maxBytes(), targetBytes + targetBytes / 10L);
        }
    }
}
