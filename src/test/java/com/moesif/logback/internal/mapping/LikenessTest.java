package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of one text is in another: the share of the letters of the longer one. */
class LikenessTest {
    private static double likeness(String template, String other) {
        return new Likeness(template).to(new Likeness(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                // Case and punctuation say nothing, digits and letters of any language do.
                "Paid {}: cash!~paid {} (cash)~8~8",
                "Überweisung 42~überweisung 42~13~13",
                "Überweisung 42~überweisung 43~11~13",
                // The order counts.
                "one three~three one~5~8",
                "one two three~one three~8~11",
                "one three~one two three~8~11",
                "one one one~one~3~9",
                "one~one one one~3~9",
                // A word with another ending is its stem: from four letters on, and two thirds of the longer one.
                "order~orders~5~6",
                "orders~order~5~6",
                "renewed~renewal~5~7",
                "paid~pays~0~4",
                "paidab~paidcd~4~6",
                "paidabc~paidcde~0~7",
                "pai~paid~0~4",
                "abcd~abcdef~4~6",
                "abcd~abcdefg~0~7",
                "abcdef~abcd~4~6",
                "abcdefg~abcd~0~7",
                "xorder~order~0~6",
                // Nothing is like nothing.
                "{}~{}~0~1",
                "abc~{}~0~3",
                "{}~abc~0~3",
            })
    void isTheShareOfTheLetters(String template, String other, int shared, int of) {
        assertThat(likeness(template, other)).isCloseTo((double) shared / of, within(1e-9));
    }

    /** One argument more or less is a change; two are another line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "paid {} {}~paid {} {}~1",
                "paid {} {}~paid {}~1",
                "paid {}~paid {} {}~1",
                "paid {}~paid {} {} {}~0",
                "paid {} {} {}~paid {}~0",
                "paid {} \\{} \\{}~paid {}~1",
            })
    void placeholders_areEqualInNumberOrOffByOne(String template, String other, double likeness) {
        assertThat(likeness(template, other)).isEqualTo(likeness);
    }

    /** Values that were put between the words make the text longer, and not another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                // Nine letters of 27, and of 28.
                "one two six~one 123456789 two 123456789 six~0.5",
                "one two six~one 123456789 two 1234567890 six~0.321428571",
                "one sixsix~one 123456789 123456789 sixsix~0.333333333",
                "one two six~one 12 two six~0.818181818",
                "one two six~one 123456789 two 123456789~0.25",
            })
    void aTextThatHasAllWords_isLike_ifTheyAreThreeOrMore_andAThirdOfIt(
            String template, String other, double likeness) {
        assertThat(likeness(template, other)).isCloseTo(likeness, within(1e-6));
    }

    /** Else a long text would take long. */
    @Test
    void fiftyWordsOfAText_count() {
        String fifty = "word ".repeat(50);

        assertThat(likeness(fifty, fifty + "and more that is not looked at")).isEqualTo(1);
        assertThat(likeness(fifty + "and", fifty + "or")).isEqualTo(1);
        assertThat(likeness("word ".repeat(49) + "this", "word ".repeat(49) + "that"))
                .isLessThan(1);
    }
}
