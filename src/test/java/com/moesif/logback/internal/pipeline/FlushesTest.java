package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flush is true when all has been delivered. */
class FlushesTest {
    private final Ledger ledger = new Ledger();
    private final Flushes flushes = new Flushes(ledger);

    static Stream<Consumer<Ledger>> lost() {
        return Stream.of(ledger -> ledger.corrupt(1), ledger -> ledger.handedOver(1));
    }

    /** Nothing is unsent any more then, either: its file is gone, or another has it. */
    @ParameterizedTest
    @MethodSource("lost")
    void whatIsNobodysHere_isNotDelivered(Consumer<Ledger> lost) {
        Flushes.Flush flush = flushes.request(() -> 5, false);
        lost.accept(ledger);
        flushes.settle(5);

        assertThat(flush.await(0)).isFalse();
    }

    @Test
    void whatWasLostBefore_isNoneOfItsOwn() {
        ledger.corrupt(1);
        Flushes.Flush flush = flushes.request(() -> 5, false);
        flushes.settle(5);

        assertThat(flush.await(0)).isTrue();
    }
}
