package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.statements.Message;
import com.moesif.logback.internal.statements.Statements;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the rules of a {@code logback.xml} against the logging statements of the application's byte code, for a unit test that
 * fails when somebody rewords a line that money hangs on:
 *
 * <pre>{@code
 * RuleCoverage coverage = RuleCoverage.of(Path.of("src/main/resources/logback.xml"), Path.of("target/classes"));
 * assertThat(coverage.unmatched()).isEmpty();
 * }</pre>
 *
 * <p>Needs {@code org.ow2.asm:asm-analysis} beside it, with scope test. The classes are read, and neither loaded nor run. A rule for a library's own line is checked by giving that library's jar
 * too. Immutable.
 */
public final class RuleCoverage {
    private final List<RuleVerdict> rules;
    private final List<String> misconfigured;
    private final List<String> unreadable;
    private final List<String> glued;

    private RuleCoverage(
            List<RuleVerdict> rules, List<String> misconfigured, List<String> unreadable, List<String> glued) {
        this.rules = List.copyOf(rules);
        this.glued = List.copyOf(glued);
        this.misconfigured = List.copyOf(misconfigured);
        this.unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads both.
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
     * Of a configuration that is loaded already.
     *
     * @param classes class folders, jars, Spring Boot jars, WARs
     */
    public static RuleCoverage of(RuleTester tester, List<Path> classes) {
        Statements statements = Statements.of(classes);
        List<RuleVerdict> verdicts = new ArrayList<>();
        for (Rule rule : tester.rulesInOrder()) {
            verdicts.add(new CoveredRule(rule, statements, tester::levelOf).verdict());
        }
        List<String> glued = statements.all().stream()
                .filter(statement -> statement.message().form() == Message.Form.CONCATENATION
                        && statement.message().reread())
                .map(statement -> statement.at()
                        + " glues text into a template that has arguments, too. Anybody who can choose that text can name fields of an"
                        + " action with it, by key={}: give it as an argument.")
                .distinct()
                .toList();
        return new RuleCoverage(verdicts, tester.problems(), statements.problems(), glued);
    }

    /** One for each rule, in their order. */
    public List<RuleVerdict> rules() {
        return rules;
    }

    /** The rules that no statement of the application can ever satisfy as things stand, at any or at its level. */
    public List<RuleVerdict> unmatched() {
        return rules.stream()
                .filter(rule -> rule.outcome() == RuleVerdict.Outcome.NEVER
                        || rule.outcome() == RuleVerdict.Outcome.BELOW_LEVEL)
                .toList();
    }

    /** Those of which the code doesn't tell: their message is made at run time. */
    public List<RuleVerdict> unseen() {
        return rules.stream()
                .filter(rule -> rule.outcome() == RuleVerdict.Outcome.CANNOT_BE_SEEN)
                .toList();
    }

    /**
     * The statements whose template varies at run time although it has arguments, one sentence each: what is glued in is read as a
     * template, too, and may come from a user.
     */
    public List<String> gluedTemplates() {
        return glued;
    }

    /** Classes and jars that can't be read, one sentence each. */
    public List<String> unreadable() {
        return unreadable;
    }

    /** What is wrong with the configuration, with values that a statement gives a rule, and classes that can't be read. */
    public List<String> problems() {
        List<String> all = new ArrayList<>(misconfigured);
        all.addAll(unreadable);
        rules.forEach(rule -> rule.problems().forEach(problem -> all.add(rule.rule() + ": " + problem)));
        return all;
    }

    /** How a logger's level is asked for. */
    @FunctionalInterface
    interface Levels {
        Level of(String logger);
    }
}
