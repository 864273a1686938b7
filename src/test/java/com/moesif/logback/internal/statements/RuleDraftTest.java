package com.moesif.logback.internal.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleTester;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A drafted rule takes whatever its statement logs when it runs. */
class RuleDraftTest {
    @TempDir
    private Path directory;

    /** Those that are not about who is billed. */
    private List<String> problems;

    /** The actions by the rules for the statements of the code, when it is run. */
    private List<String> shown(Path classes) throws Exception {
        // Its logger is a parameter, so that a person has to say who is billed.
        String rules = rules(classes).replace("(?&lt;company&gt;", "(?&lt;company_id&gt;");
        Path xml = Files.writeString(
                directory.resolve("logback.xml"),
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + rules
                        + "</appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");
        try (RuleTester tester = RuleTester.of(xml);
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            @SuppressWarnings("unchecked")
            Consumer<Logger> calls = (Consumer<Logger>)
                    loader.loadClass("Calls").getDeclaredConstructor().newInstance();
            calls.accept(tester.logger("com.acme.Calls"));
            problems = tester.problems().stream()
                    .filter(problem -> !problem.contains("company_id"))
                    .toList();
            return tester.actions().stream().map(RuleDraftTest::shown).toList();
        }
    }

    private Path compiled(String log, String calls) throws Exception {
        return new Compiled(directory).with("-g").classes("""
                import java.math.BigDecimal;
                import java.util.concurrent.atomic.AtomicLong;
                import org.slf4j.Logger;
                public class Calls implements java.util.function.Consumer<Logger> {
                    %s
                    public void accept(Logger log) {
                        %s
                    }
                }
                """.formatted(log, calls));
    }

    private static String rules(Path classes) throws Exception {
        return Statements.of(List.of(classes)).all().stream()
                .map(statement -> RuleDraft.of(statement, Printable::isHarmful).xml())
                .collect(Collectors.joining());
    }

    /** Who is billed, and the rest by name. */
    private static String shown(Map<String, Object> action) {
        return action.get("company_id") + " " + new TreeMap<>((Map<?, ?>) action.getOrDefault("metadata", Map.of()));
    }

    @Test
    void gluedText_isTaken_whateverOfItIsNull_orHasTwoLines() throws Exception {
        Path classes = compiled("""
                void pay(Logger log, BigDecimal amount, Integer discount, Boolean express, String note, String companyId) {
                    log.info("Charged " + amount + " with discount " + discount + " express " + express + " note " + note
                            + " for " + companyId);
                }
                """, """
                pay(log, new BigDecimal("1E+3"), 3, true, "hi", "acme");
                pay(log, null, 3, true, "hi", "acme");
                pay(log, new BigDecimal("12.5"), null, true, "hi", "acme");
                pay(log, new BigDecimal("12.5"), 3, null, "hi", "acme");
                pay(log, new BigDecimal("12.5"), 3, true, null, "acme");
                pay(log, new BigDecimal("12.5"), 3, true, "", null);
                pay(log, new BigDecimal("-1.5E-7"), -3, false, "two\\nlines", "nullable");
                """);

        assertThat(shown(classes))
                .containsExactly(
                        "acme {amount=1000, discount=3, express=true, note=hi}",
                        "acme {discount=3, express=true, note=hi}",
                        "acme {amount=12.5, express=true, note=hi}",
                        "acme {amount=12.5, discount=3, note=hi}",
                        "acme {amount=12.5, discount=3, express=true}",
                        "null {amount=12.5, discount=3, express=true, note=}",
                        "nullable {amount=-1.5E-7, discount=-3, express=false, note=two\nlines}");
        assertThat(problems).isEmpty();
    }

    /** As a message of its own, a star in a rule would take whatever the class logs. */
    @Test
    void messageThatIsAStar_isNotTheStarForAnyMessage() throws Exception {
        Path classes = compiled("", """
                log.info("*");
                log.info(" * ");
                log.info(" \\u2003*");
                log.info("**");
                """);
        String rules = rules(classes);
        Path xml = Files.writeString(
                directory.resolve("star.xml"),
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + rules
                        + "</appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        assertThat(rules)
                .contains("<message>\\u002A</message>", "<message>**</message>")
                .doesNotContain(">*<", " *<");
        assertThat(shown(classes)).hasSize(4);
        assertThat(RuleCoverage.of(xml, classes).rules().get(0).places())
                .containsExactly("Calls.java:7", "Calls.java:8", "Calls.java:9");
        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("com.acme.Calls").info("any other");
            assertThat(tester.actions()).isEmpty();
            tester.logger("com.acme.Calls").info("*");
            assertThat(tester.actions()).hasSize(1);
        }
        List<RuleDraft> drafts = Statements.of(List.of(classes)).all().stream()
                .map(statement -> RuleDraft.of(statement, Printable::isHarmful))
                .toList();
        assertThat(drafts)
                .extracting(draft -> draft.isHiddenBehind(drafts.get(0)))
                .containsExactly(true, true, true, false);
    }

    @Test
    void gluedPrimitives_areTaken_howeverJavaWritesThem() throws Exception {
        Path classes = compiled("""
                void took(Logger log, double millis, Float share, Number rows, AtomicLong bytes, String text, Object one) {
                    log.info("Took " + millis + " ms, " + share + " of " + rows + " rows and " + bytes + " bytes: " + text.length()
                            + " of " + (text.length() > 1) + (one instanceof String) + text.charAt(0) + text.toCharArray()[0]);
                }
                """, """
                took(log, 1e10, 1e-5f, 7L, new AtomicLong(-1), "ab", "");
                took(log, 0, null, null, null, "c", null);
                took(log, Double.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, null, "d", "");
                """);

        assertThat(shown(classes))
                .containsExactly(
                        "null {bytes=-1, millis=10000000000, rows=7, share=1.0E-5, text_length=2}",
                        "null {millis=0.0, text_length=1}",
                        "null {text_length=1}");
        // What is no number in JSON is told of.
        assertThat(problems)
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).contains("is not a number"));
    }

    @Test
    void formattedText_isTaken_withoutTheWordNullForAValue() throws Exception {
        Path classes = compiled("""
                void ship(Logger log, Integer boxes, Boolean express, String companyId) {
                    log.info(String.format("Shipped %s boxes, express %5s, to %s", boxes, express, companyId));
                }
                """, """
                ship(log, 3, true, "acme");
                ship(log, null, null, null);
                """);

        assertThat(shown(classes)).containsExactly("acme {boxes=3, express=true}", "null {}");
        assertThat(problems).isEmpty();
    }

    /** Logback takes it out of the arguments, and a name for its placeholder would be told of as one without an argument. */
    @Test
    void throwableAtTheEnd_isNoField() throws Exception {
        Path classes =
                compiled("""
                void refund(Logger log, String order, RuntimeException e, IllegalStateException cause) {
                    log.info("Refund failed for {} because of {}", order, e);
                    log.info("Refund of {} was tried", order, e);
                    log.info("Refund broken by {} after {} for {}", e, order, cause);
                    log.info("Refund {} ended by {} and {}", order, e, cause.getMessage());
                    log.info("Refund ended by {}", e, cause);
                }
                """, "refund(log, \"o-1\", new RuntimeException(\"x\"), new IllegalStateException(\"y\"));");

        assertThat(shown(classes))
                .containsExactly(
                        "null {order=o-1}",
                        "null {order=o-1}",
                        "null {e=java.lang.RuntimeException: x, order=o-1}",
                        "null {e=java.lang.RuntimeException: x, message=y, order=o-1}",
                        "null {e=java.lang.RuntimeException: x}");
        assertThat(problems).isEmpty();
        assertThat(rules(classes))
                .contains("<message>Refund failed for {order} because of {}</message>")
                .contains(
                        "<!-- placeholder 2 (RuntimeException) is the last argument: if it is a throwable, Logback takes it"
                                + " for the stack trace, and the placeholder stays empty -->");
    }

    /** A name that says of a class only that it may be one is no reason to fail a build. */
    @Test
    void checkOfARuleThatNamesAThrowableAtTheEnd_saysThatItGetsNoArgument() throws Exception {
        Path classes = compiled("""
                static class FieldError {}
                void refund(Logger log, String order, java.io.IOException e, FieldError error) {
                    log.info("Refund failed for {} because of {}", order, e);
                    log.info("Refund refused for {} because of {}", order, error);
                }
                """, "");
        Path xml = Files.writeString(directory.resolve("named.xml"), """
                <configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>
                  <rule><message>Refund failed for {order} because of {e}</message><actionName>Failed</actionName></rule>
                  <rule><message>Refund refused for {order} because of {error}</message><actionName>Refused</actionName></rule>
                </appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>
                """);

        assertThat(RuleCoverage.of(xml, classes).problems())
                .singleElement()
                .asString()
                .contains("its placeholder {e} gets no argument at Calls.java:")
                .endsWith(": Logback takes a throwable at the end of the arguments for the stack trace.");
    }

    @Test
    void nameThatIsTheActionsOwn_isGivenByAPerson() throws Exception {
        Path classes = compiled("""
                void run(Logger log, String actionName, String companyId) {
                    log.info("Ran {} for {}", actionName, companyId);
                    log.info("Ran " + actionName);
                }
                """, "run(log, \"refund\", \"acme\");");

        assertThat(rules(classes))
                .contains("<message>Ran {action} for {company_id}</message>", "(?:null|(?&lt;action&gt;.*?))")
                .contains(
                        "<!-- action_name would go before <actionName>: if 'action' is to name the actions, name it action_name"
                                + " and leave out <actionName> -->");
        assertThat(shown(classes)).containsExactly("acme {action=refund}", "null {action=refund}");
    }
}
