package com.moesif.logback.internal.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Actions of one batch that somebody else keeps: each is known by itself, so that a batch in halves settles each of its
 * actions when that has an outcome, and not the whole at the end.
 */
final class EntrustedSegment implements Fileless {
    private final Queue<Entrusted> coming;
    private final List<Entrusted> actions;

    private EntrustedSegment(Queue<Entrusted> coming, List<Entrusted> actions) {
        this.coming = coming;
        this.actions = actions;
    }

    /** @param coming those whose lines will be appended, in this order */
    EntrustedSegment(Queue<Entrusted> coming) {
        this(coming, new ArrayList<>());
    }

    /** Of a segment of one action. */
    Entrusted only() {
        if (actions.size() != 1) {
            throw new IllegalStateException(actions.size() + " actions");
        }
        return actions.get(0);
    }

    @Override
    public void append(byte[] lines, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            actions.add(coming.remove());
        }
    }

    @Override
    public Segment first(int count) {
        return new EntrustedSegment(new ArrayDeque<>(), actions.subList(0, count));
    }

    @Override
    public Segment after(int count) {
        return new EntrustedSegment(new ArrayDeque<>(), actions.subList(count, actions.size()));
    }

    @Override
    public boolean isTaken() {
        return actions.stream().allMatch(Entrusted::isTaken);
    }

    /** All of them. */
    @Override
    public void settled(int count) {
        actions.forEach(Entrusted::settled);
    }
}
