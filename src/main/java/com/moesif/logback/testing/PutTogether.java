package com.moesif.logback.testing;

import com.moesif.logback.internal.statements.Message;
import com.moesif.logback.internal.statements.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tells whether a template that the code puts together from texts and values may become the one of a rule. */
final class PutTogether {
    private PutTogether() {}

    /**
     * A value is any text, but none with a hole: who fills holes doesn't put them in.
     *
     * @param template the rule's, with <code>{}</code> for each placeholder
     */
    static boolean mayBe(String template, Statement statement) {
        Message message = statement.message();
        boolean isPutTogether = message.form() == Message.Form.CONCATENATION || message.form() == Message.Form.FORMAT;
        boolean isFilledBefore = message.reread() && !statement.api().keepsTemplates();
        if (!isPutTogether || isFilledBefore) {
            return false;
        }
        List<List<String>> code = betweenHoles(message);
        String[] rule = template.strip().split("\\{}", -1);
        if (code.size() != rule.length) {
            return false;
        }
        for (int i = 0; i < rule.length; i++) {
            if (!fits(code.get(i), rule[i], i == 0, i == rule.length - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Texts with a value between each two of them, for each piece between two holes. */
    private static List<List<String>> betweenHoles(Message message) {
        List<List<String>> pieces = new ArrayList<>();
        List<String> piece = new ArrayList<>(List.of(""));
        for (Message.Part part : message.parts()) {
            boolean isHole = part.placeholder() != null && message.reread() && !part.isPutIn();
            if (isHole) {
                pieces.add(piece);
                piece = new ArrayList<>(List.of(""));
            } else if (part.placeholder() != null) {
                piece.add("");
            } else {
                String text = piece.get(piece.size() - 1) + part.text();
                piece.set(piece.size() - 1, text);
            }
        }
        pieces.add(piece);
        return pieces;
    }

    private static boolean fits(List<String> texts, String rule, boolean isFirst, boolean isLast) {
        String first = isFirst ? texts.get(0).stripLeading() : texts.get(0);
        if (texts.size() == 1) {
            return (isLast ? first.stripTrailing() : first).equals(rule);
        }
        String last = texts.get(texts.size() - 1);
        last = isLast ? last.stripTrailing() : last;
        int end = rule.length() - last.length();
        if (!rule.startsWith(first) || !rule.endsWith(last) || end < first.length()) {
            return false;
        }
        // Each text as far to the front as it can be leaves most room for the others.
        int at = first.length();
        for (String text : texts.subList(1, texts.size() - 1)) {
            int found = rule.indexOf(text, at);
            if (found < 0 || found + text.length() > end) {
                return false;
            }
            at = found + text.length();
        }
        return true;
    }
}
