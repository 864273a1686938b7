package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.StepLimitedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A rule's {@code <regex>}, looked for in the formatted message. Its named groups become fields; their names may hold
 * {@code _}, {@code .} and {@code -}, which Java's own may not, so they are replaced before the pattern is compiled.
 * Immutable. Any thread.
 *
 * <p>Longer messages than {@link #MOST_CHARS} are not tried, and a pattern that backtracks more than
 * {@link StepLimitedText} allows is given up: a logging thread is delayed by some milliseconds at the very worst.
 */
public final class LinePattern {
    /** Characters of a formatted message that a pattern is tried on. */
    public static final int MOST_CHARS = 10_000;

    /** What was tried and came to no end. */
    public static final String[] GIVEN_UP = {};

    private static final Pattern TOKEN = Pattern.compile(
            "\\\\Q.*?(?:\\\\E|$)" // quoted text
                    + "|\\\\k<([^>]*)>" // a reference to a group
                    + "|\\\\." // an escaped character
                    + "|\\(\\?<([A-Za-z_][A-Za-z0-9_.-]*)>" // a named group
                    + "|\\[\\^?]?" // a class begins; a bracket that comes first in it doesn't end it
                    + "|.",
            Pattern.DOTALL);

    private final String text;
    private final Pattern pattern;
    private final List<String> names;

    private LinePattern(String text, Pattern pattern, List<String> names) {
        this.text = text;
        this.pattern = pattern;
        this.names = names;
    }

    /**
     * Compiles the text of a {@code <regex>}.
     *
     * @throws IllegalArgumentException when it is no regular expression; the message says what is wrong
     */
    public static LinePattern compile(String regex) {
        List<String> names = new ArrayList<>();
        StringBuilder java = new StringBuilder();
        Matcher token = TOKEN.matcher(regex);
        int classDepth = 0;
        while (token.find()) {
            String text = token.group();
            classDepth += text.startsWith("[") ? 1 : text.equals("]") && classDepth > 0 ? -1 : 0;
            if (token.group(2) != null && classDepth == 0) {
                java.append("(?<").append(javaName(names, token.group(2))).append('>');
            } else if (token.group(1) != null) {
                java.append("\\k<").append(known(names, token.group(1))).append('>');
            } else {
                java.append(text);
            }
        }
        try {
            return new LinePattern(regex, Pattern.compile(java.toString()), List.copyOf(names));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression: " + e.getDescription());
        }
    }

    private static String javaName(List<String> names, String name) {
        if (names.contains(name)) {
            throw new IllegalArgumentException("has two groups named '" + name + "'");
        }
        names.add(name);
        return "g" + (names.size() - 1);
    }

    private static String known(List<String> names, String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("refers to a group '" + name + "' that does not stand before it");
        }
        return "g" + names.indexOf(name);
    }

    /** The names of its groups, in order. */
    public List<String> names() {
        return names;
    }

    /** The longest piece of text that each match contains, as far as that is plain; empty where there is none. */
    String literal() {
        return LiteralText.longest(pattern.pattern(), TOKEN, hasTopLevelAlternative(pattern.pattern()));
    }

    /** Whether it captures what becomes no field. */
    public boolean hasNamelessGroup() {
        return pattern.matcher("").groupCount() > names.size();
    }

    /** Whether it matches whole messages only: it begins with {@code ^}, ends with {@code $}, and has no alternative to that. */
    public boolean isAnchored() {
        String java = pattern.pattern();
        boolean ends = java.endsWith("$") && !isEscaped(java, java.length() - 1)
                || (java.endsWith("\\z") || java.endsWith("\\Z")) && !isEscaped(java, java.length() - 2);
        boolean begins = java.matches("(?s)(?:\\(\\?[a-z]+\\))?(?:\\^|\\\\A).*");
        return begins && ends && !java.matches("(?s).*\\(\\?[a-z]*m.*") && !hasTopLevelAlternative(java);
    }

    private static boolean isEscaped(String java, int at) {
        int slashes = 0;
        for (int i = at - 1; i >= 0 && java.charAt(i) == '\\'; i--) {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static boolean hasTopLevelAlternative(String java) {
        Matcher token = TOKEN.matcher(java);
        int groups = 0;
        int classes = 0;
        while (token.find()) {
            String text = token.group();
            if (text.startsWith("[")) {
                classes++;
            } else if (text.equals("]") && classes > 0) {
                classes--;
            } else if (classes == 0) {
                groups += text.startsWith("(") ? 1 : text.equals(")") ? -1 : 0;
                if (groups == 0 && text.equals("|")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The text as it was given. */
    public String text() {
        return text;
    }

    /** The text as it was compiled, which differs from the one given in its group names. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    /**
     * Looks for the pattern.
     *
     * @return a text, or null, for each name; null when the pattern isn't found; {@link #GIVEN_UP} when that could not be
     *     found out
     */
    public String[] find(String message) {
        if (message.length() > MOST_CHARS) {
            return GIVEN_UP;
        }
        try {
            Matcher matcher = pattern.matcher(StepLimitedText.of(message));
            if (!matcher.find()) {
                return null;
            }
            String[] values = new String[Math.max(1, names.size())];
            for (int i = 0; i < names.size(); i++) {
                values[i] = matcher.group("g" + i);
            }
            return values;
        } catch (StepLimitedText.Exhausted | StackOverflowError e) {
            return GIVEN_UP;
        }
    }
}
