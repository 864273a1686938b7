package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.spool.Segment;

/**
 * The batch that is being filled, as a request's body in the making; what the batch writer writes is handed on to it. Sender thread
 * only.
 */
final class OpenBatch {
    /** Lines are packed when there are so many bytes of them. */
    private static final int SLICE_BYTES = 64 * 1024;

    private final Intake intake;
    private final Packer packer;
    private final boolean synced;
    private final LineBuffer lines = new LineBuffer();
    private int actions;
    /** Bytes of lines that have been packed already. */
    private int packed;

    private long firstSequence;
    private long openedAtNanos;
    private long oldestMillis;
    private boolean full;
    private int inFile;
    private long completeUpTo;
    /** Of a batch that was ended, but could not be packed yet. */
    private Segment ended;

    /** @param synced whether what is kept has to outlast a power failure */
    OpenBatch(Intake intake, Packer packer, boolean synced) {
        this.intake = intake;
        this.packer = packer;
        this.synced = synced;
    }

    /**
     * Has the batch writer take what is in the ring.
     *
     * @param room bytes that may be added, but for the last action
     * @return how many actions were taken
     */
    int fill(long nowNanos, long room) {
        int taken = 0;
        if (ended == null) {
            taken = intake.fill(nowNanos, room, this);
            if (lines.length() >= SLICE_BYTES && actions > 1) {
                pack();
            }
        }
        return taken;
    }

    /** Called by the batch writer: moves so many bytes of these lines here. */
    void take(LineBuffer from, int count, int more, long sequence, long openedNanos) {
        if (actions == 0) {
            firstSequence = sequence;
            openedAtNanos = openedNanos;
        }
        from.moveTo(lines, count);
        actions += more;
    }

    /** Called by the batch writer: the state of the batch. */
    void filled(boolean isFull, long oldest, int actionsInFile) {
        full = isFull;
        oldestMillis = oldest;
        inFile = actionsInFile;
    }

    /** Called by the batch writer: nothing before this sequence number is still to be handed on. */
    void complete(long upTo) {
        completeUpTo = upTo;
    }

    private void pack() {
        packer.add(lines.bytes(), lines.length());
        packed += lines.length();
        lines.truncate(0);
    }

    boolean isFull() {
        return full || ended != null;
    }

    boolean isEmpty() {
        return actions == 0;
    }

    int actions() {
        return actions;
    }

    boolean isSpooled() {
        return inFile >= actions;
    }

    /** How many of the actions are in the file. */
    int inFile() {
        return inFile;
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

    /** The sequence number that all taken here, or sealed before, come before. */
    long completeUpTo() {
        return completeUpTo;
    }

    /** Makes a batch of what is there and starts the next one. When it throws, nothing is lost: it can be called again. */
    Batch seal(long nowNanos) {
        if (ended == null) {
            ended = intake.roll(nowNanos, this, synced);
        }
        Batch batch = actions == 1 ? one() : many();
        lines.truncate(0);
        packed = 0;
        actions = 0;
        full = false;
        inFile = 0;
        ended = null;
        return batch;
    }

    private Batch one() {
        // The comma before it and the line feed after it are no part of the body.
        return Batch.sealed(
                packer.one(lines.bytes(), 0, lines.length()),
                1,
                lines.length() - 2,
                new Batch.Origin(firstSequence, oldestMillis, ended));
    }

    private Batch many() {
        if (lines.length() > 0) {
            pack();
        }
        return Batch.sealed(packer.many(), actions, packed, new Batch.Origin(firstSequence, oldestMillis, ended));
    }

    /** A batch of so many bytes was too large for something on the way. */
    void refusedAsTooLarge(int bytes) {
        intake.refusedAsTooLarge(bytes);
    }

    void accepted() {
        intake.accepted();
    }
}
