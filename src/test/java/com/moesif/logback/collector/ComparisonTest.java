package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static AppenderFigures appender(long delivered, long waiting) {
        return new AppenderFigures(
                "MOESIF",
                "default",
                Map.of("Delivered", delivered, "Pending", waiting / 2, "Spooled", waiting - waiting / 2),
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, EQUAL, Both have counted 0 actions.",
        "5, 9, 5, 3, EQUAL, Both have counted 5 actions.",
        "4, 1, 5, 0, UNDER_WAY, has 1 action under way",
        "4, 3, 6, 0, UNDER_WAY, has 3 actions under way",
        "4, 0, 5, 0, DIFFERENT, The collector has 1 action more. Another service",
        "4, 1, 6, 0, DIFFERENT, The collector has 2 actions more. Another service",
        "5, 0, 4, 1, COUNTED_ONCE, one id to several",
        "5, 0, 3, 1, DIFFERENT, 'They are in a topic of Kafka still, went to another collector, or came here'",
        "1234567, 0, 0, 0, DIFFERENT, 'has delivered 1,234,567 actions more'",
    })
    void sentence_saysWhatDiffersAndWhy(
            long delivered, long waiting, long arrived, long duplicates, Comparison.Outcome outcome, String words) {
        Comparison comparison =
                Comparison.of(List.of(appender(delivered, waiting)), new Comparison.Received(arrived, duplicates, 0));

        assertThat(comparison.outcome()).isEqualTo(outcome);
        assertThat(comparison.text()).contains(words);
    }

    @Test
    void severalAppenders_areAddedUp() {
        Comparison.Received received = new Comparison.Received(7, 0, 0);

        assertThat(Comparison.of(List.of(appender(3, 0), appender(4, 0)), received)
                        .outcome())
                .isEqualTo(Comparison.Outcome.EQUAL);
        assertThat(Comparison.of(List.of(), received).outcome()).isEqualTo(Comparison.Outcome.ALONE);
    }
}
