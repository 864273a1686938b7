package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mask hides, and which may miss within a longer text what they hide where it stands alone. */
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

    @Test
    void ofALongText_onlyTheSecretIsHidden() {
        String half = "x1 ".repeat(100_000);

        assertThat(new Mask(Pattern.compile("\\d{4}"), "*").apply(half + "4111" + half))
                .isEqualTo(half + "*" + half);
    }

    /** It would take a look for each way to share out the letters. */
    @Test
    void whatAPatternCannotBringToAnEnd_isHiddenWhole() {
        assertThat(new Mask(Pattern.compile("a*a*a*a*b"), "*").apply("a".repeat(5_000)))
                .isEqualTo("*");
    }
}
