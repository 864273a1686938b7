package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Durability;
import java.util.function.DoubleSupplier;

/** Everything from the ring to the requests, wired; without a thread. */
final class Assembly {
    final Ring ring;
    final Flushes flushes;
    final BatchWriter batchWriter;
    final GroupCommit commit;
    /** Null where nobody may be kept waiting. */
    private final WriteBehind behind;

    final OpenBatch open;
    final SegmentCache segmentCache;
    final Delivery delivery;
    final Sender sender;
    final SenderLoop senderLoop;
    final Hold hold;
    private final Packer packer;
    private final Packer repacker;
    private final Pipeline.Dependencies around;

    /** @param dice between 0 (inclusive) and 1 (exclusive) */
    Assembly(PipelineConfig config, Pipeline.Dependencies around, DoubleSupplier dice, Ledger ledger, Notices notices) {
        this.around = around;
        packer = new Packer(config.batch().gzip());
        Pipeline.Clocks clocks = around.clocks();
        ring = new Ring(config, ledger, notices, clocks);
        flushes = new Flushes(ledger);
        boolean awaited = config.keeping().durability() != Durability.ASYNC;
        around.spool().crashMayTake(awaited ? 0 : mostInMemory());
        LineBuffer lines = new LineBuffer();
        ActionEncoder encoder = around.encoders().apply(new EncodingNotices(ledger, notices), lines);
        Undeliverable undeliverable = new Undeliverable(
                around.spool(),
                ledger,
                notices,
                around.clocks().wall(),
                around.transport().destinationWithin(),
                encoder::shown);
        batchWriter = new BatchWriter(
                ring,
                encoder,
                lines,
                around.spool(),
                new OpenSegment(lines, around.spool(), config.batch()),
                undeliverable);
        commit = new GroupCommit(ring, batchWriter, config.keeping(), ledger, notices, clocks);
        behind = config.maxBlockTime().isZero() ? null : new WriteBehind(ring, batchWriter, clocks);
        // What comes meanwhile would be lost in a crash, or its callers kept waiting.
        repacker = new Packer(config.batch().gzip(), around.spool().isOnDisk() ? this::keepUp : () -> {});
        boolean synced = config.keeping().durability() == Durability.FSYNC;
        open = new OpenBatch(batchWriter, packer, synced);
        segmentCache = new SegmentCache(
                around.spool(),
                batchWriter,
                new SegmentLoader(
                        repacker,
                        config.batch(),
                        undeliverable,
                        ledger,
                        around.clocks().wall()),
                config,
                ledger,
                notices);
        hold = new Hold(ring);
        SendSchedule schedule = new SendSchedule(config.linger(), config.maxInFlight(), dice, hold);
        InFlight inFlight =
                new InFlight(around.transport(), config.requestTimeout().toNanos(), ring::wake);
        UnsentBatches unsent = new UnsentBatches(
                open,
                inFlight,
                new Suspects(undeliverable, segmentCache::json, segmentCache::isMuch, true),
                segmentCache::generation);
        // Where nothing new comes, nothing else would ever show that others are accepted.
        Probe probe = around.spool().takesNothingNew() ? new Probe(repacker) : Probe.none();
        delivery = new Delivery(unsent, segmentCache, schedule, ledger, notices, probe);
        TurnReport report = new TurnReport(schedule, around.spool(), ledger, notices);
        sender = new Sender(commit, delivery, schedule, flushes, new FirstUse(notices), report);
        senderLoop = new SenderLoop(sender, commit, delivery, report);
        ledger.countHeldFrom(sender::heldInAll);
    }

    /** Actions, while nobody waits for them to be in a file. */
    private long mostInMemory() {
        return ring.capacity() + (long) RingEncoder.MOST_IN_HAND;
    }

    /** Before the start: begins the {@link Hold}. */
    void hold(long nowNanos) {
        around.spool().crashMayTake(mostInMemory());
        hold.begin(nowNanos);
    }

    /** As a caller does it that waits for its action to be in its file; for the sender, in the middle of something long. */
    private void keepUp() {
        batchWriter.tryLead(around.clocks().nanos().getAsLong());
        commit.written();
    }

    /** What a caller does once its action is in the ring: waits for it to be written, or rests while none is; null when nothing. */
    Runnable afterPut() {
        if (!around.spool().isOnDisk()) {
            return null;
        }
        if (commit.isAwaited()) {
            return commit::await;
        }
        return behind == null ? null : behind::restIfStalled;
    }

    void close() {
        packer.close();
        repacker.close();
        around.spool().close();
    }
}
