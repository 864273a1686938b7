package com.moesif.logback.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each thing that happens is counted in its own place, and in no other. */
class LedgerTest {
    private final Ledger ledger = new Ledger();

    private static void times(int count, Runnable what) {
        for (int i = 0; i < count; i++) {
            what.run();
        }
    }

    @Test
    void eachCount_isInItsPlace() {
        times(2, ledger::accepted);
        times(3, ledger::tooLate);
        ledger.recovered(4);
        ledger.delivered(5);
        ledger.handedOver(6);
        ledger.corrupt(7);
        ledger.batchSent(1_000, 100);
        ledger.batchSent(2_000, 300);
        times(8, ledger::retried);
        times(9, () -> ledger.fieldLost(null));
        times(10, () -> ledger.odd(Oddity.WITHOUT_COMPANY));
        times(11, () -> ledger.odd(Oddity.DUPLICATE_EVENTS));
        times(12, () -> ledger.odd(Oddity.PATTERNS_GIVEN_UP));
        times(13, () -> ledger.odd(Oddity.LATE_COMMITS));
        ledger.countHeldFrom(() -> new Counts.Held(14, 15));

        Counts counts = ledger.counts();

        assertThat(counts.in()).isEqualTo(new Counts.In(5, 4));
        assertThat(counts.delivered()).isEqualTo(5);
        assertThat(counts.handedOver()).isEqualTo(6);
        assertThat(counts.corrupt()).isEqualTo(7);
        assertThat(counts.held()).isEqualTo(new Counts.Held(14, 15));
        assertThat(counts.traffic()).isEqualTo(new Counts.Traffic(2, 8, 3_000, 400));
        assertThat(counts.oddities())
                .isEqualTo(Map.of(
                        Oddity.FIELDS_LOST, 9L,
                        Oddity.WITHOUT_COMPANY, 10L,
                        Oddity.DUPLICATE_EVENTS, 11L,
                        Oddity.PATTERNS_GIVEN_UP, 12L,
                        Oddity.LATE_COMMITS, 13L));
        assertThat(ledger.acceptedSoFar())
                .as("without those that came too late")
                .isEqualTo(2);
    }

    @Test
    void fieldLost_isCountedForItsRuleToo() {
        RuleTally one = new RuleTally("rule 'One'", "One", null);
        RuleTally other = new RuleTally("rule 'Other'", "Other", null);
        ledger.countRules(List.of(one, other), () -> false);

        times(3, () -> ledger.fieldLost("rule 'One'"));
        ledger.fieldLost(null);

        assertThat(ledger.rules()).extracting(RuleTally::name).containsExactly("One", "Other");
        assertThat(one.fieldsLost()).isEqualTo(3);
        assertThat(other.fieldsLost()).isZero();
        assertThat(ledger.counts().oddities()).containsEntry(Oddity.FIELDS_LOST, 4L);
    }

    @Test
    void whatNobodyHereDelivers_isTheCorruptAndTheHandedOver() {
        ledger.corrupt(2);
        ledger.handedOver(3);

        assertThat(ledger.corruptOrHandedOver()).isEqualTo(5);
    }

    @Test
    void whatCrashesTook_isAddedUpUntilOneSetsNoLimit() {
        ledger.crashed(1, 0);
        ledger.crashed(2, 5);
        assertThat(ledger.crashes().times()).isEqualTo(2);
        assertThat(ledger.crashes().atLeast()).isEqualTo(3);
        assertThat(ledger.crashes().atMost()).isEqualTo(5);

        ledger.crashed(4, -1);

        assertThat(ledger.crashes().atLeast()).isEqualTo(7);
        assertThat(ledger.crashes().atMost()).isNegative();
    }

    @Test
    void aFreshOne_holdsNothing() {
        assertThat(ledger.counts().held()).isEqualTo(new Counts.Held(0, 0));
        assertThat(ledger.counts().balance()).isTrue();
        assertThat(ledger.rules()).isEmpty();
        assertThat(ledger.takeEventsSeen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void dropped_isCountedUnderItsReason(DropReason reason) {
        ledger.dropped(reason, 3);
        ledger.dropped(reason, 4);

        assertThat(ledger.dropped(reason)).isEqualTo(7);
        assertThat(ledger.counts().dropped())
                .hasSize(DropReason.values().length)
                .containsEntry(reason, 7L);
        assertThat(ledger.counts().droppedInAll()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void dead_isCountedUnderItsReason(DeadReason reason) {
        ledger.dead(reason, 3);
        ledger.dead(reason, 4);

        assertThat(ledger.counts().dead()).hasSize(DeadReason.values().length).containsEntry(reason, 7L);
        assertThat(ledger.counts().deadInAll()).isEqualTo(7);
    }

    @Test
    void tooLate_isAcceptedAndDroppedAtOnce() {
        times(3, ledger::tooLate);
        ledger.dropped(DropReason.STOPPED, 4);

        assertThat(ledger.dropped(DropReason.STOPPED)).isEqualTo(7);
        assertThat(ledger.dropped(DropReason.QUEUE_FULL)).isZero();
        assertThat(ledger.counts().accepted()).isEqualTo(3);
    }

    @Test
    void requestsAndSuccesses_areKnownToTheVitals() {
        assertThat(ledger.health().lastSuccess()).isNull();
        ledger.batchSent(1, 1);
        assertThat(ledger.health().requestsInFlight()).isEqualTo(1);

        ledger.delivered(1);

        assertThat(ledger.health().lastSuccess()).isNotNull();
    }
}
