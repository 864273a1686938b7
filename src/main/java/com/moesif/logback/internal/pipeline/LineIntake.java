package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.spool.Entrusted;
import com.moesif.logback.internal.spool.EntrustedSpool;
import com.moesif.logback.internal.spool.Segment;
import java.util.ArrayDeque;
import java.util.Queue;

/** Actions that come as JSON already, and are kept by whoever brings them. One thread at a time. */
final class LineIntake implements Intake {
    private static final int SLICE_BYTES = 64 * 1024;

    private final LineBuffer lines = new LineBuffer();
    private final EntrustedSpool spool;
    private final OpenSegment open;
    private final Queue<Line> waiting = new ArrayDeque<>();
    private long sequence;

    private record Line(byte[] json, long requestMillis, Entrusted action) {}

    LineIntake(EntrustedSpool spool, PipelineConfig.BatchLimits limits) {
        this.spool = spool;
        this.open = new OpenSegment(lines, spool, limits);
    }

    /** @param json of one action, without a line feed */
    void add(byte[] json, long requestMillis, Entrusted action) {
        waiting.add(new Line(json, requestMillis, action));
    }

    @Override
    public int fill(long nowNanos, long room, OpenBatch batch) {
        int before = lines.length();
        long most = Math.min(room, SLICE_BYTES);
        int taken = 0;
        while (!open.isFull() && lines.length() - before < most && !waiting.isEmpty()) {
            append(waiting.remove(), nowNanos);
            taken++;
        }
        keepAndHandOn(batch);
        return taken;
    }

    private void append(Line line, long nowNanos) {
        lines.write(',');
        lines.write(line.json, 0, line.json.length);
        lines.write('\n');
        spool.entrust(line.action);
        open.appended(sequence, line.requestMillis, nowNanos);
        sequence++;
    }

    private void keepAndHandOn(OpenBatch batch) {
        open.keep();
        open.handOn(batch);
        batch.complete(sequence - (open.isOverfull() ? 1 : 0));
    }

    @Override
    public Segment roll(long nowNanos, OpenBatch batch, boolean synced) {
        keepAndHandOn(batch);
        Segment ended = open.roll(sequence - 1, nowNanos, synced);
        open.keep();
        return ended;
    }

    @Override
    public Segment keepLate(byte[] late, int actions, boolean synced) {
        throw new IllegalStateException("kept by somebody else");
    }

    @Override
    public void refusedAsTooLarge(int bytes) {
        open.refusedAsTooLarge(bytes);
    }

    @Override
    public void accepted() {
        open.accepted();
    }

    /** Whether all has been handed on. */
    boolean isEmpty() {
        return waiting.isEmpty() && lines.length() == 0;
    }
}
