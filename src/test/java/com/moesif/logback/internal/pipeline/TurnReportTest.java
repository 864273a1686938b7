package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.RuleTally;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.MemorySpool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told at the end of a turn, and of one that fails. */
class TurnReportTest {
    private final List<String> said = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final SendSchedule schedule = new SendSchedule(Duration.ofSeconds(1), 4, () -> 0.5, Hold.none());
    private final TurnReport report =
            new TurnReport(schedule, new MemorySpool(), ledger, new Notices(new Scribe(said)));
    private long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private void turn(boolean aloud) {
        report.turnEnds(now, 0, 0, aloud);
    }

    /** It need not wait for its turn to end, which may never come. */
    @Test
    void aTurnThatFails_isToldOfAtOnce_butNotWhileNobodyMaySpeak() {
        report.turnFailed(new IllegalStateException("a fault"), false);
        turn(false);
        assertThat(said).isEmpty();

        report.turnFailed(new IllegalStateException("a fault"), true);

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("The sender's turn failed and is repeated: java.lang.IllegalStateException: a fault.");
    }

    /** Memory has ended, say: the next turn is worth more than the words. */
    @Test
    void whatCannotBeTold_isLeft() {
        report.turnFailed(
                new RuntimeException() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public String toString() {
                        throw new OutOfMemoryError("Java heap space");
                    }
                },
                true);

        turn(true);
        assertThat(said).isEmpty();
    }

    /** Also while nothing comes, so the thread has to look by itself. */
    @Test
    void aRuleThatIsSilent_isToldOf() {
        ledger.countRules(List.of(new RuleTally("rule 'Hourly'", "Hourly", Duration.ofHours(1))), () -> true);
        turn(true);
        assertThat(report.nanosUntilDue(now)).isEqualTo(Duration.ofMinutes(1).toNanos());

        for (int i = 0; i < 60; i++) {
            now += report.nanosUntilDue(now);
            turn(true);
        }

        assertThat(said).singleElement().asString().contains("'Hourly'").contains("<expectEvery>");
    }

    /** As JMX and the health of an application show it. */
    @Test
    void thatNothingWillBeAccepted_isShownUntilItIsOver() {
        ledger.health().pauses("the application id is not accepted", false);
        schedule.paused(now, now);
        turn(true);
        assertThat(ledger.health().pausedReason()).contains("the application id is not accepted");
        assertThat(ledger.health().untilNextTry(now)).isEqualTo(Duration.ofSeconds(5));

        schedule.answered(now + 1);
        turn(true);
        assertThat(ledger.health().pausedReason()).isNull();
        assertThat(ledger.health().untilNextTry(now)).isNull();
    }
}
