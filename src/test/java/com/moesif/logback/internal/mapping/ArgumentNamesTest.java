package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.Naming;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names that a message has for its arguments, and that a template has for its placeholders. */
class ArgumentNamesTest {
    @Test
    void aPlaceholderAtTheBeginning_hasNoName_andCostsTheOthersNone() {
        assertThat(ArgumentNames.read("{} pays amount={}")).containsExactly(null, "amount");
    }

    @Test
    void aTemplateThatBeginsWithAPlaceholder_isShownWithItsName() {
        assertThat(MessageTemplate.parse("{user} pays {amount}").shown()).isEqualTo("{user} pays {amount}");
    }

    /** The same rule, written as a regular expression, which would be too slow for a thread that logs. */
    @Test
    void whatNamesAnArgument_isWhatTheExpressionSays() {
        String blankless = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u30FC\\uFF70\\p{IsHangul}\\p{IsThai}";
        Pattern key = Pattern.compile(
                "(?<![\\p{L}\\p{Nd}_&&[^" + blankless + "]])(?<!\\p{L}(?=_))([A-Za-z_][A-Za-z0-9_.-]*)=$");
        // Letters, marks and digits of several scripts, characters of two halves, and halves alone.
        String[] parts = {
            "a",
            "Z",
            "_",
            "0",
            "9",
            ".",
            "-",
            "=",
            " ",
            "k=",
            "{",
            "é",
            "ß",
            "µ",
            "з",
            "Ͻ",
            "号",
            "〇",
            "ユ",
            "ー",
            "ｰ",
            "한",
            "ผ",
            "ู",
            "๑",
            "٣",
            "①",
            "\uD83D\uDE00",
            "\uD840",
            "\uDC00"
        };
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)].repeat(random.nextInt(40) == 0 ? 99 : 1));
            }
            String message = text.append("={} x={}").toString();
            int placeholder = message.length() - " x={}".length() - 2;
            Matcher matcher = key.matcher(message)
                    .region(Math.max(0, placeholder - 100), placeholder)
                    .useTransparentBounds(true);

            assertThat(ArgumentNames.read(message))
                    .as(message)
                    .containsExactly(matcher.find() ? matcher.group(1) : null, "x");
        }
    }

    @Test
    void aLetterOrDigitOfTwoHalves_isOfTheWord_unlessItsScriptHasNoBlanks() {
        assertThat(ArgumentNames.read("\uD835\uDC00id={} \uD835\uDFCEid={} \uD840\uDC00id={}"))
                .containsExactly(null, null, "id");
    }

    /** Text that is glued together is read again at each event, by the thread that logs. */
    @Test
    void whatIsNotKept_isReadForTheEventsArgumentsOnly() {
        ArgumentNames names = new ArgumentNames(Naming.PLAIN, new VaryingTemplates(new MappingReport() {}));
        String message = "k={} n={} ".repeat(1_000);
        assertThat(names.of(message, "l", 2).others()).containsExactly("k", "n");
        for (int i = 0; i < 1_000; i++) {
            names.of("filled " + i, "l", 0);
        }
        assertThat(names.of("a={} b={}", "l", 1).others()).containsExactly("a");

        int rounds = 1_000;
        readAgain(names, message, rounds);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        readAgain(names, message, rounds);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // The two names, what holds them, and nothing else of the text.
        assertThat(allocated).isLessThan(rounds * 400L);
    }

    private static void readAgain(ArgumentNames names, String message, int rounds) {
        for (int i = 0; i < rounds; i++) {
            names.of(message, "l", 2);
        }
    }
}
