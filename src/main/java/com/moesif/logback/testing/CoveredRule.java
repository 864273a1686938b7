package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.LoggerName;
import com.moesif.logback.internal.statements.RuleDraft;
import com.moesif.logback.internal.statements.Statement;
import com.moesif.logback.internal.statements.Statements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for the statements that one rule takes. One use. */
final class CoveredRule {
    /** Statements less alike than that have nothing to do with the rule. */
    private static final double ALIKE = 0.3;
    /** Fewer may be said of many things. */
    private static final int ENOUGH_WORDS = 2;
    /** Nobody would take the one for another that far from it. */
    private static final double VERY_ALIKE = 0.6;

    /** Most of a line's words: "Started import of 7 rows" says something else than "Finished import of 7 rows". */
    private static final double NEARLY = 0.8;

    private static final int MOST_TOLD = 3;

    private final Rule rule;
    private final Statements all;
    private final List<Statement> statements;
    private final List<Statement> ofOtherLoggers;
    private final boolean isOfClassesRead;
    /** Knows the levels of its loggers, and the filters of its appender. */
    private final RuleTester tester;

    private final StatementFit fit;

    private final EarlierRules earlier;

    private final List<Statement> taken = new ArrayList<>();
    private final List<Statement> tooLow = new ArrayList<>();
    private final List<Statement> formattedBefore = new ArrayList<>();
    private final List<Statement> unseen = new ArrayList<>();
    private final List<Statement> ofAnyLogger = new ArrayList<>();
    /** It would take them if an earlier rule didn't. */
    private final List<Statement> takenBefore = new ArrayList<>();
    /** Whether a statement may make events for it that no earlier rule takes for certain. */
    private boolean mayHaveOthers;

    CoveredRule(Rule rule, Statements all, RuleTester tester) {
        this.rule = rule;
        this.all = all;
        this.isOfClassesRead =
                rule.where().logger() == null || all.haveClassesAt(rule.where().logger());
        this.statements = all.all().stream().filter(this::mayBeOfItsLogger).toList();
        this.ofOtherLoggers = all.all().stream()
                .filter(statement -> !mayBeOfItsLogger(statement))
                .toList();
        this.tester = tester;
        this.fit = new StatementFit(rule);
        this.earlier = new EarlierRules(rule, tester.rulesBefore(rule));
    }

    private boolean mayBeOfItsLogger(Statement statement) {
        LoggerName logger = statement.logger();
        return isOfItsLogger(statement)
                || logger.certainty() != LoggerName.Certainty.KNOWN
                // Then a class that wasn't read may have the rule's.
                || all.mayBeOfAnother(statement, rule.where().logger(), isOfClassesRead);
    }

    private boolean isOfItsLogger(Statement statement) {
        LoggerName logger = statement.logger();
        return rule.where().admitsLogger(null)
                || logger.certainty() != LoggerName.Certainty.RUNTIME_CLASS
                        && logger.names().stream().anyMatch(rule.where()::admitsLogger);
    }

    RuleVerdict verdict() {
        statements.forEach(this::sort);
        if (!taken.isEmpty()) {
            return verdict(RuleVerdict.Outcome.MATCHES, taken, "", new PlaceholderChecks(rule).problems(taken));
        }
        if (!takenBefore.isEmpty()) {
            return verdict(
                    mayHaveOthers || !isOfClassesRead
                            ? RuleVerdict.Outcome.CANNOT_BE_SEEN
                            : RuleVerdict.Outcome.NEVER_REACHED,
                    takenBefore,
                    takenBeforeSentence(),
                    List.of());
        }
        if (!tooLow.isEmpty()) {
            return verdict(RuleVerdict.Outcome.BELOW_LEVEL, tooLow, levelSentence(), List.of());
        }
        List<Statement> moved = ofOtherLoggers.stream().filter(this::isItsText).toList();
        if (!moved.isEmpty() && unseen.isEmpty() && ofAnyLogger.isEmpty()) {
            return verdict(RuleVerdict.Outcome.NEVER, List.of(), movedSentence(moved), List.of());
        }
        if (!ofAnyLogger.isEmpty()) {
            return verdict(RuleVerdict.Outcome.CANNOT_BE_SEEN, ofAnyLogger, anyLoggerSentence(moved), List.of());
        }
        Optional<Statement> nearest = nearest();
        // One that only its marker, made at run time, keeps from matching is no other text.
        boolean meant = nearest.filter(each -> !unseen.contains(each))
                        .map(fit::likeness)
                        .orElse(0.0)
                >= VERY_ALIKE;
        if (!meant && !unseen.isEmpty()) {
            return verdict(
                    RuleVerdict.Outcome.CANNOT_BE_SEEN,
                    unseen,
                    "These statements of its logger make their message, or get their marker, at run time. Try the rule on"
                            + " a log: check --log."
                            + (moved.isEmpty() ? "" : "\n" + movedSentence(moved)),
                    List.of());
        }
        return verdict(RuleVerdict.Outcome.NEVER, List.of(), difference(nearest), List.of());
    }

    /** The statements that it takes. */
    List<Statement> taken() {
        return taken;
    }

    /**
     * Of a rule that matches what is so like it that it may have been the rule's, and isn't any rule's now: who rewords one of two
     * lines leaves the rule with the other.
     *
     * @param ofAnyRule the statements that some rule takes
     */
    List<String> nearMisses(Set<Statement> ofAnyRule) {
        List<String> told = new ArrayList<>();
        if (taken.isEmpty() || Words.count(fit.ownText()) < ENOUGH_WORDS) {
            return told;
        }
        if (rule.where().level() == null) {
            tooLow.stream()
                    .filter(statement -> !ofAnyRule.contains(statement))
                    .forEach(statement -> told.add(statement.at() + " has the same text, at " + statement.level()
                            + ", which doesn't get through."));
        }
        ofOtherLoggers.stream()
                .filter(statement -> !ofAnyRule.contains(statement) && isItsText(statement))
                .forEach(statement -> told.add(statement.at() + " has the same text, of the logger "
                        + statement.logger().name() + "."));
        statements.stream()
                .filter(statement -> !ofAnyRule.contains(statement) && isNearlyIt(statement))
                .forEach(statement -> told.add(statement.at() + " says nearly its text: "
                        + statement.message().shown()));
        return told.size() <= MOST_TOLD ? told : told.subList(0, MOST_TOLD);
    }

    private boolean isNearlyIt(Statement statement) {
        return isOfItsLogger(statement)
                && Boolean.FALSE.equals(fit.saysIt(statement))
                && Boolean.TRUE.equals(fit.isMarked(statement))
                && !isTooLow(statement)
                && fit.likeness(statement) >= NEARLY;
    }

    /** Whether another logger has the very line, and it is long enough to be no other one. */
    private boolean isItsText(Statement statement) {
        return Words.count(fit.ownText()) >= ENOUGH_WORDS
                && Boolean.TRUE.equals(fit.isMarked(statement))
                && Boolean.TRUE.equals(fit.saysIt(statement))
                && !fit.isFormattedBefore(statement);
    }

    private String movedSentence(List<Statement> moved) {
        Statement first = moved.get(0);
        return "Its text is at " + first.at() + ", of another logger:\n"
                + "  the rule has  " + rule.where().logger() + "\n"
                + "  the code has  " + first.logger().name() + "\n"
                + "Meant is perhaps: <logger>" + first.logger().name() + "</logger>";
    }

    private RuleVerdict verdict(
            RuleVerdict.Outcome outcome, List<Statement> places, String explanation, List<String> problems) {
        List<String> shown = places.stream().map(Statement::at).distinct().toList();
        return new RuleVerdict(tester.label(rule), outcome, shown, explanation, problems);
    }

    private String takenBeforeSentence() {
        List<String> names = takenBefore.stream()
                .flatMap(statement -> earlier.takerOf(statement).stream())
                .map(tester::label)
                .distinct()
                .toList();
        boolean one = names.size() == 1;
        String sentence = "The first rule that matches takes an event, and " + String.join(" and ", names)
                + (one ? " comes before this one and takes" : " come before this one and take")
                + " all of these statements. ";
        return sentence
                + (mayHaveOthers || !isOfClassesRead
                        ? "Whether any other statement is for this rule, the code doesn't tell. Try the rules on a log:"
                                + " check --log."
                        : "Put this rule before " + (one ? "it, or narrow that one." : "them, or narrow those."));
    }

    private void sort(Statement statement) {
        Boolean marked = fit.isMarked(statement);
        Boolean said = fit.saysIt(statement);
        boolean isTakenBefore = earlier.takerOf(statement).isPresent();
        mayHaveOthers |= !isTakenBefore
                && !Boolean.FALSE.equals(marked)
                && !isTooLow(statement)
                && (said == null || said && !isOfItsLogger(statement) || !said && mayYetSayIt(statement));
        if (!Boolean.FALSE.equals(marked) && Boolean.FALSE.equals(said) && isWrapped(statement)) {
            said = null;
        }
        if (Boolean.FALSE.equals(marked) || Boolean.FALSE.equals(said)) {
            return;
        }
        if (marked == null || said == null) {
            // Of other loggers there may be any number that have nothing to do with it.
            if (statement.logger().names().stream().anyMatch(rule.where()::admitsLogger)
                    || rule.where().admitsLogger(null)) {
                unseen.add(statement);
            }
        } else if (!isOfItsLogger(statement)) {
            ofAnyLogger.add(statement);
        } else if (fit.isFormattedBefore(statement)) {
            formattedBefore.add(statement);
        } else if (isTooLow(statement)) {
            tooLow.add(statement);
        } else if (isTakenBefore) {
            takenBefore.add(statement);
        } else {
            taken.add(statement);
        }
    }

    /** What values a placeholder may get is tried on a few, and what a logger adds to its messages isn't seen. */
    private boolean mayYetSayIt(Statement statement) {
        boolean isOpen = statement.message().placeholders().stream()
                .anyMatch(argument -> argument.constant() == null && !argument.isNumber() && !argument.isBoolean());
        return statement.logger().wrapped()
                || rule.regex() != null
                        && Boolean.TRUE.equals(fit.hasItsTemplate(statement))
                        && (isOpen || fit.likeness(statement) >= ALIKE);
    }

    /** Whether its logger may add to the message what makes it the rule's. */
    private boolean isWrapped(Statement statement) {
        return statement.logger().wrapped() && fit.likeness(statement) >= ALIKE;
    }

    private boolean isTooLow(Statement statement) {
        if (statement.level() == null) {
            return false;
        }
        Level level = Level.toLevel(statement.level());
        Level least = rule.where().level();
        return least != null && !level.isGreaterOrEqual(least)
                || !level.isGreaterOrEqual(letsThrough(statement))
                || !tester.admits(rule, level);
    }

    /** Of all its loggers that the rule takes the one that lets through most. */
    private Level letsThrough(Statement statement) {
        List<String> names = statement.logger().certainty() == LoggerName.Certainty.KNOWN
                ? statement.logger().names()
                : rule.where().logger() == null
                        ? List.of()
                        : List.of(rule.where().logger());
        return names.stream()
                .filter(rule.where()::admitsLogger)
                .map(tester::levelOf)
                .min(Comparator.comparingInt(Level::toInt))
                .orElse(Level.TRACE);
    }

    private String levelSentence() {
        Statement first = tooLow.get(0);
        Level least = rule.where().level();
        Level level = Level.toLevel(first.level());
        boolean byRule = least != null && !level.isGreaterOrEqual(least);
        boolean byLogger = !level.isGreaterOrEqual(letsThrough(first));
        return "It is logged at " + first.level() + ", and "
                + (byRule
                        ? "the rule's <level> is " + least + " and above."
                        : byLogger
                                ? "its logger lets through " + letsThrough(first) + " and above."
                                : "a <filter> of the appender refuses that level.");
    }

    private String anyLoggerSentence(List<Statement> moved) {
        Optional<Statement> named = ofAnyLogger.stream()
                .filter(statement -> statement.logger().certainty() == LoggerName.Certainty.KNOWN)
                .findFirst();
        if (named.isPresent() && !isOfClassesRead) {
            return renamedSentence(named.get());
        }
        return "These statements have its text, but the code doesn't tell the name of their logger"
                + (isOfClassesRead ? "" : "; of the classes of its own logger none was given")
                + ". Try the rule on a log: check --log."
                + (moved.isEmpty() ? "" : "\n" + movedSentence(moved));
    }

    /** The class is named as the rule has it no more, or it is in a jar that wasn't given. */
    private String renamedSentence(Statement statement) {
        List<String> names = statement.logger().names();
        String name = names.get(0) + (names.size() == 1 ? "" : " (and " + (names.size() - 1) + " more)");
        return "Its text is at " + statement.at()
                + ". As far as these classes tell, that is another logger, and no class of the"
                + " rule's is among them:\n"
                + "  the rule has  " + rule.where().logger() + "\n"
                + "  the code has  " + name + "\n"
                + "If the class was renamed or moved, meant is: <logger>" + names.get(0) + "</logger>\n"
                + "If the rule's is a subclass or a caller in another jar, give that jar, too.";
    }

    private Optional<Statement> nearest() {
        if (!formattedBefore.isEmpty()) {
            return Optional.of(formattedBefore.get(0));
        }
        return statements.stream()
                .filter(statement -> fit.likeness(statement) >= ALIKE)
                .max(Comparator.comparingDouble(fit::likeness));
    }

    private String difference(Optional<Statement> nearest) {
        if (nearest.isEmpty()) {
            return rule.where().logger() == null
                    ? "No statement of these classes is like it."
                    : "No statement of a logger " + rule.where().logger() + " or below is like it.";
        }
        Statement statement = nearest.get();
        List<String> called =
                statement.message().placeholders().stream().map(Argument::name).toList();
        List<String> names = fit.hasText() && rule.message().names().length == called.size()
                ? Arrays.asList(rule.message().namesFor(StatementFit.shown(statement.message()), called))
                : List.of();
        String bridged = fit.isFormattedBefore(statement)
                ? "\n" + statement.api().label() + " hands its events on formatted, which no <message> matches."
                : "";
        return "Nearest is " + statement.at() + ":\n"
                + "  the rule has  "
                + (fit.hasText()
                        ? rule.message().shown()
                        : rule.regex() == null ? "any message" : rule.regex().text()) + "\n"
                + "  the code has  " + statement.message().shown() + bridged + "\n"
                + "Meant is perhaps: " + RuleDraft.condition(statement, names, Printable::isHarmful)
                + (names.isEmpty() ? "" : rule.message().toAdd(names));
    }
}
