package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrappedTest {
    private static final int LENGTH = 2_000;
    /** The same, in a time that grows with the square of the white space. */
    private static final Pattern WRAP = Pattern.compile("\\s*\\R\\s*");

    private static final char[] CHARS = "ab \t\n\r\u000B\f\u0085\u2028\u2029\u00A0\u202F".toCharArray();

    @Test
    void aLineBreak_andTheWhiteSpaceAroundIt_isOneBlank() {
        assertThat(Unwrapped.of("paid {}\r\n\t for \n\n {}  EUR", 100)).isEqualTo("paid {} for {}  EUR");
    }

    @Test
    void whatStandsOnOneLine_staysAsItIs() {
        assertThat(Unwrapped.of("paid  {} \t EUR", 100)).isEqualTo("paid  {} \t EUR");
        assertThat(Unwrapped.of("", 100)).isEmpty();
    }

    /** Line breaks of every kind, in any order. */
    @Test
    void eachText_isWhatThePatternMakesOfIt() {
        long seed = 20261201;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(12); left > 0; left--) {
                text.append(CHARS[random.nextInt(CHARS.length)]);
            }
            String line = WRAP.matcher(text).replaceAll(" ");
            assertThat(Unwrapped.of(text, line.length()))
                    .as("%s", text.chars().boxed().toList())
                    .isEqualTo(line);
            if (!line.isEmpty()) {
                assertThat(Unwrapped.of(text, line.length() - 1)).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", " \n", "\u2028", " \u2028", "x", "x \n ", "\r\n"})
    void aLongText_isLookedAtAFewTimes(String repeated) {
        CountedText text = new CountedText("a\nb:" + repeated.repeat(LENGTH / repeated.length()) + "x");

        assertThat(Unwrapped.of(text, Integer.MAX_VALUE)).startsWith("a b").endsWith("x");

        assertThat(text.looks).isLessThan(4L * LENGTH);
    }

    @Test
    void whatIsTooLong_isGivenUp_asSoonAsThatIsSeen() {
        CountedText text = new CountedText("a\nb " + "x y ".repeat(LENGTH));

        assertThat(Unwrapped.of(text, 20)).isNull();

        assertThat(text.looks).isLessThan(100);
    }

    private static final class CountedText implements CharSequence {
        private final String text;
        private long looks;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
