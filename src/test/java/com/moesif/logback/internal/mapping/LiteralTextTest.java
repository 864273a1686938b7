package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each match must contain it, or a line that has moved is overlooked; and the longer it is, the fewer lines are looked at. */
class LiteralTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "^exported (?<rows>\\d+) rows for (?<company_id>\\w+)$~ rows for ",
                "paid \\$5\\.00 to~paid $5.00 to",
                "\\Qwhole a.b(c text\\E.~whole a.b(c text",
                "colou?r of many~r of many",
                "many colou{0,1}rs~many colo",
                "many bo{2,3} and more~ and more",
                "many bo+ts~many bo",
                "one[two ]three~three",
                "one|other long text~",
                "(?i)whatever case~",
                "(?:one two three)? four~ four",
                "ab\\x7Bcdefgh~ab",
                "ab\\dcdefgh~cdefgh",
                "some text😀?x~some text",
                "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)ab\\10cdefgh~ab",
                ".*~",
            })
    void isTheLongestTextThatStandsInTheRegexAsItIs(String regex, String literal) {
        assertThat(LinePattern.compile(regex).literal()).isEqualTo(literal == null ? "" : literal);
    }
}
