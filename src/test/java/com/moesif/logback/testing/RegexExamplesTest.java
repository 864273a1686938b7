package com.moesif.logback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.mapping.LinePattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexExamplesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORD-\\d+",
                "\\d{4}-\\d{2}-\\d{2}",
                "succeeded|refunded",
                "[\\w.]+@[\\w.]+",
                "[0-9a-f]{8}-[0-9a-f]{4}(?:-[0-9a-f]{4}){2}-[0-9a-f]{12}",
                "[0-9a-f]{8}(?:\\x2D[0-9a-f]{4}){3}\\u002d[0-9a-f]{12}",
                "\\p{Lu}{3}",
                "[^a-z0-9]+",
                "[^\\w\\s]{2}",
                "[a-z&&[^a-c]]+x",
                "[]x]+y",
                "(?i)order (?:a|b)++",
                "(?:ms|items)?+",
                "(?>items|mass)",
                "(?i:abc)x*?",
                "\\Qa(?<b>c)\\E\\d",
                "x(?=\\d)\\d",
                "[+-]?\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?",
                "€ \\d{0,}"
            })
    void firstExampleOfAGroup_isTakenByIt(String regex) {
        List<List<String>> examples = RegexExamples.ofNamedGroups("^at (?<one>" + regex + ") is");

        assertThat(examples)
                .singleElement()
                .satisfies(texts -> assertThat(texts).first().asString().matches(regex));
    }

    /** A wrong example is refused by the expression, but one that takes the memory or the time of a build is not. */
    @ParameterizedTest
    @MethodSource("hostile")
    void regexOfAnyKind_givesFewAndShortTexts_orNone(String regex) {
        int groups = LinePattern.compile(regex).names().size();

        List<List<String>> examples = RegexExamples.ofNamedGroups(regex);

        assertThat(examples.size()).isIn(0, groups);
        assertThat(examples)
                .allSatisfy(texts -> assertThat(texts)
                        .hasSizeLessThanOrEqualTo(8)
                        .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(500)));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "(?<a>((((a+)+)+)*)+)!",
                "(?<a>(?:(?:(?:a{999}){999}){999}){999})",
                "(?<a>x{2147483647})",
                "(?<a>x{0,2147483647}+)",
                "(?<a>(a|b|c)(a|b|c)(a|b|c)(a|b|c)(a|b|c)(a|b|c)(a|b|c)(a|b|c))",
                "(?<a>" + "word|".repeat(700) + "x)",
                "(?<a>" + "word|".repeat(100_000) + "x)",
                "(?<a>" + "(?:a|b)".repeat(500) + ")",
                "(?<a>" + "a{500}".repeat(600) + ")",
                "(?<a>" + "x".repeat(100_000) + ")",
                "(".repeat(300) + "(?<a>x)" + ")".repeat(300),
                "[".repeat(50) + "a" + "]".repeat(50) + "(?<a>x)",
                "(?<a>a)\\k<a>\\1(?<b>b)",
                "(?<=x)(?<!y)(?=z)(?!w)(?<a>.)",
                "(?<a>a*+b++c?+d{1,2}+)",
                "\\Q(?<no>[{(\\E(?<a>x)",
                "(?<a>\\Q{{{{{{\\E)",
                "[\\Q]\\E](?<a>x)",
                "(?idmsuxU-idmsux)(?<a>x)(?x: y )",
                "(?<a>\\x{1F600}\\cA\\012\\N{WHITE SMILING FACE}\\X\\R)",
                "(?<a>|||)",
                "(?<a>)(?<b>[^\\s\\S])",
                "\u0000(?<a>\u0000+)",
                "");
    }

    @Test
    void textThatIsNoRegex_harmsNothing() {
        for (String text : List.of(
                "(", "(?", "(?<", "(?<a", "[", "[^", "\\", "\\p", "\\p{", "\\Q", "\\x", "a{", "a{3", ")", "(?i", "[a\\",
                "*")) {
            assertThat(RegexExamples.ofNamedGroups(text))
                    .as(text)
                    .allSatisfy(texts -> assertThat(texts).hasSizeLessThanOrEqualTo(8));
        }
    }
}
