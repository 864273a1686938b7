package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which masks may miss within a longer text what they hide where it stands alone. */
class MaskTest {
    @ParameterizedTest
    @CsvSource({
        "^\\d+, true",
        "\\d+$, true",
        "\\A4111, true",
        "4111\\z, true",
        "4111, false",
        "\\b4111\\b, false",
        "[^0-9]4111, false",
        "\\^4111\\$, false",
        "\\Q^4111$\\E, false",
        "[$]5, false",
    })
    void isAnchored_whereItLooksAtTheBeginningOrTheEnd(String pattern, boolean anchored) {
        assertThat(new Mask(Pattern.compile(pattern), "*").isAnchored()).isEqualTo(anchored);
    }
}
