package com.moesif.logback.internal.settings;

import com.moesif.logback.internal.action.ConfiguredField;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.action.Reserved;
import com.moesif.logback.internal.mapping.MessageTemplate;
import com.moesif.logback.internal.mapping.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule that is allowed and can't be meant: each sentence says what was found and what would be right. What it has in common:
 * the rule works, and its actions lack something, or lie in the wrong place. Pure.
 */
final class RuleSense {
    /** As String.format and MessageFormat have them. */
    private static final Pattern FOREIGN_HOLE = Pattern.compile("%[\\d.$,-]*[sdfn]|\\{\\d+[^}]*}");

    private static final Pattern HOLE_WITH_BLANK = Pattern.compile("\\{([A-Za-z_]\\w*(?:\\s+\\w+)+)}");
    /** Blanks around the name, or a format right behind it; but not what a JSON or a variable's default looks like. */
    private static final Pattern HOLE_WITH_MORE =
            Pattern.compile("\\{(?:\\s+([A-Za-z_][\\w.-]*)\\s*|([A-Za-z_][\\w.-]*)(?:\\s+|[:,](?!-)[^{}\"\\s]+))}");

    /** A class as a file or in byte code, by its capital; Tomcat's loggers have a slash in their names, too. */
    private static final Pattern PATH = Pattern.compile(
            "[\\w$.]*\\b[A-Z][\\w$]*\\.(?:class|java)|[\\w$]+(?:/[\\w$]+)*/[A-Z][\\w$]*(?:\\.(?:class|java))?");

    /** A number: what has a hyphen behind a digit is a date, most likely. */
    private static final Pattern DIGITS = Pattern.compile("\\(\\?<([A-Za-z_][\\w.-]*)>"
            + "((?:-\\??)?(?:\\\\d|\\\\\\.|\\[-?(?:\\\\d|0-9|[0-9.,])+]|[+*?{}0-9,])+)\\)");

    private static final String REQUEST = "request.";
    private static final int MOST_EDITS = 2;
    /** A shorter name may well be another word. */
    private static final int LONG = 7;

    private RuleSense() {}

    /** What makes its actions wrong. */
    static List<String> faultsOf(Rule rule, Naming naming) {
        List<String> faults = new ArrayList<>();
        logger(rule.where().logger(), faults);
        marker(rule.where().marker(), faults);
        if (rule.message() != null && !rule.message().isAny()) {
            placeholders(rule.message(), faults);
        }
        fields(rule, naming, faults);
        Stream.concat(
                        rule.fieldsOfLine(),
                        rule.actionTemplate().fields().stream().map(field -> field.name()))
                .map(naming::afterAlias)
                .distinct()
                .forEach(name -> misspelt(name)
                        .ifPresent(meant ->
                                faults.add("its field '" + name + "' goes to metadata; was '" + meant + "' meant?")));
        return faults;
    }

    /** What is hardly meant, but does no harm to those who know. */
    static List<String> doubtsOf(Rule rule, Naming naming) {
        List<String> doubts = new ArrayList<>();
        if (rule.regex() != null) {
            Matcher group = DIGITS.matcher(rule.regex().text());
            while (group.find()) {
                String name = group.group(1);
                boolean typed = rule.actionTemplate().types().of(name) != null || naming.reservedPlace(name) != null;
                if (!typed && group.group(2).matches(".*(\\\\d|0-9).*")) {
                    doubts.add("its group '" + name + "' takes digits, which stay text: add <field><name>" + name
                            + "</name><type>number</type></field>, or <type>string</type> where text is meant.");
                }
            }
            if (rule.regex().names().isEmpty() && rule.regex().hasNamelessGroup()) {
                doubts.add(
                        "its <regex> has a group without a name, of which no field comes: write (?<name>…), or (?:…) where"
                                + " none is meant.");
            }
        }
        if (rule.message() != null && !rule.message().isAny()) {
            Matcher more = HOLE_WITH_MORE.matcher(rule.message().given());
            if (more.find()) {
                doubts.add("its <message> has '" + more.group() + "', which is no placeholder: write {"
                        + (more.group(1) == null ? more.group(2) : more.group(1))
                        + "} if it is to be one, or \\u007B for the brace if not.");
            }
            Matcher foreign = FOREIGN_HOLE.matcher(rule.message().given());
            if (foreign.find() && rule.message().hasHoles()) {
                doubts.add("its <message> has '" + foreign.group()
                        + "' beside a placeholder, but SLF4J fills {} only; write " + escaped(foreign)
                        + " that is meant.");
            }
        }
        return doubts;
    }

    private static void logger(String logger, List<String> faults) {
        if (logger == null) {
            return;
        }
        String stem = logger.replaceAll("[.*]+$", "");
        if (logger.indexOf('*') >= 0) {
            faults.add("its <logger> is '" + logger + "', but no logger has a star in its name: "
                    + (stem.isEmpty()
                            ? "a rule without <logger> takes all."
                            : stem.indexOf('*') >= 0
                                    ? "write the whole name, or the part before the star; a rule without <logger> takes all."
                                    : "'" + stem + "' takes that logger and all below it."));
        } else if (logger.endsWith(".")) {
            faults.add("its <logger> is '" + logger + "', but no logger's name ends with a dot: '" + stem
                    + "' takes that logger and all below it.");
        } else if (PATH.matcher(logger).matches()) {
            faults.add("its <logger> is '" + logger + "', but a logger has the name of a class: '"
                    + logger.replace('/', '.').replaceAll("\\.(?:class|java)$", "") + "'.");
        }
    }

    private static void marker(String marker, List<String> faults) {
        if (marker != null && marker.indexOf('*') >= 0) {
            faults.add(
                    "its <marker> is '" + marker + "', but a marker has to have just that name: write the whole name."
                            + " A rule without <marker> takes events with any marker, or none.");
        }
    }

    private static void placeholders(MessageTemplate message, List<String> faults) {
        Matcher blank = HOLE_WITH_BLANK.matcher(message.given());
        if (blank.find()) {
            faults.add("its <message> has '" + blank.group()
                    + "', which is no placeholder, since a name has no blank: write {"
                    + blank.group(1).replaceAll("\\s+", "_") + "}.");
        }
        if (message.given().contains("(?<")) {
            faults.add("its <message> has '(?<' of a regular expression: write it as <regex>.");
        }
        Matcher foreign = FOREIGN_HOLE.matcher(message.given());
        if (foreign.find() && !message.hasHoles()) {
            faults.add("its <message> has '" + foreign.group()
                    + "', but SLF4J fills {} only: write {name} where the source"
                    + " has {}, a <regex> where it formats by itself, or " + escaped(foreign) + " that is meant.");
        }
    }

    private static String escaped(Matcher foreign) {
        return foreign.group().startsWith("%") ? "\\u0025 for a percent sign" : "\\u007B for a brace";
    }

    /** A type for a field that the line doesn't have, but one much like it. */
    private static void fields(Rule rule, Naming naming, List<String> faults) {
        Set<String> given = new HashSet<>(rule.fieldsOfLine().toList());
        Set<String> places = given.stream().map(naming::fullName).collect(Collectors.toSet());
        Stream<String> wanted = rule.actionTemplate().required().stream().map(RequiredField::name);
        Set<String> valued = rule.actionTemplate().fields().stream()
                .map(ConfiguredField::name)
                .collect(Collectors.toSet());
        for (String name : Stream.concat(rule.actionTemplate().types().names().stream(), wanted)
                .filter(name -> !valued.contains(name))
                .collect(Collectors.toCollection(TreeSet::new))) {
            if (!places.contains(naming.fullName(name))) {
                given.stream()
                        .filter(other -> EditDistance.between(name, other) <= MOST_EDITS)
                        .findFirst()
                        .ifPresent(other -> faults.add("its <field> '" + name
                                + "' has no value and names nothing of the line; was '" + other + "' meant?"));
            }
        }
    }

    /** Of a name that has no place of its own, the one that it is a misspelling of. */
    static Optional<String> misspelt(String name) {
        if (Reserved.named(name) != null) {
            return Optional.empty();
        }
        String plain = plain(name);
        return Arrays.stream(Reserved.values())
                .map(Reserved::wireName)
                .filter(known -> plain(known).equals(plain)
                        || name.startsWith(REQUEST)
                                && known.startsWith(REQUEST)
                                && EditDistance.between(name, known) <= MOST_EDITS
                        || plain(known).length() >= LONG && isSlip(plain, plain(known)))
                .findFirst();
    }

    /**
     * Two letters that have changed places, one that was typed twice, one too few, or a wrong one within; any other is
     * another word, a plural or an auction's name say.
     */
    private static boolean isSlip(String name, String known) {
        for (int i = 0; i + 1 < name.length() && name.length() == known.length(); i++) {
            String exchanged = name.substring(0, i) + name.charAt(i + 1) + name.charAt(i) + name.substring(i + 2);
            if (exchanged.equals(known)) {
                return true;
            }
        }
        if (EditDistance.between(name, known) != 1) {
            return false;
        }
        int last = name.length() - 1;
        return switch (name.length() - known.length()) {
            case 1 -> hasTwice(name, known);
            case 0 -> name.charAt(0) == known.charAt(0) && name.charAt(last) == known.charAt(last);
            default -> true;
        };
    }

    /** Whether it is the other with one of its letters twice. */
    private static boolean hasTwice(String longer, String other) {
        int at = 0;
        while (at < other.length() && longer.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at > 0 && longer.charAt(at) == longer.charAt(at - 1);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
    }
}
