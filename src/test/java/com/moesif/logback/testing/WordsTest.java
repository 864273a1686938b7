package com.moesif.logback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void words_countByTheirOrder() {
        assertThat(Words.shared("paid {} EUR for {}", "paid 5 EUR for acme")).isBetween(0.59, 0.6);
        assertThat(Words.shared("a b c", "c b a")).isBetween(0.32, 0.34);
        assertThat(Words.shared("same", "same")).isLessThan(1);
        assertThat(List.of(Words.shared("a", "b"), Words.shared("", "x"))).containsOnly(0.0);
    }

    @Test
    void blanksOfAnyKindAndNumber_areBetweenWords() {
        double same = Words.shared("a b c", "a b c");

        assertThat(Words.shared("a b c", " \ta \r\n\u000Bb\f  c\n")).isEqualTo(same);
        assertThat(Words.shared("a b c", "a\u00A0b c")).isBetween(0.32, 0.34);
        assertThat(Words.shared("", "  ")).isEqualTo(Words.shared("a", "a"));
    }

    /** Of a long one the beginning is compared. */
    @Test
    void wordsBehindTheFirstHundred_makeNoDifference() {
        String hundred = "w ".repeat(99) + "x";

        assertThat(Words.shared(hundred, hundred + " y z")).isEqualTo(Words.shared("a", "a"));
        assertThat(Words.shared(hundred, "w ".repeat(99) + "y x")).isBetween(0.98, 0.981);
    }
}
