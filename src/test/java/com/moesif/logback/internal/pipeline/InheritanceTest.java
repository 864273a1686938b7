package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What another has left is taken once, however often memory ends on the way. */
class InheritanceTest {
    private final Wiring wiring = new Wiring(new Knobs().config(), new FakeTransport());
    private final Inheritance inheritance = new Inheritance();

    private static Batch batch() {
        return Batch.found(new ScriptedSegment(List.of(1, 2, 3)), 3);
    }

    private long unsent() {
        return wiring.parts.delivery.unsent().actionsButSuspects();
    }

    @Test
    void withoutAnything_thereIsNothingToLookFor() {
        assertThat(inheritance.giveTo(wiring.parts.delivery)).isFalse();
        assertThat(unsent()).isZero();
    }

    @Test
    void whatIsAnnounced_isTakenOnce() {
        inheritance.announce(into -> into.add(batch()));

        assertThat(inheritance.giveTo(wiring.parts.delivery))
                .as("its files may be there, too")
                .isTrue();
        assertThat(inheritance.giveTo(wiring.parts.delivery)).isFalse();

        assertThat(unsent()).isEqualTo(3);
        assertThat(inheritance.giveUp(wiring.parts.delivery)).isZero();
    }

    /** Whoever has left it has forgotten it by then. */
    @Test
    void whatWasGatheredBeforeMemoryEnded_isTakenAtTheNextTurn() {
        boolean[] lacks = {true};
        inheritance.announce(into -> {
            if (lacks[0]) {
                into.add(batch());
                throw new OutOfMemoryError("Java heap space");
            }
        });
        assertThatThrownBy(() -> inheritance.giveTo(wiring.parts.delivery)).isInstanceOf(OutOfMemoryError.class);
        assertThat(unsent()).isZero();
        lacks[0] = false;

        assertThat(inheritance.giveTo(wiring.parts.delivery)).isTrue();

        assertThat(unsent()).isEqualTo(3);
    }

    @Test
    void whatIsGivenUp_isCountedOnce() {
        inheritance.announce(into -> {
            into.add(batch());
            throw new OutOfMemoryError("Java heap space");
        });
        assertThatThrownBy(() -> inheritance.giveTo(wiring.parts.delivery)).isInstanceOf(OutOfMemoryError.class);

        assertThat(inheritance.giveUp(wiring.parts.delivery)).isEqualTo(3);
        assertThat(inheritance.giveUp(wiring.parts.delivery)).isZero();
        List<Batch> left = new ArrayList<>();
        inheritance.leaveTo(wiring.parts.delivery, left);
        assertThat(left).isEmpty();
    }
}
