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
}
