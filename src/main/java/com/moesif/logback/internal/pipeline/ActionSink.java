package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.DropReason;

/**
 * Takes captured actions. Any thread. Nothing here throws, but where the caller's stack or memory is at its end: then {@link #put}
 * throws only
 * while the action has no outcome, and {@link #giveUp} has to follow.
 */
public interface ActionSink {
    /** An action is about to be captured: {@link #put} or {@link #giveUp} has to follow. */
    void expect();

    /** The action that was expected. It is taken, or counted as dropped. */
    void put(CapturedAction action);

    /** The action that was expected could not be captured. */
    void giveUp(DropReason reason);
}
