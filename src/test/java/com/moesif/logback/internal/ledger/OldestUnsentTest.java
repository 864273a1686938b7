package com.moesif.logback.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** How old the oldest unsent action is: told from a few marks, never too short. */
@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 500_000_000, 1L << 60})
class OldestUnsentTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> warned = new ArrayList<>();
    private final List<String> informed = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(informed, warned));
    private final DeliveryHealth health = new DeliveryHealth();
    private final OldestUnsent oldestUnsent = new OldestUnsent(health, notices);
    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long start;

    private long now;

    private Duration look(Duration sinceStart, long oldest, long next) {
        now = start + sinceStart.toNanos();
        oldestUnsent.look(now, oldest, next);
        notices.speak(now);
        return health.oldestUnsentAge(now);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    @Test
    void nothingUnsent_hasNoAge() {
        assertThat(look(Duration.ZERO, 7, 7)).isZero();
        assertThat(health.oldestUnsentAge(now + SECOND.toNanos())).isZero();
    }

    @Test
    void age_growsFromTheFirstLook() {
        assertThat(look(Duration.ZERO, 0, 1)).isZero();
        assertThat(look(seconds(7), 0, 1)).isEqualTo(seconds(7));
        assertThat(look(seconds(9), 0, 500)).isEqualTo(seconds(9));
    }

    @Test
    void whenTheOldestIsDoneWith_theAgeIsThatOfTheNext() {
        look(Duration.ZERO, 0, 1);
        look(seconds(10), 0, 2);
        look(seconds(15), 0, 3);

        assertThat(look(seconds(20), 1, 3)).isEqualTo(seconds(10));
        assertThat(look(seconds(20), 2, 3)).isEqualTo(seconds(5));
        assertThat(look(seconds(20), 3, 3)).isZero();
        assertThat(look(seconds(21), 3, 4)).as("all is anew").isZero();
    }

    @Test
    void afterNothingWasUnsent_theNextIsNew() {
        look(Duration.ZERO, 0, 1);
        look(seconds(0.5), 1, 1);

        assertThat(look(seconds(0.7), 1, 2)).isZero();
    }

    @Test
    void theFirstActionOfAll_isNoneThatWasFound() {
        health.found(start - Duration.ofHours(1).toNanos());

        assertThat(look(Duration.ZERO, 0, 1)).isZero();
        assertThat(look(seconds(1), -1, 1)).as("what was found is forgotten").isEqualTo(seconds(1));
    }

    @Test
    void betweenTwoMarks_theEarlierIsBelieved() {
        look(Duration.ZERO, 0, 1);
        look(seconds(10), 0, 5);

        assertThat(look(seconds(11), 4, 5)).as("never too short").isEqualTo(seconds(1));
        look(seconds(12), 4, 9);
        assertThat(look(seconds(20), 7, 9)).isEqualTo(seconds(8));
    }

    @Test
    void whatComesWithinASecond_sharesAMark() {
        look(Duration.ZERO, 0, 1);
        look(seconds(0.5), 0, 2);
        assertThat(look(seconds(5), 1, 2)).as("no mark after half a second").isEqualTo(seconds(5));

        look(seconds(6), 1, 3);
        look(seconds(7), 1, 4);
        assertThat(look(seconds(7), 3, 4)).as("one after a whole second").isZero();
    }

    /** Hours of it: the marks are few, and yet the age is right to within a hundredth, and never too short. */
    @Test
    void age_isRightWithinASecondOrAHundredth() {
        NavigableMap<Long, Duration> taken = new TreeMap<>();
        long next = 0;
        Duration time = Duration.ZERO;
        while (time.compareTo(Duration.ofHours(3)) < 0) {
            taken.put(next++, time);
            look(time, 0, next);
            time = time.plus(seconds(0.3));
        }
        for (long oldest = 0; oldest < next; oldest += 97) {
            Duration age = look(time, oldest, next);

            Duration real = time.minus(taken.get(oldest));
            Duration within = real.dividedBy(100).compareTo(SECOND) > 0 ? real.dividedBy(100) : SECOND;
            // A mark is as far from the next as the oldest was old then, by 128: nothing younger is older than that.
            Duration most = real.plus(time.dividedBy(100)).plus(within);
            assertThat(age).as("oldest %s, really %s", oldest, real).isBetween(real, most);
        }
    }

    @Test
    void whatWasFound_isAsOldAsItsFileUntilItIsDoneWith() {
        health.found(start - Duration.ofHours(5).toNanos());
        health.found(start - Duration.ofHours(6).toNanos());
        health.found(start - Duration.ofHours(2).toNanos());

        assertThat(look(Duration.ZERO, -1, 0)).isEqualTo(Duration.ofHours(6));
        assertThat(look(seconds(1), -1, 5)).isEqualTo(Duration.ofHours(6).plusSeconds(1));
        assertThat(look(seconds(2), 3, 5)).as("all that was found is done with").isLessThanOrEqualTo(seconds(2));
        assertThat(look(seconds(3), -1, 5)).as("it is forgotten").isLessThanOrEqualTo(seconds(3));
    }

    @Test
    void whatWasFoundYoungerThanOthers_isNoYounger() {
        look(Duration.ZERO, -1, 0);
        health.found(start + seconds(30).toNanos());

        assertThat(look(seconds(60), -1, 0)).isEqualTo(seconds(60));
    }

    @Test
    void moreThanFiveMinutes_areToldOnceAnEpisodeAndSoIsTheirEnd() {
        look(Duration.ZERO, 0, 1);
        look(OldestUnsent.TOO_OLD, 0, 1);
        assertThat(warned).isEmpty();

        look(OldestUnsent.TOO_OLD.plusNanos(1), 0, 1);
        assertThat(warned).hasSize(1);
        look(OldestUnsent.TOO_OLD.plusSeconds(400), 0, 1);
        assertThat(warned)
                .singleElement()
                .asString()
                .contains("more than 5 minutes", "no request has failed", "Billing");
        assertThat(informed).isEmpty();

        look(OldestUnsent.TOO_OLD.plusSeconds(401), 1, 1);
        assertThat(informed).hasSize(1);
        look(OldestUnsent.TOO_OLD.plusSeconds(402), 1, 1);
        assertThat(informed).singleElement().asString().startsWith("No action is unsent for so long any more.");
    }

    @Test
    void theWarning_saysWhatKeepsIt() {
        look(Duration.ZERO, 0, 1);
        health.answered(1, "HTTP 503");
        look(Duration.ofMinutes(6), 0, 1);
        assertThat(warned).last().asString().contains("last error: HTTP 503");

        look(Duration.ofMinutes(6), 1, 1);
        look(Duration.ofMinutes(7), 1, 2);
        health.pauses("HTTP 401", false);
        look(Duration.ofMinutes(15), 1, 2);
        assertThat(warned).last().asString().contains("delivery is paused: HTTP 401");
    }
}
