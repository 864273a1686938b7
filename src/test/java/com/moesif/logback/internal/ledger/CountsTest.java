package com.moesif.logback.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nearly every test ends by asking whether the counts balance: here it is asked whether they can fail to. */
class CountsTest {
    /** What takes part in the equation, each with a number that is no other's, nor a sum of others'. */
    private enum Term {
        ACCEPTED(1_000_000),
        RECOVERED(20_311),
        DELIVERED(1_000_000 + 20_311 - 1 - 3 - 10 - 31 - 103 - 310 - 1_003 - 3_100),
        PENDING(1),
        SPOOLED(3),
        HANDED_OVER(10),
        CORRUPT(31),
        DEAD_REFUSED(103),
        DEAD_EXPIRED(310),
        DROPPED_MEMORY_FULL(1_003),
        DROPPED_STOPPED(3_100);

        private final long value;

        Term(long value) {
            this.value = value;
        }
    }

    /** From 51 on, in their order. */
    private static Map<Oddity, Long> oddities() {
        Map<Oddity, Long> oddities = new EnumMap<>(Oddity.class);
        for (Oddity each : Oddity.values()) {
            oddities.put(each, 51L + each.ordinal());
        }
        return oddities;
    }

    private static Counts counts(Term wrong, long by) {
        long[] values = new long[Term.values().length];
        for (Term term : Term.values()) {
            values[term.ordinal()] = term.value + (term == wrong ? by : 0);
        }
        return new Counts(
                new Counts.In(values[0], values[1]),
                values[2],
                new Counts.Held(values[3], values[4]),
                values[5],
                values[6],
                Map.of(DeadReason.REFUSED, values[7], DeadReason.EXPIRED, values[8]),
                Map.of(DropReason.MEMORY_FULL, values[9], DropReason.STOPPED, values[10]),
                new Counts.Traffic(41, 42, 43, 44),
                oddities());
    }

    @Test
    void whatCameIn_isWhatBecameOfIt() {
        assertThat(counts(null, 0).balance()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void oneTooManyOrTooFew_isNoBalance(Term term) {
        assertThat(counts(term, 1).balance()).isFalse();
        assertThat(counts(term, -1).balance()).isFalse();
    }

    @Test
    void sums_areOverAllReasons() {
        assertThat(counts(null, 0).deadInAll()).isEqualTo(413);
        assertThat(counts(null, 0).droppedInAll()).isEqualTo(4_103);
        assertThat(counts(null, 0).accepted()).isEqualTo(1_000_000);
        assertThat(counts(null, 0).pending()).isEqualTo(1);
        assertThat(counts(null, 0).spooled()).isEqualTo(3);
    }

    @Test
    void text_namesEachNumberAndLeavesOutReasonsThatNeverWere() {
        Map<DropReason, Long> dropped = Map.of(DropReason.MEMORY_FULL, 0L, DropReason.STOPPED, 7L);
        Counts counts = new Counts(
                new Counts.In(1, 2),
                3,
                new Counts.Held(4, 5),
                6,
                8,
                Map.of(DeadReason.EXPIRED, 9L),
                dropped,
                new Counts.Traffic(41, 42, 43, 44),
                oddities());

        assertThat(counts)
                .hasToString("accepted=1 recovered=2 delivered=3 pending=4 spooled=5 handedOver=6 corrupt=8 dead=9 "
                        + "expired=9 dropped=7 stopped=7 batches=41 retries=42 bytes=43 bytesOnTheWire=44 fieldsLost=51 withoutCompany=52"
                        + " duplicateEvents=53 patternsGivenUp=54 lateCommits=55");
    }
}
