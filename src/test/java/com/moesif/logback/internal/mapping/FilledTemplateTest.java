package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.helpers.MessageFormatter;

class FilledTemplateTest {
    private static final String[] TEXTS = {"a", " b ", ".*", "\\{}", "(x)", "$1", "ü\n", "[", "\\\\{}", "{"};
    private static final String[] VALUES = {"", "1", "two words", "$2", "\\", "\n", "(y", "ß€"};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Processed {amount} {cur} for {id}  | Processed 24.6 EUR for acme corp | 24.6,EUR,acme corp",
                "user={} from {}                    | user=u1 from 10.0.0.1            | u1,10.0.0.1",
                "{} first                           | x first                          | x",
                "no placeholder                            | no placeholder                          | ''",
                "escaped \\{} and {}                | escaped {} and 5                 | 5",
                "backslash \\\\{} end               | backslash \\5 end                | 5"
            })
    void values_areWhatStandsInTheHoles(String template, String text, String values) {
        assertThat(of(template).values(text)).containsExactly(values.isEmpty() ? new String[0] : values.split(","));
    }

    @ParameterizedTest
    @CsvSource({"paid {} EUR, paid 5 USD", "paid {}, not paid 5", "{} paid, 5 paid!", "same, same but longer"})
    void anotherText_isNotOfTheTemplate(String template, String text) {
        assertThat(of(template).values(text)).isNull();
    }

    /** As with a regular expression, so that a log with lines that never end is read through. */
    @Test
    void aText_mayHaveItsMost_andNoMore() {
        String value = "x".repeat(LinePattern.MOST_CHARS - "paid ".length());

        assertThat(of("paid {}").values("paid " + value)).containsExactly(value);
        assertThat(of("paid {}").values("paid " + value + "x")).isNull();
        assertThat(of("paid {}").isAmbiguous("paid " + value + "x")).isFalse();
    }

    @Test
    void aTextThatCanBeDividedInMoreWays_isAmbiguous() {
        assertThat(of("{} for {}").isAmbiguous("work for hire for acme")).isTrue();
        assertThat(of("{}{}").isAmbiguous("ab")).isTrue();
        assertThat(of("{} for {}").isAmbiguous("work for acme")).isFalse();
    }

    @Test
    void aTemplateThatWouldBacktrackWithoutEnd_isGivenUp() {
        String template = "{} a ".repeat(30) + "end";

        assertThat(of(template).values("x a ".repeat(1_000))).isNull();
    }

    /** Texts of few letters, so that they fit in many ways, or nearly. */
    @Test
    void eachText_isDividedAsAPatternDividesIt() {
        long seed = 20261201;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder raw = new StringBuilder(letters(random, 2));
            for (int placeholders = random.nextInt(4); placeholders > 0; placeholders--) {
                raw.append("{}").append(letters(random, 2));
            }
            String text = letters(random, 8);
            String[] shortest = byPattern(raw.toString(), "(.*?)", text);
            String[] longest = byPattern(raw.toString(), "(.*)", text);

            assertThat(of(raw.toString()).values(text))
                    .as("seed %d, case %d: %s of %s", seed, i, text, raw)
                    .isEqualTo(shortest);
            assertThat(of(raw.toString()).isAmbiguous(text))
                    .as("seed %d, case %d: %s of %s", seed, i, text, raw)
                    .isEqualTo(!Arrays.equals(shortest, longest));
        }
    }

    private static String letters(Random random, int most) {
        StringBuilder letters = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            letters.append((char) ('a' + random.nextInt(2)));
        }
        return letters.toString();
    }

    private static String[] byPattern(String raw, String placeholder, String text) {
        Matcher matcher = Pattern.compile(raw.replace("{}", placeholder)).matcher(text);
        return matcher.matches()
                ? IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toArray(String[]::new)
                : null;
    }

    @Test
    void whatSlf4jPrints_isReadBack() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder raw = new StringBuilder();
            int placeholders = random.nextInt(4);
            for (int placeholder = 0; placeholder < placeholders; placeholder++) {
                // A letter before each placeholder, or an escape would eat it, and none of the letters in a value.
                raw.append(TEXTS[random.nextInt(TEXTS.length)]).append("Q{}W");
            }
            raw.append(TEXTS[random.nextInt(TEXTS.length)]).append('E');
            String[] values = new String[placeholders];
            for (int placeholder = 0; placeholder < placeholders; placeholder++) {
                values[placeholder] = VALUES[random.nextInt(VALUES.length)];
            }
            // An escaped placeholder followed by nothing else is no placeholder: only templates with as many
            // placeholders as meant count.
            MessageTemplate template = MessageTemplate.parse(raw.toString());
            if (template.names().length == placeholders) {
                String printed = MessageFormatter.basicArrayFormat(template.raw(), values);

                assertThat(new FilledTemplate(template).values(printed))
                        .as("seed %d, case %d: %s of %s", seed, i, printed, raw)
                        .isEqualTo(values);
            }
        }
    }

    private static FilledTemplate of(String template) {
        return new FilledTemplate(MessageTemplate.parse(template));
    }
}
