package com.moesif.logback.internal.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of a regular expression which text stands in it as it is. Each call has a state of its own: any thread. */
final class LiteralText {
    private final StringBuilder piece = new StringBuilder();
    private String longest = "";
    private int groups;
    private int classes;
    private boolean counting;
    private boolean atEnd;

    private LiteralText() {}

    /**
     * The longest text that each match contains. What is optional, in a group or one of several is left out, and so is all behind
     * what isn't understood here.
     */
    static String longest(String regex, Pattern token, boolean hasAlternative) {
        // Upper case for lower, or blanks that mean nothing.
        if (hasAlternative || regex.matches("(?s).*\\(\\?[a-z]*[ix].*")) {
            return "";
        }
        LiteralText text = new LiteralText();
        Matcher each = token.matcher(regex);
        while (!text.atEnd && each.find()) {
            text.read(each.group());
        }
        text.end();
        return text.longest;
    }

    private void read(String token) {
        if (counting) {
            counting = !token.equals("}");
        } else if (classes > 0) {
            classes += token.startsWith("[") ? 1 : token.equals("]") ? -1 : 0;
        } else if (token.startsWith("[")) {
            classes++;
            end();
        } else if (token.startsWith("(") || token.equals(")")) {
            groups += token.equals(")") ? -1 : 1;
            end();
        } else if (groups == 0) {
            readOutside(token);
        }
    }

    private void readOutside(String token) {
        char first = token.charAt(0);
        if (token.startsWith("\\Q")) {
            piece.append(token, 2, token.endsWith("\\E") ? token.length() - 2 : token.length());
        } else if (first == '\\') {
            escaped(token.charAt(token.length() - 1));
        } else if (first == '?' || first == '*' || first == '{') {
            // What stands before it need not be there.
            if (!piece.isEmpty()) {
                piece.setLength(piece.offsetByCodePoints(piece.length(), -1));
            }
            end();
            counting = first == '{';
        } else if (first == '+' || first == '.' || first == '^' || first == '$') {
            end();
        } else {
            piece.append(token);
        }
    }

    private void escaped(char c) {
        if (!Character.isLetterOrDigit(c)) {
            piece.append(c);
            return;
        }
        end();
        // Digits or a name come next, which are no text.
        atEnd = Character.isDigit(c) || "xucpPNk".indexOf(c) >= 0;
    }

    private void end() {
        if (piece.length() > longest.length()) {
            longest = piece.toString();
        }
        piece.setLength(0);
    }
}
