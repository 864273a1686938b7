package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.StepLimitedText;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.helpers.MessageFormatter;

/**
 * Reads the values of a template's holes back out of a formatted message, for lines of a log file, which have lost the
 * template. Only a rehearsal does this: in a service the values come from the event's arguments. Immutable.
 */
final class FilledTemplate {
    /** Of Unicode's private use, so that no message has them. */
    private static final char MARK = '\uF8FE';

    private final int holes;
    private final Pattern shortest;
    private final Pattern longest;

    FilledTemplate(MessageTemplate template) {
        holes = template.names().length;
        shortest = pattern(template, "(.*?)");
        longest = pattern(template, "(.*)");
    }

    /** What stands around the holes is what SLF4J itself prints there, its escapes included. */
    private static Pattern pattern(MessageTemplate template, String hole) {
        Object[] marks = new Object[template.names().length];
        Arrays.fill(marks, String.valueOf(MARK));
        String printed = MessageFormatter.basicArrayFormat(template.raw(), marks);
        StringBuilder regex = new StringBuilder();
        int from = 0;
        for (int at = printed.indexOf(MARK); at >= 0; at = printed.indexOf(MARK, from)) {
            regex.append(Pattern.quote(printed.substring(from, at))).append(hole);
            from = at + 1;
        }
        return Pattern.compile(
                regex.append(Pattern.quote(printed.substring(from))).toString(), Pattern.DOTALL);
    }

    /** A text for each hole, each as short as can be; null when the text isn't of this template. */
    String[] values(String text) {
        return values(shortest, text);
    }

    /** Whether the holes could have been filled in another way: one value ends where the next begins. */
    boolean isAmbiguous(String text) {
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
            String[] values = new String[holes];
            for (int i = 0; i < holes; i++) {
                values[i] = matcher.group(i + 1);
            }
            return values;
        } catch (StepLimitedText.Exhausted | StackOverflowError e) {
            return null;
        }
    }
}
