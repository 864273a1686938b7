package com.moesif.logback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.mapping.LinePattern;
import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleMatchesTest {
    private static final Argument TEXT = new Argument("order", "java.lang.String", null, true);

    @Test
    void regexThatBacktracksTooMuch_isGivenUp_andStillFindsWhatItMatches() {
        LinePattern regex = LinePattern.compile("^(?:(?:a|a)+)+ (?<order>ORD-\\d+)!$");
        assertThat(regex.find("a".repeat(60) + " ORD-7?")).isSameAs(LinePattern.GIVEN_UP);
        SampleMatches matches = new SampleMatches(regex);

        assertThat(matches.finds(message("a".repeat(60) + " ", TEXT, "?"))).isNull();
        assertThat(matches.finds(message("a ", TEXT, "!"))).isTrue();
        assertThat(matches.values(message("a ", TEXT, "!"), 0)).containsExactly("ORD-7");
        assertThat(matches.finds(message("b ", TEXT, "!"))).isFalse();
    }

    /** A wrong example, and many of them, hide nothing that the usual texts show. */
    @Test
    void examplesThatAreWrong_leaveTheUsualTexts() {
        SampleMatches matches = new SampleMatches(
                LinePattern.compile(
                        "^(?<a>(?![A-J]$)(?:A|B|C|D|E|F|G|H|\\d+)\\b) (?<b>(?!\\w$).+?) (?<c>(?:Q|R|S|T|U|V|W|X|true)(?<!\\b.))$"));

        assertThat(matches.finds(message(TEXT, " ", TEXT, " ", TEXT))).isTrue();
    }

    /** Of forty placeholders there are more combinations than anybody could try. */
    @Test
    void statementWithManyPlaceholders_hasFewTexts() {
        Argument flag = new Argument("flag", "boolean", null, false);
        List<Object> parts = new ArrayList<>(Collections.nCopies(40, TEXT));
        parts.addAll(Collections.nCopies(40, flag));
        Message message = message(parts.toArray());

        assertThat(SampleTexts.of(message, List.of(List.of("ORD-7"), List.of("EUR", "USD"))))
                .hasSizeLessThan(3_000)
                .first()
                .asString()
                .startsWith("ORD-7ORD-7");
        assertThat(new SampleMatches(LinePattern.compile("x(?<y>y)")).finds(message))
                .isFalse();
    }

    private static Message message(Object... parts) {
        List<Message.Part> all = new ArrayList<>();
        for (Object part : parts) {
            all.add(
                    part instanceof Argument argument
                            ? new Message.Part(null, argument, false, false)
                            : new Message.Part((String) part, null, false, false));
        }
        return new Message(Message.Form.CONCATENATION, null, all, List.of(), 0, false);
    }
}
