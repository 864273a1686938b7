package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportOnceTest {
    private final List<String> doubts = new ArrayList<>();
    private final ReportOnce once = new ReportOnce(new EncodingReport() {
        @Override
        public void fieldLost(String rule, String field, String why) {}

        @Override
        public void fieldDoubtful(String rule, String field, String why) {
            doubts.add(why);
        }

        @Override
        public void withoutCompany(String rule, String actionName) {}

        @Override
        public void manyNames(int limit, String example) {}

        @Override
        public void tooLarge(String actionName, String transactionId) {}
    });

    @Test
    void aLongKey_isCutAtACharacter() {
        String whole = "a".repeat(98) + "😀";
        once.twoMdcKeys("company_id", whole + "b", "a" + whole);

        assertThat(doubts).singleElement().asString().contains("'" + whole + "…' and 'a" + "a".repeat(98) + "…'");
    }
}
