package com.moesif.logback.testing;

import com.moesif.logback.internal.mapping.LinePattern;
import com.moesif.logback.internal.statements.Message;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tries a rule's regular expression on texts as statements may log them. An expression that backtracks too much is given up after
 * a few texts of each statement, so that it does not take minutes. Not thread-safe.
 */
final class SampleMatches {
    /** Of the texts of one statement. */
    private static final int MOST_GIVEN_UP = 3;

    private static final int MOST_GIVEN_UP_IN_ALL = 300;

    private final LinePattern regex;
    /** Of what each group may have been written for. */
    private final List<List<String>> examples;

    private int givenUp;
    private int givenUpInAll;

    SampleMatches(LinePattern regex) {
        this.regex = regex;
        this.examples = RegexExamples.ofNamedGroups(regex.text());
    }

    /** Whether one of the message's texts matches; null when that could not be found out. */
    Boolean finds(Message message) {
        if (groups(message).findFirst().isPresent()) {
            return true;
        }
        return isGivenUp() ? null : Boolean.FALSE;
    }

    /** What the group may take of the message. */
    List<String> values(Message message, int group) {
        return groups(message)
                .map(groups -> groups[group])
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    List<List<String>> examples() {
        return examples;
    }

    private Stream<String[]> groups(Message message) {
        givenUp = 0;
        return SampleTexts.of(message, examples)
                .takeWhile(text -> !isGivenUp())
                .map(this::find)
                .filter(Objects::nonNull);
    }

    private boolean isGivenUp() {
        return givenUp >= MOST_GIVEN_UP || givenUpInAll >= MOST_GIVEN_UP_IN_ALL;
    }

    private String[] find(String text) {
        String[] groups = regex.find(text);
        if (groups == LinePattern.GIVEN_UP) {
            givenUp++;
            givenUpInAll++;
            return null;
        }
        return groups;
    }
}
