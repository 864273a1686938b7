package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flush is true when all has been delivered. */
class FlushesTest {
    private final Ledger ledger = new Ledger();
    private final Flushes flushes = new Flushes(ledger);

    /** Ways to be lost that are no word of the collector's. */
    private static final List<DropReason> LOST = List.of(
            DropReason.MEMORY_FULL,
            DropReason.SPOOL_FULL,
            DropReason.TOO_LARGE,
            DropReason.INCOMPLETE,
            DropReason.INTERNAL_ERROR);

    static Stream<Consumer<Ledger>> lost() {
        Stream<Consumer<Ledger>> gone = Stream.of(ledger -> ledger.corrupt(1), ledger -> ledger.handedOver(1));
        Stream<Consumer<Ledger>> dropped = LOST.stream().map(reason -> ledger -> ledger.dropped(reason, 1));
        // Nor does one loss make up for another.
        Stream<Consumer<Ledger>> both = LOST.stream().map(reason -> ledger -> {
            ledger.corrupt(1);
            ledger.dropped(reason, 1);
        });
        return Stream.of(gone, dropped, both).flatMap(each -> each);
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

    /** A refused one is done with, and nothing that was put before this flush is unsent. */
    @Test
    void whatIsRefused_isNoObstacle() {
        Flushes.Flush flush = flushes.request(() -> 5, false);
        ledger.dropped(DropReason.REFUSED, 1);
        flushes.settle(5);

        assertThat(flush.await(0)).isTrue();
    }

    @Test
    void whatWasLostBefore_isNoneOfItsOwn() {
        ledger.corrupt(1);
        Flushes.Flush flush = flushes.request(() -> 5, false);
        flushes.settle(5);

        assertThat(flush.await(0)).isTrue();
    }
}
