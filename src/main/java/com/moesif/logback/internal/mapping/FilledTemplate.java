package com.moesif.logback.internal.mapping;

import java.util.Arrays;
import java.util.List;
import org.slf4j.helpers.MessageFormatter;

/**
 * Reads the values of a template's placeholders back out of a formatted message, for lines of a log file, which have lost the
 * template. In a service the values come from the event's arguments, and this only tells that a text came formatted.
 * Immutable.
 */
public final class FilledTemplate {
    /** Of Unicode's private use, so that no message has them. */
    private static final char MARK = '\uF8FE';

    /** Before, between and after the placeholders. */
    private final List<String> between;

    private final int placeholders;
    private final String beginning;
    private final String ending;

    public FilledTemplate(MessageTemplate template) {
        between = textBetweenHoles(template);
        placeholders = between.size() - 1;
        beginning = between.get(0);
        ending = between.get(placeholders);
    }

    /** What stands before, between and after the placeholders, as SLF4J itself prints it there, its escapes included. */
    static List<String> textBetweenHoles(MessageTemplate template) {
        Object[] marks = new Object[template.names().length];
        Arrays.fill(marks, String.valueOf(MARK));
        String printed = MessageFormatter.basicArrayFormat(template.raw(), marks);
        return List.of(printed.split(String.valueOf(MARK), -1));
    }

    /** Before the first placeholder. */
    String beginning() {
        return beginning;
    }

    /** A text for each placeholder, each as short as can be; null when the text isn't of this template. */
    public String[] values(String text) {
        if (!hasBothEnds(text)) {
            return null;
        }
        String[] values = new String[placeholders];
        int from = beginning.length();
        int end = text.length() - ending.length();
        for (int i = 1; i < placeholders; i++) {
            // The first place will do: whatever fits behind a later one fits behind it, too.
            int at = text.indexOf(between.get(i), from);
            if (at < 0 || at + between.get(i).length() > end) {
                return null;
            }
            values[i - 1] = text.substring(from, at);
            from = at + between.get(i).length();
        }
        if (placeholders > 0) {
            values[placeholders - 1] = text.substring(from, end);
        }
        return values;
    }

    /** Whether the placeholders could have been filled in another way: one value ends where the next begins. */
    public boolean isAmbiguous(String text) {
        return !Arrays.equals(values(text), longest(text));
    }

    /** Each as long as can be, the first before all. */
    private String[] longest(String text) {
        if (!hasBothEnds(text)) {
            return null;
        }
        String[] values = new String[placeholders];
        int from = beginning.length();
        int end = text.length() - ending.length();
        for (int i = placeholders - 1; i > 0; i--) {
            int at = text.lastIndexOf(between.get(i), end - between.get(i).length());
            if (at < from) {
                return null;
            }
            values[i] = text.substring(at + between.get(i).length(), end);
            end = at;
        }
        if (placeholders > 0) {
            values[0] = text.substring(from, end);
        }
        return values;
    }

    private boolean hasBothEnds(String text) {
        if (text.length() > LinePattern.MOST_CHARS) {
            return false;
        }
        if (placeholders == 0) {
            return text.equals(beginning);
        }
        return text.length() >= beginning.length() + ending.length()
                && text.startsWith(beginning)
                && text.endsWith(ending);
    }
}
