package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flush is true when all has been delivered. */
class FlushesTest {
    private static final long LONG = Duration.ofHours(1).toNanos();

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

    /** While one waits, batches leave before they are full. */
    @Test
    void oneThatIsOver_isForgotten_andTheOthersWait() {
        flushes.request(() -> 5, false);
        Flushes.Flush later = flushes.request(() -> 6, false);

        flushes.settle(5);
        assertThat(flushes.isEmpty()).isFalse();

        flushes.settle(6);
        assertThat(flushes.isEmpty()).isTrue();
        assertThat(later.await(0)).isTrue();
    }

    @Test
    void anInterrupt_endsTheWaitAndIsLeftToTheCaller() {
        Flushes.Flush flush = flushes.request(() -> 5, false);
        flushes.settle(5);
        Thread.currentThread().interrupt();

        assertThat(flush.await(LONG)).isFalse();

        assertThat(Thread.interrupted()).isTrue();
    }

    /** Nobody would wake it otherwise: what it waits for may never be delivered. */
    @Test
    @Timeout(60)
    void whenAllIsInFiles_onlyWhoeverIsContentWithThatGoes() {
        Flushes.Flush orKept = flushes.request(() -> 5, true);
        Flushes.Flush delivered = flushes.request(() -> 5, false);

        flushes.kept();

        assertThat(orKept.await(LONG)).as("it is over, and not delivered").isFalse();
        assertThat(Thread.interrupted()).isFalse();
        flushes.settle(5);
        assertThat(delivered.await(0)).isTrue();
        assertThat(orKept.await(0)).isFalse();
    }

    @Test
    @Timeout(60)
    void whenTheSenderIsGone_nobodyWaits() {
        Flushes.Flush before = flushes.request(() -> 5, false);

        flushes.abandonAll();

        assertThat(flushes.isEmpty()).isTrue();
        Flushes.Flush after = flushes.request(() -> 5, false);
        assertThat(before.await(LONG) || after.await(LONG)).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @Timeout(60)
    void whoOnlyWaits_asksForNoAttemptAndGoesWhenAllIsDelivered() throws InterruptedException {
        Thread waiting = new Thread(() -> flushes.awaitDelivered(() -> 5, System.nanoTime() + LONG));
        waiting.start();
        while (flushes.isEmpty()) {
            Thread.onSpinWait();
        }

        flushes.settle(5);

        waiting.join();
        assertThat(flushes.requested()).isZero();
    }

    @Test
    @Timeout(60)
    void whoseTimeIsOver_waitsNoMore() {
        flushes.awaitDelivered(() -> 5, System.nanoTime() + 1_000_000);
        assertThat(flushes.isEmpty()).isTrue();

        flushes.awaitDelivered(
                () -> {
                    throw new AssertionError("it has no time to wait for anything");
                },
                System.nanoTime());
    }
}
