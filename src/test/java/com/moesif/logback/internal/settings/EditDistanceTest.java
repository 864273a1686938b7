package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "linger, linger, 0",
        "linger, liger, 1",
        "linger, lingger, 1",
        "linger, lunger, 1",
        "linger, lingre, 2",
        "'', abc, 3",
        "kitten, sitting, 3"
    })
    void characters_areAddedLeftOutOrExchanged(String one, String other, int distance) {
        assertThat(EditDistance.between(one, other)).isEqualTo(distance);
        assertThat(EditDistance.between(other, one)).isEqualTo(distance);
    }
}
