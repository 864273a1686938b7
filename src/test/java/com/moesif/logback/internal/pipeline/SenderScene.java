package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.Ledger;
import java.time.Duration;
import java.util.List;

/** A sender without its thread: the test is the loop, and says what time it is. */
final class SenderScene {
    final FakeTransport transport = new FakeTransport();
    final Ledger ledger;
    final List<String> said;
    final Ring ring;
    final Flushes flushes;
    final Sender sender;
    final GroupCommit commit;
    /** What the dice show. */
    double random = 0.5;

    /** So that every test crosses the point where {@code nanoTime} overflows. */
    private long now = Long.MAX_VALUE - Duration.ofMillis(15).toNanos();

    private int numbers;

    SenderScene(Knobs knobs) {
        Wiring wiring = new Wiring(knobs.config(), transport, () -> random);
        ledger = wiring.ledger;
        said = wiring.said;
        ring = wiring.parts.ring;
        flushes = wiring.parts.flushes;
        sender = wiring.parts.sender;
        commit = wiring.parts.commit;
    }

    long now() {
        return now;
    }

    /** Puts small actions with the next numbers. */
    SenderScene put(int count) {
        for (int i = 0; i < count; i++) {
            put(Sample.action(numbers++));
        }
        return this;
    }

    SenderScene put(CapturedAction action) {
        ring.expect();
        ring.put(action);
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

    Counts counts() {
        Counts counts = ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        return counts;
    }
}
