package com.moesif.logback.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when, at a time of the test's choosing. */
@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 1_000_000_000, 1L << 60})
class NoticesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long QUIET = Notices.QUIET.toNanos();
    private static final String SINCE = "since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    private final List<String> warned = new ArrayList<>();
    private final List<String> informed = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(informed, warned));
    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long start;

    @Test
    void nothing_isSaidOfNothing() {
        assertThat(notices.speak(start)).isFalse();
        notices.speakAll(start);
        notices.over("topic", "It is over.");
        notices.speakAll(start);

        assertThat(warned).isEmpty();
        assertThat(informed).isEmpty();
    }

    @Test
    void theFirst_isSaidAtOnceAndLeavesNothingToSay() {
        notices.raise("topic", "Trouble.");

        assertThat(notices.speak(start)).isFalse();
        assertThat(warned).containsExactly("Trouble.");
        assertThat(notices.speak(start + QUIET)).isFalse();
        assertThat(warned).hasSize(1);
    }

    @Test
    void severalAtOnce_areOneWithTheirNumber() {
        notices.raise("topic", "Trouble.");
        notices.raise("topic", "More trouble.", 6);
        notices.speak(start);

        assertThat(warned).containsExactly("More trouble. (7 times)");
    }

    @Test
    void repeats_areGatheredForFiveMinutesAndSaidToTheNanosecond() {
        notices.raise("topic", "Trouble.");
        notices.speak(start);
        notices.raise("topic", "Trouble again.", 2);

        assertThat(notices.speak(start + 2 * SECOND)).as("something waits").isTrue();
        assertThat(notices.speak(start + QUIET - 1)).isTrue();
        assertThat(warned).hasSize(1);
        assertThat(notices.speak(start + QUIET + 2 * SECOND)).isFalse();
        assertThat(warned)
                .hasSize(2)
                .last()
                .asString()
                .matches("Trouble again\\. \\(2 times, 3 in all " + SINCE + "\\)");

        notices.raise("topic", "And again.");
        notices.speak(start + QUIET + 4 * SECOND);
        assertThat(warned).hasSize(2);
        notices.speak(start + 2 * QUIET + 4 * SECOND);
        assertThat(warned).hasSize(3).last().asString().matches("And again\\. \\(once, 4 in all " + SINCE + "\\)");
    }

    @Test
    void fiveMinutesSharp_areEnough() {
        notices.raise("topic", "Trouble.");
        notices.speak(start);
        notices.raise("topic", "Trouble.");

        notices.speak(start + QUIET);

        assertThat(warned).hasSize(2);
    }

    @Test
    void repeats_areLookedForOnceASecond() {
        notices.raise("topic", "Trouble.");
        notices.speak(start);
        notices.raise("topic", "Trouble again.");
        notices.speak(start + QUIET - SECOND / 2);
        // Its five minutes are over, but it was looked at half a second ago.
        assertThat(notices.speak(start + QUIET)).isTrue();
        assertThat(warned).hasSize(1);

        assertThat(notices.speak(start + QUIET + SECOND / 2)).isTrue();
        assertThat(warned).hasSize(1);
        notices.speak(start + QUIET + SECOND / 2 + 1);

        assertThat(warned).hasSize(2);
    }

    @Test
    void whatIsNew_doesNotWaitForTheNextLook() {
        notices.raise("topic", "Trouble.");
        notices.speak(start);
        notices.raise("another", "Other trouble.");

        assertThat(notices.speak(start + 1)).as("nothing is left to say").isFalse();
        assertThat(warned).containsExactly("Trouble.", "Other trouble.");
    }

    @Test
    void theSpeaker_isWokenForWhatIsNewOnly() {
        AtomicInteger woken = new AtomicInteger();
        notices.wakeBy(woken::incrementAndGet);
        notices.raise("topic", "Trouble.");
        assertThat(woken).hasValue(1);
        notices.speak(start);

        notices.raise("topic", "Trouble again.");

        assertThat(woken).hasValue(1);
    }

    @Test
    void theEnd_isSaidWithTheTotalAndForgotten() {
        notices.raise("topic", "Trouble.", 2);
        notices.speak(start);
        notices.raise("topic", "Trouble.");

        notices.over("topic", "It is over.");
        assertThat(informed).as("before something may be said").isEmpty();
        notices.speak(start);

        assertThat(informed).singleElement().asString().matches("It is over\\. \\(trouble " + SINCE + ", 3 times\\)");
        notices.raise("topic", "Trouble anew.");
        notices.speak(start + 1);
        assertThat(warned).hasSize(2).last().isEqualTo("Trouble anew.");
    }

    @Test
    void theEnd_isAmongTheLastWords_andBeforeTheSameTroubleAnew() {
        List<String> all = new ArrayList<>();
        Notices last = new Notices(new Scribe(all));
        last.raise("topic", "Trouble.");
        last.speak(start);
        last.over("topic", "It is over.");
        last.raise("topic", "Trouble anew.");
        last.speakAll(start);

        assertThat(all).hasSize(3);
        assertThat(all.get(1)).startsWith("It is over.");
        assertThat(all.get(2)).isEqualTo("Trouble anew.");
    }

    @Test
    void theEndOfWhatWasNeverSaid_isNotSaid() {
        notices.raise("topic", "Trouble.");

        notices.over("topic", "It is over.");
        notices.speakAll(start);

        assertThat(informed).isEmpty();
        assertThat(warned).isEmpty();
    }

    @Test
    void lastWords_waitForNothing() {
        notices.raise("topic", "Trouble.");
        notices.speak(start);
        notices.raise("topic", "Trouble again.");
        notices.raise("other", "Other trouble.", 3);

        notices.speakAll(start + 1);
        notices.speakAll(start + 2);

        assertThat(warned).containsExactlyInAnyOrder("Trouble.", "Trouble again.", "Other trouble. (3 times)");
    }

    /** An application that makes up names of actions must not fill the memory or the log. */
    @Test
    void whatTopicsAreAbout_isBoundedAndTheRestIsOneNoticeOfEachTopic() {
        for (int i = 0; i < 10_000; i++) {
            notices.raise("company", "action " + i, "No company of " + i + ".");
        }
        notices.raise("field", "amount", "The amount was lost.");
        notices.speakAll(start);

        assertThat(warned)
                .hasSize(502)
                .contains("No company of 0.", "No company of 499.", "No company of 9999. (9500 times)")
                .contains("The amount was lost.");
    }

    @Test
    void whatIsKnownAlready_keepsItsOwnNoticeHoweverManyCome() {
        for (int i = 0; i < 1_000; i++) {
            notices.raise("company", "action " + i, "No company of " + i + ".");
        }
        notices.speak(start);
        warned.clear();
        notices.raise("company", "action 7", "No company of 7.");
        notices.speakAll(start + 1);

        assertThat(warned).containsExactly("No company of 7.");
    }

    /** A collector that refuses the key, a full disk: no name of an action may hide that. */
    @Test
    void troubleOfItsOwn_isToldHoweverManyNamesThereAre() {
        for (int i = 0; i < 10_000; i++) {
            notices.raise("company", "action " + i, "No company of " + i + ".");
        }
        notices.speak(start);
        warned.clear();

        notices.raise("pause", "Delivery pauses (HTTP 401).");
        notices.speak(start + 1);
        assertThat(warned).containsExactly("Delivery pauses (HTTP 401).");

        notices.over("pause", "It is over.");
        notices.speak(start + 2);
        assertThat(informed).singleElement().asString().startsWith("It is over.");
    }

    @Test
    void whatCannotWait_isSaidByWhoeverHasIt() {
        notices.say("The sender hangs.");

        assertThat(warned).containsExactly("The sender hangs.");
    }
}
