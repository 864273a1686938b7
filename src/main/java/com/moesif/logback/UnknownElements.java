package com.moesif.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Elements of ours that Joran didn't know: it only warns of them and goes on, so a typo would quietly change what is
 * shipped. Reads Joran's own warnings (text of {@code ImplicitModelHandler}, the same in Logback 1.5 and 1.6).
 */
final class UnknownElements {
    private static final Pattern WARNING =
            Pattern.compile("Ignoring unknown property \\[([^\\]]*)\\] in \\[(com\\.moesif\\.logback\\.[A-Za-z]+)\\]");
    private static final int NEAR = 4;

    private UnknownElements() {}

    /** An error for each, with the nearest name that is known. */
    static List<String> after(Status before, Context context) {
        List<String> errors = new ArrayList<>();
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (status == before) {
                // What came before was said of another appender.
                errors.clear();
            }
            Matcher warning = WARNING.matcher(String.valueOf(status.getMessage()));
            if (status != before && warning.lookingAt()) {
                errors.add(error(warning.group(1), warning.group(2)));
            }
        }
        return errors;
    }

    private static String error(String element, String className) {
        return "<" + element + "> is no element of " + className.substring(className.lastIndexOf('.') + 1)
                + nearest(element, className)
                        .map(name -> "; <" + name + "> may be meant.")
                        .orElse(".");
    }

    private static Optional<String> nearest(String element, String className) {
        return elementsOf(className).stream()
                .filter(name -> distance(element, name) <= NEAR)
                .min(Comparator.comparingInt(name -> distance(element, name)));
    }

    private static TreeSet<String> elementsOf(String className) {
        TreeSet<String> names = new TreeSet<>();
        try {
            for (Method method : Class.forName(className).getDeclaredMethods()) {
                if (method.getName().matches("(set|add)[A-Z].*") && method.getParameterCount() == 1) {
                    String name = method.getName().substring(3);
                    names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
                }
            }
        } catch (ClassNotFoundException e) {
            // Then there is just no name to suggest.
        }
        return names;
    }

    /** Levenshtein's, case aside. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
