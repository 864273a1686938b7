package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.StepLimitedText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.helpers.MessageFormatter;

/**
 * Reads the values of a template's holes back out of a formatted message, for lines of a log file, which have lost the
 * template. In a service the values come from the event's arguments, and this only tells that a text came formatted.
 * Immutable.
 */
public final class FilledTemplate {
    /** Of Unicode's private use, so that no message has them. */
    private static final char MARK = '\uF8FE';

    private final int placeholders;
    private final String beginning;
    private final Pattern shortest;
    private final Pattern longest;

    public FilledTemplate(MessageTemplate template) {
        List<String> between = textBetweenHoles(template);
        placeholders = between.size() - 1;
        beginning = between.get(0);
        shortest = pattern(between, "(.*?)");
        longest = pattern(between, "(.*)");
    }

    /** What stands before, between and after the holes, as SLF4J itself prints it there, its escapes included. */
    static List<String> textBetweenHoles(MessageTemplate template) {
        Object[] marks = new Object[template.names().length];
        Arrays.fill(marks, String.valueOf(MARK));
        String printed = MessageFormatter.basicArrayFormat(template.raw(), marks);
        return List.of(printed.split(String.valueOf(MARK), -1));
    }

    private static Pattern pattern(List<String> between, String hole) {
        return Pattern.compile(between.stream().map(Pattern::quote).collect(Collectors.joining(hole)), Pattern.DOTALL);
    }

    /** Before the first hole. */
    String beginning() {
        return beginning;
    }

    /** A text for each hole, each as short as can be; null when the text isn't of this template. */
    public String[] values(String text) {
        return values(shortest, text);
    }

    /** Whether the holes could have been filled in another way: one value ends where the next begins. */
    public boolean isAmbiguous(String text) {
        return !Arrays.equals(values(shortest, text), values(longest, text));
    }

    private String[] values(Pattern pattern, String text) {
        if (text.length() > LinePattern.MOST_CHARS) {
            return null;
        }
        try {
            Matcher matcher = pattern.matcher(StepLimitedText.of(text));
            if (!matcher.matches()) {
                return null;
            }
            String[] values = new String[placeholders];
            for (int i = 0; i < placeholders; i++) {
                values[i] = matcher.group(i + 1);
            }
            return values;
        } catch (StepLimitedText.Exhausted | StackOverflowError e) {
            return null;
        }
    }
}
