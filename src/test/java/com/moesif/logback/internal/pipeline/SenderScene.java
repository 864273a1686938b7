package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.CapturedAction;
import java.time.Duration;
import java.util.List;

/** A sender whose requests are answered when the test says so, one turn of the loop at a time. */
final class SenderScene extends Wiring {
    final FakeTransport transport;
    final GroupCommit commit = parts.commit;

    SenderScene(Knobs knobs) {
        this(knobs, new FakeTransport());
    }

    private SenderScene(Knobs knobs, FakeTransport transport) {
        super(knobs.config(), transport);
        this.transport = transport;
    }

    /** Puts small actions with the next numbers. */
    SenderScene put(int count) {
        putNext(count, "");
        return this;
    }

    SenderScene put(CapturedAction action) {
        putOne(action);
        return this;
    }

    /** One turn of the loop, now. */
    int turn() {
        return sender.runOnce(now);
    }

    /** One turn of the loop, so much later. */
    int after(Duration wait) {
        now += wait.toNanos();
        return turn();
    }

    /** Turns, without any time passing, until one changes nothing. */
    void turns() {
        int posted;
        int taken;
        do {
            posted = transport.posts.size();
            taken = turn();
        } while (taken > 0 || posted != transport.posts.size());
    }

    int posted() {
        return transport.posts.size();
    }

    FakeTransport.Post post(int index) {
        return transport.posts.get(index);
    }

    /** Every post so far, as the numbers of its actions. */
    List<List<Integer>> batches() {
        return transport.posts.stream().map(FakeTransport.Post::numbers).toList();
    }
}
