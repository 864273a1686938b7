package com.moesif.logback.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Texts that the groups of a regular expression may have been written for: {@code ORD-7} of {@code ORD-\d+}. Reads the plain
 * constructs that people write for log lines, and of others gives a text that may be wrong, which the expression itself then
 * refuses. Where it would become much, it gives none. One use.
 */
final class RegexExamples {
    /** Of the alternatives of a group, or of all groups inside it. */
    private static final int MOST = 8;

    /** Of a regular expression. People write no longer ones for a log line. */
    private static final int MOST_CHARS = 4_000;

    /** Of an example. */
    private static final int LONGEST = 500;

    /** Of a class of characters that is tried. */
    private static final int LONGEST_CLASS = 200;

    /** Of brackets in brackets. */
    private static final int DEEPEST = 50;

    private final String regex;
    private final List<List<String>> groups = new ArrayList<>();
    private int at;
    private int depth;

    private RegexExamples(String regex) {
        this.regex = regex;
    }

    /** For each named group, in their order, a text or a few, or none; empty when the expression is too long to be read. */
    static List<List<String>> ofNamedGroups(String regex) {
        if (regex.length() > MOST_CHARS) {
            return List.of();
        }
        RegexExamples examples = new RegexExamples(regex);
        while (examples.at < regex.length()) {
            examples.alternatives();
            // A bracket that closes nothing.
            examples.at++;
        }
        return examples.groups;
    }

    private List<String> alternatives() {
        List<String> all = new ArrayList<>(sequence());
        while (peek() == '|') {
            at++;
            List<String> more = sequence();
            all.addAll(more.subList(0, Math.min(more.size(), MOST - all.size())));
        }
        return all;
    }

    private List<String> sequence() {
        List<String> texts = List.of("");
        while (at < regex.length() && peek() != '|' && peek() != ')') {
            texts = joined(texts, repeated(atom()));
        }
        return texts;
    }

    private List<String> atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> List.of(oneOf());
            case '\\' -> List.of(at < regex.length() ? escape() : "");
            case '.' -> List.of("a");
            case '^', '$' -> List.of("");
            default -> List.of(String.valueOf(c));
        };
    }

    private List<String> group() {
        boolean isNamed = regex.startsWith("?<", at) && !regex.startsWith("?<=", at) && !regex.startsWith("?<!", at);
        boolean isLook = regex.startsWith("?=", at)
                || regex.startsWith("?!", at)
                || regex.startsWith("?<=", at)
                || regex.startsWith("?<!", at);
        int place = groups.size();
        if (isNamed) {
            groups.add(List.of());
            at = Math.max(at, regex.indexOf('>', at) + 1);
        } else if (isLook) {
            at += regex.startsWith("?<", at) ? 3 : 2;
        } else if (peek() == '?') {
            // Flags may stand before the colon.
            at++;
            while (at < regex.length() && "idmsuxU-".indexOf(peek()) >= 0) {
                at++;
            }
            at += peek() == ':' || peek() == '>' ? 1 : 0;
        }
        if (depth == DEEPEST) {
            return List.of("");
        }
        depth++;
        List<String> texts = alternatives();
        depth--;
        at++;
        if (isNamed) {
            groups.set(place, texts);
        }
        return isLook ? List.of("") : texts;
    }

    /** A character of a class: the first that it names, or another one that it takes. */
    private String oneOf() {
        int start = at - 1;
        at += peek() == '^' ? 1 : 0;
        int from = at;
        int open = 1;
        String first = "";
        while (at < regex.length() && open > 0) {
            char c = regex.charAt(at++);
            String one = c == '\\' && at < regex.length() ? escape() : String.valueOf(c);
            first = first.isEmpty() ? one : first;
            open += c == '[' ? 1 : c == ']' && at - 1 > from ? -1 : 0;
        }
        return taken(regex.substring(start, at), first);
    }

    /** The first text that the class takes, of the given one and a few others. */
    private static String taken(String oneChar, String likely) {
        if (oneChar.length() > LONGEST_CLASS) {
            return likely;
        }
        try {
            Pattern pattern = Pattern.compile(oneChar);
            return Stream.of(likely, "a", "z", "A", "7", "-", "_", ".", " ")
                    .filter(text -> pattern.matcher(text).matches())
                    .findFirst()
                    .orElse(likely);
        } catch (PatternSyntaxException e) {
            return likely;
        }
    }

    private String escape() {
        int start = at - 1;
        char c = regex.charAt(at++);
        switch (c) {
            case 'Q':
                int end = regex.indexOf("\\E", at);
                String quoted = regex.substring(at, end < 0 ? regex.length() : end);
                at = end < 0 ? regex.length() : end + 2;
                return quoted;
            case 'k':
                at = Math.max(at, regex.indexOf('>', at) + 1);
                return "";
            case 'p', 'P':
                at = peek() == '{' ? Math.max(at, regex.indexOf('}', at) + 1) : Math.min(at + 1, regex.length());
                return taken(regex.substring(start, at), "a");
            case 'x', 'u':
                return ofCode(c == 'x' ? 2 : 4);
            default:
                return escaped(c);
        }
    }

    /** The character that these digits name: {@code :-} has to be {@code :\x2D} in a logback.xml. */
    private String ofCode(int digits) {
        int start = at;
        at = Math.min(at + digits, regex.length());
        String code = regex.substring(start, at);
        return code.matches("\\p{XDigit}{" + digits + "}") ? String.valueOf((char) Integer.parseInt(code, 16)) : "";
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'd' -> "7";
            case 'w', 'S', 'D', 'H', 'X' -> "a";
            case 's', 'h' -> " ";
            case 'W' -> "-";
            case 't' -> "\t";
            case 'n', 'R', 'v' -> "\n";
            case 'b', 'B', 'A', 'G', 'Z', 'z', 'E' -> "";
            default -> String.valueOf(c);
        };
    }

    /** By the quantifier that follows: as often as it needs, once where that is no matter. */
    private List<String> repeated(List<String> atom) {
        char c = peek();
        if (c == '{') {
            at++;
            int times = 0;
            while (at < regex.length() && Character.isDigit(peek())) {
                times = Math.min(LONGEST + 1, times * 10 + Character.digit(regex.charAt(at++), 10));
            }
            at = Math.max(at, regex.indexOf('}', at) + 1);
            skipMode();
            int needed = times;
            return atom.stream()
                    .filter(text -> text.length() * needed <= LONGEST)
                    .map(text -> text.repeat(needed))
                    .toList();
        } else if (c == '*' || c == '+' || c == '?') {
            at++;
            skipMode();
        }
        return atom;
    }

    private void skipMode() {
        at += peek() == '?' || peek() == '+' ? 1 : 0;
    }

    private static List<String> joined(List<String> texts, List<String> more) {
        return texts.stream()
                .flatMap(text -> more.stream()
                        .filter(next -> text.length() + next.length() <= LONGEST)
                        .map(text::concat))
                .limit(MOST)
                .toList();
    }

    private char peek() {
        return at < regex.length() ? regex.charAt(at) : '\0';
    }
}
