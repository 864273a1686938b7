package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionLine;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.pipeline.PipelineConfig.BatchLimits;
import com.moesif.logback.internal.spool.Parcel;
import com.moesif.logback.internal.spool.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads segments back as batches no larger than fresh ones, and takes out what has become too old. Owned by the sender's
 * thread.
 */
final class SegmentLoader {
    private final Packer packer;
    private final BatchLimits limits;
    private final Undeliverable undeliverable;
    private final Ledger ledger;
    private final InstantSource clock;
    private final LineBuffer lines = new LineBuffer();

    /** @param packer not the open batch's */
    SegmentLoader(Packer packer, BatchLimits limits, Undeliverable undeliverable, Ledger ledger, InstantSource clock) {
        this.packer = packer;
        this.limits = limits;
        this.undeliverable = undeliverable;
        this.ledger = ledger;
        this.clock = clock;
    }

    Packer packer() {
        return packer;
    }

    /** By which it is told what is too old. */
    InstantSource clock() {
        return clock;
    }

    /**
     * @param earliestMillis what is older is dead
     * @throws IOException when it can't be read, or what is dead can't be kept; then nothing has changed
     */
    List<Batch> load(Batch batch, long earliestMillis) throws IOException {
        Reading reading = new Reading(batch.origin(), earliestMillis);
        for (Parcel.Part part : Parcel.parts(batch.origin().segment(), batch.actions())) {
            reading.begin(part.segment());
            part.segment().read(reading::line);
            reading.finish(part.actions());
        }
        return reading.end(batch);
    }

    /** The same for a batch in memory. */
    List<Batch> youngOf(Batch batch, long earliestMillis) {
        Reading reading = new Reading(batch.origin(), earliestMillis);
        byte[] all = Packer.unpack(batch);
        int start = 0;
        for (Parcel.Part part : Parcel.parts(batch.origin().segment(), batch.actions())) {
            reading.begin(part.segment());
            for (int i = 0; i < part.actions(); i++) {
                int end = start;
                while (all[end] != '\n') {
                    end++;
                }
                reading.line(all, start, end + 1);
                start = end + 1;
            }
            reading.finish(part.actions());
        }
        try {
            return reading.end(batch);
        } catch (IOException e) {
            // No letter can be written now, so all are sent: the collector judges by its own clock.
            return List.of(batch);
        }
    }

    /** The same, without the actions whose JSON is among these; null when nothing is left. */
    Batch without(Batch batch, Set<ByteBuffer> others) {
        lines.truncate(0);
        byte[] all = Packer.unpack(batch);
        int left = 0;
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                if (!others.contains(ByteBuffer.wrap(all, start + 1, i - start - 1))) {
                    lines.write(all, start, i + 1 - start);
                    left++;
                }
                start = i + 1;
            }
        }
        return left == 0
                ? null
                : new Batch(
                        packer.pack(lines.bytes(), 0, lines.length(), left),
                        left,
                        lines.length(),
                        batch.origin(),
                        false);
    }

    private record Expired(Segment segment, byte[] json) {}

    /** One batch's lines on their way from bytes to batches. */
    private final class Reading {
        private final Batch.Origin origin;
        private final long earliestMillis;
        private final List<Batch> parts = new ArrayList<>();
        private final List<Expired> expired = new ArrayList<>();
        /** Of segments that hold less than was counted, or more: then so many less than none. */
        private final List<Parcel.Part> missing = new ArrayList<>();
        /** What the actions that are packed next are kept in, but for those of the segment being read. */
        private final List<Parcel.Part> kept = new ArrayList<>();

        private Segment segment;
        private int ofSegment;
        private int actions;
        private int read;
        private int bytesRead;
        private long oldest = Long.MAX_VALUE;

        Reading(Batch.Origin origin, long earliestMillis) {
            this.origin = origin;
            this.earliestMillis = earliestMillis;
            lines.truncate(0);
        }

        /** The lines of this one follow. */
        void begin(Segment next) {
            segment = next;
            read = 0;
        }

        /** @param counted lines it had when it was found */
        void finish(int counted) {
            keep();
            if (read != counted) {
                missing.add(new Parcel.Part(segment, counted - read));
            }
        }

        private void keep() {
            if (ofSegment > 0) {
                kept.add(new Parcel.Part(segment, ofSegment));
                ofSegment = 0;
            }
        }

        void line(byte[] bytes, int from, int to) {
            read++;
            giveWay(to - from);
            long millis = ActionLine.requestMillis(bytes, from + 1, to - 1);
            if (millis < earliestMillis) {
                expired.add(new Expired(segment, Arrays.copyOfRange(bytes, from + 1, to - 1)));
                return;
            }
            boolean full = lines.length() + to - from > limits.maxBytes() || actions == limits.maxActions();
            if (full && actions > 0) {
                pack();
            }
            oldest = Math.min(oldest, millis);
            bytes[from] = ',';
            lines.write(bytes, from, to - from);
            actions++;
            ofSegment++;
        }

        /** Reading megabytes takes as long as packing them. */
        private void giveWay(int more) {
            bytesRead += more;
            if (bytesRead >= Packer.SLICE_BYTES) {
                bytesRead = 0;
                packer.giveWay();
            }
        }

        private void pack() {
            keep();
            byte[] bytes = lines.bytes();
            parts.add(new Batch(
                    packer.pack(bytes, 0, lines.length(), actions),
                    actions,
                    lines.length(),
                    new Batch.Origin(origin.firstSequence(), oldest, Parcel.of(kept)),
                    false));
            lines.truncate(0);
            kept.clear();
            actions = 0;
            oldest = Long.MAX_VALUE;
        }

        /** Here, at the end, is where outcomes begin to count: before it everything can be done again. */
        List<Batch> end(Batch batch) throws IOException {
            if (actions > 0) {
                pack();
            }
            boolean[] letters = expired.isEmpty()
                    ? new boolean[0]
                    : undeliverable.keptThoughExpired(
                            expired.stream().map(Expired::json).toList());
            if (letters == null) {
                throw new IOException("actions older than <maxAge> can't be kept as dead letters now");
            }
            for (Parcel.Part part : missing) {
                if (part.actions() > 0) {
                    // They were sound when they were counted.
                    undeliverable.corrupt(part.actions());
                } else {
                    ledger.recovered(-part.actions());
                }
                part.segment().settled(part.actions());
            }
            for (int i = 0; i < letters.length; i++) {
                undeliverable.expired(expired.get(i).json, letters[i]);
                expired.get(i).segment.settled(1);
            }
            if (parts.size() == 1 && parts.get(0).actions() == batch.actions()) {
                Batch only = parts.get(0);
                return List.of(new Batch(
                        only.payload(), only.actions(), only.rawBytes(), only.origin(), batch.allOfSegment()));
            }
            return parts;
        }
    }
}
