package com.moesif.logback.internal.spool;

import java.util.ArrayDeque;
import java.util.Queue;

/** No spool of ours: somebody else keeps the actions, a topic say, until they are told of an outcome. One thread at a time. */
public final class EntrustedSpool implements Spool {
    private final Queue<Entrusted> coming = new ArrayDeque<>();

    /** Whose line is appended next. */
    public void entrust(Entrusted action) {
        coming.add(action);
    }

    @Override
    public Segment newSegment() {
        return new EntrustedSegment(coming);
    }

    @Override
    public boolean bury(DeadLetter letter, Segment from) {
        return from instanceof EntrustedSegment segment && segment.only().bury(letter);
    }

    @Override
    public boolean isOnDisk() {
        return false;
    }

    @Override
    public boolean isWell() {
        return true;
    }
}
