package com.moesif.logback.testing;

import com.moesif.logback.internal.statements.Message;
import com.moesif.logback.internal.statements.Statement;
import com.moesif.logback.internal.statements.Statements;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the rules of a {@code logback.xml} with the logging statements in the application's byte code. With it,
 * a unit test fails when somebody rewords a log line that is billed:
 *
 * <pre>{@code
 * RuleCoverage coverage = RuleCoverage.of(Path.of("src/main/resources/logback.xml"), Path.of("target/classes"));
 * assertThat(coverage.unmatched()).isEmpty();
 * }</pre>
 *
 * <p>It needs {@code org.ow2.asm:asm-analysis} on the class path, with scope test. The classes are read; they are neither loaded
 * nor run. To check a rule for a line that a library logs, give the library's jar too. Immutable.
 */
public final class RuleCoverage {
    private final List<RuleVerdict> rules;
    private final List<String> misconfigured;
    private final List<String> unreadable;
    private final List<String> glued;
    private final List<String> nearMisses;

    private RuleCoverage(
            List<RuleVerdict> rules,
            List<String> misconfigured,
            List<String> unreadable,
            List<String> glued,
            List<String> nearMisses) {
        this.nearMisses = List.copyOf(nearMisses);
        this.rules = List.copyOf(rules);
        this.glued = List.copyOf(glued);
        this.misconfigured = List.copyOf(misconfigured);
        this.unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads the configuration and the classes.
     *
     * @param logbackXml the configuration, as {@link RuleTester} reads it
     * @param classes class folders, jars, Spring Boot jars, WARs
     * @throws UncheckedIOException when the configuration can't be read
     * @throws IllegalStateException when the library that reads byte code is not on the class path
     */
    public static RuleCoverage of(Path logbackXml, Path... classes) {
        try (RuleTester tester = RuleTester.of(logbackXml)) {
            return of(tester, List.of(classes));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "RuleCoverage reads byte code with ASM, which is not on the class path: add the dependency"
                            + " org.ow2.asm:asm-analysis, version 9.9 or later, with scope test.",
                    e);
        }
    }

    /**
     * The same for a configuration that is loaded already.
     *
     * @param classes class folders, jars, Spring Boot jars, WARs
     */
    public static RuleCoverage of(RuleTester tester, List<Path> classes) {
        Statements statements = Statements.of(classes);
        List<CoveredRule> covered = tester.rulesInOrder().stream()
                .map(rule -> new CoveredRule(rule, statements, tester))
                .toList();
        List<RuleVerdict> verdicts = covered.stream().map(CoveredRule::verdict).toList();
        Set<Statement> taken = new HashSet<>();
        covered.forEach(rule -> taken.addAll(rule.taken()));
        List<String> near = new ArrayList<>();
        for (int i = 0; i < covered.size(); i++) {
            String rule = verdicts.get(i).rule();
            covered.get(i)
                    .nearMisses(taken)
                    .forEach(miss ->
                            near.add(rule + " matches a statement, and no rule takes one that is like it: " + miss));
        }
        List<String> glued = statements.all().stream()
                .filter(statement -> statement.message().form() == Message.Form.CONCATENATION
                        && statement.message().reread())
                .map(statement -> statement.at()
                        + " puts text into a template that has arguments, too. Whoever can choose that text can name fields of an"
                        + " action with it, by key={}: give the text as an argument.")
                .distinct()
                .toList();
        return new RuleCoverage(verdicts, tester.problems(), statements.problems(), glued, near);
    }

    /** A verdict for each rule, in the order of the rules. */
    public List<RuleVerdict> rules() {
        return rules;
    }

    /** The rules that no statement of the application can match: at all, at the level that it has, or behind the rules before it. */
    public List<RuleVerdict> unmatched() {
        return rules.stream()
                .filter(rule -> rule.outcome() == RuleVerdict.Outcome.NEVER
                        || rule.outcome() == RuleVerdict.Outcome.BELOW_LEVEL
                        || rule.outcome() == RuleVerdict.Outcome.NEVER_REACHED)
                .toList();
    }

    /** The rules that can't be judged by the code, because a message, a logger or a marker is made at run time. */
    public List<RuleVerdict> unseen() {
        return rules.stream()
                .filter(rule -> rule.outcome() == RuleVerdict.Outcome.CANNOT_BE_SEEN)
                .toList();
    }

    /**
     * The statements whose template varies at run time although it has arguments, one sentence each: text that is put into a
     * template is read as a part of it, and may come from a user.
     */
    public List<String> gluedTemplates() {
        return glued;
    }

    /**
     * Statements that no rule takes although they say the same, or nearly the same, as a rule that has another statement: one
     * sentence each, at most three for each rule. Somebody may have reworded, moved or lowered one of two lines that were alike,
     * and the rule goes on with the other. Often it is meant so, which is why {@link #problems()} doesn't have them.
     */
    public List<String> nearMisses() {
        return nearMisses;
    }

    /** The classes and jars that can't be read, one sentence each. */
    public List<String> unreadable() {
        return unreadable;
    }

    /** What is wrong with the configuration and with values that a statement gives to a rule, and the classes that can't be read. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(misconfigured);
        all.addAll(unreadable);
        rules.forEach(rule -> rule.problems().forEach(problem -> all.add(rule.rule() + ": " + problem)));
        return all;
    }
}
