package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several small segments that travel together: actions of each, in this order. Each has its outcomes for itself, and its file
 * goes with the last of its own. Sender thread only.
 */
public final class Parcel implements Segment {
    private final List<Part> parts;

    /** So many actions of a segment, which need not be all. */
    public record Part(Segment segment, int actions) {}

    private Parcel(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** One segment, where there is but one. */
    public static Segment of(List<Part> parts) {
        return parts.size() == 1 ? parts.get(0).segment() : new Parcel(parts);
    }

    /** What the actions of a batch are kept in, in their order. */
    public static List<Part> parts(Segment segment, int actions) {
        return segment instanceof Parcel parcel ? parcel.parts : List.of(new Part(segment, actions));
    }

    @Override
    public Segment first(int actions) {
        return cut(0, actions);
    }

    @Override
    public Segment after(int actions) {
        return cut(actions, Integer.MAX_VALUE);
    }

    private Segment cut(int from, int to) {
        List<Part> cut = new ArrayList<>();
        int begin = 0;
        for (Part part : parts) {
            int end = begin + part.actions;
            int count = Math.min(end, to) - Math.max(begin, from);
            if (count > 0) {
                cut.add(new Part(part.segment, count));
            }
            begin = end;
        }
        return of(cut);
    }

    @Override
    public void append(byte[] lines, int from, int to, int actions) {
        throw new IllegalStateException("its segments are sealed");
    }

    @Override
    public void sync() {
        // All were written before.
    }

    @Override
    public void seal() {
        // All are sealed.
    }

    @Override
    public boolean look() {
        boolean seen = true;
        for (Part part : parts) {
            seen &= part.segment.look();
        }
        return seen;
    }

    @Override
    public boolean isWhole() {
        return parts.stream().allMatch(part -> part.segment.isWhole());
    }

    @Override
    public long bytes() {
        return parts.stream().mapToLong(part -> part.segment.bytes()).sum();
    }

    @Override
    public int read(LineSink sink) {
        throw new IllegalStateException("each of its segments is read for itself");
    }

    @Override
    public void peek(LineSink sink) throws IOException {
        for (Part part : parts) {
            part.segment.peek(sink);
        }
    }

    @Override
    public boolean isTaken() {
        return parts.stream().anyMatch(part -> part.segment.isTaken());
    }

    /** All of its actions have. */
    @Override
    public void settled(int actions) {
        parts.forEach(part -> part.segment.settled(part.actions));
    }
}
