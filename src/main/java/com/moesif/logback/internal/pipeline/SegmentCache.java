package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.Parcel;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Between batches in memory and segments in files: unloads, loads again, keeps late, finds. Sender thread only. */
final class SegmentCache {
    private final WallClock clock;
    private final Spool spool;
    private final Intake intake;
    private final SegmentLoader loader;
    private final PipelineConfig config;
    private final ReadBackoff readBackoff;
    private final FoundSegments foundSegments;
    private final LostSegments lostSegments;

    SegmentCache(
            Spool spool, Intake intake, SegmentLoader loader, PipelineConfig config, Ledger ledger, Notices notices) {
        this.spool = spool;
        this.intake = intake;
        this.loader = loader;
        this.clock = new WallClock(loader.clock()::millis);
        this.config = config;
        this.readBackoff = new ReadBackoff(notices);
        this.foundSegments = new FoundSegments(spool, clock, ledger);
        this.lostSegments = new LostSegments(ledger, notices);
    }

    Packer packer() {
        return loader.packer();
    }

    /** The time of day, believed or not. */
    Instant now() {
        return loader.clock().instant();
    }

    /** A batch that somebody left in the spool; null when there is none that is not known. */
    Batch found(long nowNanos) {
        return foundSegments.next(nowNanos);
    }

    int generation() {
        return spool.generation();
    }

    boolean canKeep() {
        return spool.isOnDisk() && spool.isWell() && spool.room() > 0;
    }

    /** What is left of a batch, if somebody has removed files of it: what was nowhere else is lost, and is counted. */
    List<Batch> left(Batch batch) {
        if (batch.isLoaded()) {
            batch.origin().segment().look();
            return List.of(batch);
        }
        List<Batch> there = new ArrayList<>();
        List<Batch> gone = new ArrayList<>();
        for (Batch single : singles(batch)) {
            // Another file of that name is its only hope, and not to be given up, let alone deleted.
            boolean isThere = !single.origin().segment().isGone() && single.isSpooled();
            (isThere ? there : gone).add(single);
        }
        // Only now, when nothing takes memory any more.
        gone.forEach(lostSegments::add);
        return there;
    }

    /** The batch in a file, if the disk takes it now. */
    Batch keep(Batch batch) {
        Segment segment = intake.keepLate(
                Packer.unpack(batch), batch.actions(), config.keeping().durability() == Durability.FSYNC);
        if (!segment.isWhole()) {
            segment.settled(batch.actions());
            return batch;
        }
        Batch kept;
        try {
            kept = batch.keptIn(segment);
        } catch (Throwable t) {
            // Memory is short. Nobody would know that file, until somebody finds it and sends all once more.
            segment.settled(batch.actions());
            throw t;
        }
        // What had been written of it before the disk failed.
        batch.settled();
        return kept;
    }

    /**
     * Of a batch whose file could not be written to its end: the actions that no file holds. The others are sent by whoever
     * finds the file.
     *
     * @return null when the file holds all
     */
    Batch unwritten(Batch batch) {
        Set<ByteBuffer> written = new HashSet<>();
        try {
            batch.origin().segment().peek((bytes, from, to) -> {
                // Without the byte to spare and the line feed.
                written.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from + 1, to - 1)));
            });
            return written.isEmpty() ? batch : loader.without(batch, written);
        } catch (Throwable t) {
            // It can't be read, or memory is short: then somebody may get them twice, which their ids make harmless.
            return batch;
        }
    }

    /** The batch as it may be held when so many bytes are held already: in its file only, if there is one, when they are many. */
    Batch fitting(Batch batch, long heldBytes) {
        return heldBytes + batch.heldBytes() <= config.maxMemory() / 2 ? batch : inItsFile(batch);
    }

    /** The batch as it is held in its file only, or in one of its own; as it is where it can't be. */
    Batch inItsFile(Batch batch) {
        if (!batch.isLoaded()) {
            return batch;
        }
        Batch held = batch;
        try {
            // Somebody may have removed it, and then it is nowhere but here.
            if (!batch.origin().segment().look()) {
                return batch;
            }
            if (canKeep() && !(batch.allOfSegment() && batch.isSpooled())) {
                // A part can't be found in its segment again: it gets one of its own.
                held = keep(batch);
            }
            return held.allOfSegment() && held.isSpooled() ? held.unloaded() : held;
        } catch (Throwable t) {
            // Memory is short, and it takes some to save some. It is as it was, or in a segment of its own.
            return held;
        }
    }

    /** Whether one more batch may be read from its file when so many bytes are held already. */
    boolean hasMemory(long heldBytes) {
        return heldBytes + config.batch().maxBytes() <= config.maxMemory();
    }

    long maxMemory() {
        return config.maxMemory();
    }

    /** Whether there is a file for all that memory does not hold. */
    boolean holdsAll() {
        return spool.isOnDisk() && spool.isWell();
    }

    /** Whether so many bytes are too many for what only waits. */
    boolean isMuch(long heldBytes) {
        return heldBytes > config.maxMemory() / 4;
    }

    boolean canRead(long nowNanos) {
        return readBackoff.mayRead(nowNanos);
    }

    /**
     * What can be sent of a batch.
     *
     * @return nothing when it's all dead; the batch itself, not loaded, when it can't be read now
     */
    List<Batch> ready(Batch batch, long nowNanos) {
        long earliest = earliestMillis(nowNanos);
        if (batch.isLoaded()) {
            return batch.origin().oldestMillis() >= earliest ? List.of(batch) : loader.youngOf(batch, earliest);
        }
        try {
            List<Batch> parts = loader.load(batch, earliest);
            readBackoff.succeeded();
            return parts;
        } catch (IOException e) {
            List<Batch> singles = singles(batch);
            if (singles.size() > 1) {
                // It is one of them.
                return singles;
            }
            if (e instanceof NoSuchFileException) {
                lostSegments.add(batch);
                return List.of();
            }
            readBackoff.failed(e, nowNanos);
            return List.of(batch);
        }
    }

    /**
     * What can be sent of one action that was refused. One that can't be read costs no other its turn.
     *
     * @return nothing when it is dead or lost; the batch itself, not loaded, when it can't be read now
     */
    List<Batch> readyAlone(Batch one, long nowNanos) {
        if (one.isLoaded()) {
            return ready(one, nowNanos);
        }
        try {
            return loader.load(one, earliestMillis(nowNanos));
        } catch (NoSuchFileException e) {
            lostSegments.add(one);
            return List.of();
        } catch (IOException e) {
            readBackoff.tell(e);
            return List.of(one);
        }
    }

    /** The JSON of one action, from memory or its own file; null when that is not there, or can't be read now. */
    byte[] json(Batch one) {
        if (one.isLoaded()) {
            return Packer.json(one);
        }
        // Somebody may have put another file there, whose action nobody has refused.
        if (!one.origin().segment().look() || !one.isSpooled()) {
            return null;
        }
        List<byte[]> lines = new ArrayList<>(1);
        try {
            one.origin().segment().peek((bytes, from, to) -> lines.add(Arrays.copyOfRange(bytes, from + 1, to - 1)));
        } catch (IOException e) {
            return null;
        }
        return lines.size() == 1 ? lines.get(0) : null;
    }

    private static List<Batch> singles(Batch batch) {
        return Parcel.parts(batch.origin().segment(), batch.actions()).stream()
                .map(part -> Batch.found(part.segment(), part.actions()))
                .toList();
    }

    private long earliestMillis(long nowNanos) {
        // A collector refuses by the wall clock.
        // Where the disk takes no letters it is the collector's to judge, and nothing need be dropped unasked.
        return spool.isOnDisk() && spool.mayBury()
                ? clock.millis(nowNanos) - config.keeping().maxAge().toMillis()
                : Long.MIN_VALUE;
    }

    long nanosUntilDue(long nowNanos) {
        if (foundSegments.isWaiting()) {
            return 0;
        }
        long tended = spool.nanosUntilDue(nowNanos);
        return canRead(nowNanos) ? tended : Math.min(tended, readBackoff.retryAtNanos() - nowNanos);
    }
}
