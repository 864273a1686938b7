package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportOnceTest {
    private final Told told = new Told();
    private final ReportOnce once = new ReportOnce(told);

    private static CapturedAction action() {
        return new CapturedAction(0, "m", Map.of(), 0);
    }

    @Test
    void aLongKey_isCutAtACharacter() {
        String whole = "a".repeat(98) + "😀";
        once.twoMdcKeys("company_id", whole + "b", "a" + whole);

        assertThat(told.all).singleElement().asString().contains("'" + whole + "…' and 'a" + "a".repeat(98) + "…'");
    }

    @Test
    void aKeyOfAHundredCharacters_isWhole() {
        once.twoMdcKeys("company_id", "a".repeat(100), "b");

        assertThat(told.all).singleElement().asString().contains("'" + "a".repeat(100) + "' and 'b'");
    }

    /** Each kind of sentence, in the order in which it is found again. */
    private void sayAll(int upTo) {
        Runnable[] sentences = {
            () -> once.twoMdcKeys("user_id", "a", "b"),
            () -> once.fieldLost("r", "f", "is lost"),
            () -> once.fieldDoubtful("r", "g", "is doubtful"),
            () -> once.withoutCompany("r", "A"),
            () -> once.tooLarge("A", "t")
        };
        for (int i = 0; i < upTo; i++) {
            sentences[i].run();
        }
    }

    @Test
    void anActionThatComesAgain_isSpokenOfFromWhereItStopped() {
        CapturedAction action = action();
        for (int upTo : new int[] {0, 1, 3, 2, 4, 5, 5}) {
            once.begin(action);
            sayAll(upTo);
            once.notDone(action);
        }

        assertThat(told.all).hasSize(5);
        assertThat(told.all.get(0))
                .startsWith("doubtful|null|user_id|has two values in the MDC, of the keys 'a' and 'b'");
        assertThat(told.all.subList(1, 5))
                .containsExactly("lost|r|f|is lost", "doubtful|r|g|is doubtful", "no company|r|A", "too large|A|t");
    }

    @Test
    void anActionThatWasDone_orAnotherInBetween_isANewOne() {
        CapturedAction action = action();
        once.begin(action);
        once.fieldLost("r", "f", "is lost");
        once.notDone(action);
        once.begin(action);
        once.fieldLost("r", "f", "is lost");
        // Done this time.
        once.begin(action());
        once.fieldLost("r", "other", "is lost");
        once.begin(action);
        once.fieldLost("r", "f", "is lost");

        assertThat(told.all).containsExactly("lost|r|f|is lost", "lost|r|other|is lost", "lost|r|f|is lost");
    }

    /** An MDC is the same at each action of a request, and its names may be anybody's. */
    @Test
    void twoMdcKeys_areToldOnceForEachField_ofAHundredFields() {
        for (int i = 0; i < 300; i++) {
            once.begin(action());
            once.twoMdcKeys("field " + i % 150, "a", "b");
        }

        assertThat(told.all).hasSize(100).doesNotHaveDuplicates();
        assertThat(told.all.get(99)).startsWith("doubtful|null|field 99|");
    }

    @Test
    void manyNames_areSpokenOfWhateverElseIs() {
        CapturedAction action = action();
        once.begin(action);
        once.fieldLost("r", "f", "is lost");
        once.notDone(action);
        once.begin(action);
        once.manyNames(200, "A");

        assertThat(told.all).containsExactly("lost|r|f|is lost", "many names|200|A");
    }
}
