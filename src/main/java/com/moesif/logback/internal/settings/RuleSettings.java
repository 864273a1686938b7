package com.moesif.logback.internal.settings;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.Reserved;
import com.moesif.logback.internal.ledger.RuleTally;
import com.moesif.logback.internal.mapping.LinePattern;
import com.moesif.logback.internal.mapping.MessageTemplate;
import com.moesif.logback.internal.mapping.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@code <rule>}s, checked once at start. One that is wrong is an error and off: half a rule would ship half an action.
 * One that is right but can't be meant is a warning.
 */
public final class RuleSettings {
    private static final int SHOWN = 60;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** It is counted in nanoseconds, of which a long holds 292 years. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    final List<Rule> rules = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    /** Of what makes actions wrong, though each rule by itself is right. */
    final List<String> misleading = new ArrayList<>();

    private final LoggerContext context;
    private final Naming naming;
    private final List<String> errors;

    /** @param errors where each wrong rule is told */
    RuleSettings(LoggerContext context, Naming naming, List<String> errors) {
        this.context = context;
        this.naming = naming;
        this.errors = errors;
    }

    RuleSettings read(Elements elements) {
        List<RuleElement> given = elements.rules;
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            RuleElement element = given.get(i);
            String label = label(element, i + 1);
            List<String> wrong = new ArrayList<>(elements.faultsOf(element));
            // What has been found already may be the reason for what would be found now.
            Rule rule = wrong.isEmpty() ? rule(element, label, wrong) : null;
            if (!wrong.isEmpty()) {
                errors.add(sentence(label, String.join(" ", wrong)) + " The rule is off.");
                continue;
            }
            warnOf(rule, element, label);
            String name = element.getName();
            if (name != null && !names.add(name.strip())) {
                warnings.add("Two rules are named '" + name.strip() + "'; give each a name of its own, or notices about"
                        + " them can't be told apart.");
            }
            rules.add(rule);
        }
        return this;
    }

    private static String sentence(String label, String problem) {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1) + ": " + problem;
    }

    /** How statuses call a rule. */
    public static String label(RuleElement element, int number) {
        if (!isBlank(element.getName())) {
            return "rule '" + element.getName().strip() + "'";
        }
        String text = Stream.of(element.getActionName(), element.getMessage(), element.getRegex())
                .filter(candidate -> !isBlank(candidate))
                .findFirst()
                .orElse("");
        String shown = text.length() <= SHOWN ? text.strip() : text.strip().substring(0, SHOWN) + "…";
        return "rule " + number + (shown.isEmpty() ? "" : " (" + shown + ")");
    }

    private Rule rule(RuleElement element, String label, List<String> wrong) {
        if (isBlank(element.getMessage()) && isBlank(element.getRegex())) {
            wrong.add("it has neither <message> nor <regex>; <message>*</message> stands for any message.");
        }
        MessageTemplate message = message(element.getMessage(), wrong);
        LinePattern regex = regex(element.getRegex(), wrong);
        Rule.Where where = new Rule.Where(
                textOrNull(element.getLogger()), level(element.getLevel(), wrong), textOrNull(element.getMarker()));
        FieldSettings fields = new FieldSettings(context, true, naming, wrong).read(element.getFields());
        fields.misleading.forEach(fault -> misleading.add(sentence(label, "its " + fault)));
        ActionTemplate actionTemplate = new ActionTemplate(
                label, name(element.getActionName()), fields.fields, fields.types(), fields.required);
        RuleTally tally = new RuleTally(label, shortName(element, label), expectEvery(element.getExpectEvery(), wrong));
        return new Rule(where, message, regex, actionTemplate, fields.patterns, tally);
    }

    /** In a table and as the tag of a meter: no other rule has it. */
    private String shortName(RuleElement element, String label) {
        String name = Stream.of(element.getName(), element.getActionName(), label)
                .filter(text -> !isBlank(text))
                .findFirst()
                .map(String::strip)
                .orElseThrow();
        String free = name;
        for (int number = 2; isTaken(free); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }

    private boolean isTaken(String name) {
        return rules.stream().anyMatch(rule -> rule.tally().name().equals(name));
    }

    private static Duration expectEvery(String text, List<String> wrong) {
        try {
            Duration given = isBlank(text) ? null : DurationText.parse(text);
            if (given == null || given.compareTo(SHORTEST) >= 0 && given.compareTo(LONGEST) <= 0) {
                return given;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        wrong.add("its <expectEvery> is '" + text.strip() + "', but has to be " + DurationText.ACCEPTED
                + " from a second to ten years.");
        return null;
    }

    private static MessageTemplate message(String text, List<String> wrong) {
        try {
            return isBlank(text) ? null : MessageTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            wrong.add("its <message> " + e.getMessage() + ".");
            return null;
        }
    }

    private static LinePattern regex(String text, List<String> wrong) {
        try {
            return isBlank(text) ? null : LinePattern.compile(text.strip());
        } catch (IllegalArgumentException e) {
            wrong.add("its <regex> " + e.getMessage() + ".");
            return null;
        }
    }

    private static Level level(String text, List<String> wrong) {
        if (isBlank(text)) {
            return null;
        }
        Level level = Level.toLevel(text.strip(), null);
        if (level == null || level == Level.OFF) {
            wrong.add("its <level> is '" + text.strip() + "', but has to be trace, debug, info, warn, error or all.");
        }
        return level;
    }

    private void warnOf(Rule rule, RuleElement element, String label) {
        for (Rule earlier : rules) {
            if (earlier.hidesAllOf(rule)) {
                misleading.add(sentence(
                        label,
                        "it never gets an event, since "
                                + earlier.actionTemplate().label()
                                + " comes first and takes them all. Remove one of them, or put this one first."));
                break;
            }
        }
        RuleSense.faultsOf(rule, naming).forEach(fault -> misleading.add(sentence(label, fault)));
        RuleSense.doubtsOf(rule, naming).forEach(doubt -> warnings.add(sentence(label, doubt)));
        warnOfName(rule, label);
        if (rule.message() != null) {
            Set<String> seen = new HashSet<>();
            for (String field : rule.message().fieldNames()) {
                if (!seen.add(naming.fullName(field))) {
                    misleading.add(sentence(
                            label, "its <message> names two placeholders '" + field + "'; the last of them wins."));
                }
            }
        }
    }

    private void warnOfName(Rule rule, String label) {
        if (rule.actionTemplate().actionName() != null || namesActionByField(rule)) {
            return;
        }
        boolean template = rule.message() != null && !rule.message().isAny();
        if (template && rule.message().hasHoles()) {
            warnings.add(sentence(
                    label,
                    "it has no <actionName>, so its actions are named '"
                            + rule.message().raw() + "'. Give it a name that people recognise."));
        } else if (!template) {
            warnings.add(sentence(
                    label,
                    "it has no <actionName>, so each action is named by the message of its event, and there may be as"
                            + " many names as messages. Give it one."));
        }
    }

    private boolean namesActionByField(Rule rule) {
        Stream<String> configured = rule.actionTemplate().fields().stream().map(field -> field.name());
        Stream<String> placeholders = rule.message() == null ? Stream.empty() : rule.message().fieldNames().stream();
        Stream<String> groups = rule.regex() == null ? Stream.empty() : rule.regex().names().stream();
        return Stream.of(configured, placeholders, groups)
                .flatMap(names -> names)
                .anyMatch(name -> naming.reservedPlace(name) == Reserved.ACTION_NAME);
    }

    /** A formatter may have wrapped it over lines. */
    private static String name(String text) {
        return isBlank(text) ? null : MessageTemplate.folded(text.strip());
    }

    private static String textOrNull(String text) {
        return isBlank(text) ? null : text.strip();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
