package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A sender and all it owns, wired as {@link Pipeline} does it, without its thread: the test is the loop, and says what time it is. */
class Wiring {
    final Ledger ledger = new Ledger();
    final List<String> said = new ArrayList<>();
    final Assembly parts;
    final Ring ring;
    final Flushes flushes;
    final Sender sender;
    /** What the dice show. */
    double random = 0.5;

    /** So that each test crosses the point where {@code nanoTime} overflows. */
    long now = Long.MAX_VALUE - Duration.ofMillis(15).toNanos();

    /** The number of the next action. */
    int numbers;

    Wiring(PipelineConfig config, Transport transport) {
        this(config, transport, notices -> new MemorySpool());
    }

    Wiring(PipelineConfig config, Transport transport, Function<Notices, Spool> spool) {
        Notices notices = new Notices(new Scribe(said));
        parts = new Assembly(
                config,
                new Pipeline.Dependencies(Sample::encoder, transport, spool.apply(notices), Thread::new),
                () -> random,
                ledger,
                notices);
        ring = parts.ring;
        flushes = parts.flushes;
        sender = parts.sender;
    }

    /** With the next numbers. */
    final void putNext(int count, String text) {
        for (int i = 0; i < count; i++) {
            putOne(Sample.action(numbers++, text));
        }
    }

    final void putOne(CapturedAction action) {
        ring.expect();
        ring.put(action);
    }

    final Counts counts() {
        Counts counts = ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        return counts;
    }
}
