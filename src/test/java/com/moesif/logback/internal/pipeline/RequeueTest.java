package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.transport.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes back unsent has a place, whatever happens on its way there. */
class RequeueTest {
    private final Wiring wiring = new Wiring(new Knobs().config(), new FakeTransport());
    private final UnsentBatches unsent = wiring.parts.delivery.unsent();
    private final Requeue requeue = new Requeue(unsent, wiring.parts.segmentCache);

    private static Batch batch(int sequence) {
        byte[] json = ScriptedSegment.json(sequence, 0).getBytes(StandardCharsets.UTF_8);
        ScriptedSegment none = new ScriptedSegment(List.of());
        none.whole = false;
        return Batch.sealed(
                new Payload("", json, false), 1, json.length, new Batch.Origin(sequence, Long.MAX_VALUE, none));
    }

    /** While refusals are doubted the newest asks: when it is refused, too, another is let in, whatever waits behind it. */
    @Test
    void oneThatIsRefusedAsTheNewest_letsAnotherIn() {
        unsent.backlog.add(batch(7));
        unsent.suspects.doubt();
        assertThat(unsent.needAnother()).isFalse();

        requeue.suspect(batch(8), ScriptedCollector.status(400), wiring.now);

        assertThat(unsent.needAnother()).isTrue();
        assertThat(unsent.suspects.pending()).isOne();
    }

    /** A fault, as memory that ends is one: it is a batch like any other then. */
    @Test
    void aRefusalThatFails_losesNothing() {
        assertThatThrownBy(() -> requeue.suspect(batch(8), null, wiring.now)).isInstanceOf(NullPointerException.class);

        assertThat(unsent.suspects.pending()).isZero();
        assertThat(unsent.backlog.actions()).isOne();
        assertThat(unsent.held()).isEqualTo(new Counts.Held(1, 0));
    }
}
