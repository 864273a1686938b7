package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.ledger.Scribe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What did not go smoothly in encoding is counted, and said in words that name the rule, the field or the action. */
class EncodingNoticesTest {
    private final Ledger ledger = new Ledger();
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final EncodingNotices encoding = new EncodingNotices(ledger, notices);

    private void assertTold(String... texts) {
        notices.speakAll(0);
        assertThat(said).containsExactlyInAnyOrder(texts);
    }

    private long odd(Oddity what) {
        return ledger.counts().oddities().get(what);
    }

    @Test
    void aLostField_isCountedAndNamesItsRule() {
        encoding.fieldLost("rule 'Payments'", "amount", "is no number");
        encoding.fieldLost(null, "amount", "is no number");

        assertThat(odd(Oddity.FIELDS_LOST)).isEqualTo(2);
        assertTold(
                "Field 'amount' of an action of rule 'Payments' was lost: it is no number.",
                "Field 'amount' of an action was lost: it is no number.");
    }

    @Test
    void aDoubtfulField_isSaidAndNotLost() {
        encoding.fieldDoubtful("rule 'Payments'", "amount", "is negative");

        assertThat(odd(Oddity.FIELDS_LOST)).isZero();
        assertTold("Field 'amount' of an action of rule 'Payments' is probably not what was meant: it is negative.");
    }

    @Test
    void actionsWithoutACompany_areCountedAndSaidOncePerRuleOrName() {
        encoding.withoutCompany("rule 'Payments'", "Paid");
        encoding.withoutCompany("rule 'Payments'", "Refunded");
        encoding.withoutCompany(null, "Paid");
        encoding.withoutCompany(null, "Refunded");

        assertThat(odd(Oddity.WITHOUT_COMPANY)).isEqualTo(4);
        String rest = " has no company_id and can't be billed to anyone. Give it one by a field, an alias or the MDC.";
        assertTold(
                "An action of rule 'Payments'" + rest + " (2 times)",
                "Action 'Paid'" + rest,
                "Action 'Refunded'" + rest);
    }

    /** Names and ids may be as long as a log message. */
    @Test
    void longNames_areCutAfterAHundredCharacters() {
        encoding.manyNames(200, "n".repeat(100));
        encoding.tooLarge("n".repeat(101), "an-id");

        assertTold(
                "There are more than 200 distinct action names; the last one is '" + "n".repeat(100)
                        + "'. Names should be few: put what varies into fields, and give the action a fixed name.",
                "Action '" + "n".repeat(100)
                        + "…' with transaction_id an-id has more than 1000000 bytes, which the collector"
                        + " refuses. It is not sent.");
    }
}
