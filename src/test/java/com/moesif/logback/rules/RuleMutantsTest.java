package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.statements.Compiled;
import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleTester;
import com.moesif.logback.testing.RuleVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample service, one statement changed at a time as developers change them: what breaks billing is caught, and what does not
 * break it fails nothing. Prints the table of both.
 */
@Timeout(300)
class RuleMutantsTest {
    private static final Path SOURCES = Path.of("src/demo/java/com/acme/shop");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CALL = Pattern.compile("log\\s*\\.(info|warn|error|debug|atInfo)\\(");

    /**
     * What the code alone shows: a rule without a message has nothing to be like, an untyped field takes any value, and the one message
     * that changes its logger is a literal that was looked at before, at the level that its rule doesn't take.
     */
    private static final Set<String> UNSEEN =
            Set.of("marker taken away", "values exchanged", "retyped", "other logger");

    @TempDir
    private Path directory;

    /**
     * @param breaks whether no action, or a wrong one, comes of it
     * @param ofRegex whether its rule has no template
     */
    private record Mutant(String kind, String file, String source, boolean breaks, String what, boolean ofRegex) {}

    @Test
    void whatBreaksBilling_isCaught_andNothingElse() throws Exception {
        Map<String, String> sources = new TreeMap<>();
        for (String name : List.of("Payments", "Orders", "Gateway", "Accounts")) {
            sources.put(name, Files.readString(SOURCES.resolve(name + ".java")));
        }
        List<Mutant> mutants = new ArrayList<>();
        sources.forEach((name, source) -> mutants.addAll(mutants(name, source)));
        Path classes = directory;
        for (String source : sources.values()) {
            classes = new Compiled(directory).with("-g").classes(source);
        }
        Path xml = ownRules();
        RuleTester rules = RuleTester.of(xml);
        Findings untouched = findings(RuleCoverage.of(rules, List.of(classes)));
        MutantRun.Outcome usual = new MutantRun(xml).of(List.of(classes));
        List<String> wrong = new ArrayList<>();
        Map<String, Row> table = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            Path changed = new Compiled(Files.createTempDirectory(directory, "mutant"))
                    .with("-g")
                    .classes(mutant.source);
            // Of two classes with one name the first counts.
            boolean caught =
                    !findings(RuleCoverage.of(rules, List.of(changed, classes))).equals(untouched);
            MutantRun.Outcome run = new MutantRun(xml).of(List.of(changed, classes));
            boolean breaks = !run.actions().equals(usual.actions());
            boolean told = !run.warnings().equals(usual.warnings());
            // What is deleted or not let through isn't there to be seen.
            boolean seen = run.events() == usual.events() && !mutant.ofRegex && !UNSEEN.contains(mutant.kind);
            Row row = table.computeIfAbsent(mutant.kind, kind -> new Row());
            row.count(breaks, caught, seen, told);
            String which = mutant.kind + " " + mutant.file + ": " + mutant.what;
            note(breaks != mutant.breaks, wrong, "breaks billing or not, unlike what is said here: " + which);
            note(caught != breaks, wrong, (breaks ? "not caught: " : "caught in vain: ") + which);
            note(breaks && seen && !told, wrong, "not told of at run time: " + which);
            note(!breaks && told, wrong, "told of in vain: " + which + run.warnings());
        }
        rules.close();
        System.out.println("Mutants of the sample service:");
        table.forEach((kind, row) -> System.out.printf("  %-24s %s%n", kind, row));

        assertThat(untouched.unmatched).isEmpty();
        assertThat(usual.actions()).hasSize(13);
        assertThat(mutants).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    private static void note(boolean isSo, List<String> wrong, String what) {
        if (isSo) {
            wrong.add(what);
        }
    }

    /** Of one kind. */
    private static final class Row {
        private int all;
        private int breaking;
        private int caught;
        private int seen;
        private int told;

        void count(boolean breaks, boolean isCaught, boolean isSeen, boolean isTold) {
            all++;
            breaking += breaks ? 1 : 0;
            caught += isCaught ? 1 : 0;
            seen += breaks && isSeen ? 1 : 0;
            told += isTold ? 1 : 0;
        }

        @Override
        public String toString() {
            return String.format(
                    "%3d, break billing %3d, fail the build %3d; log what a <message> waits for, changed, %3d, told of at"
                            + " once %3d",
                    all, breaking, caught, seen, told);
        }
    }

    /** What a build would stop at. */
    private record Findings(List<String> unmatched, List<String> problems) {}

    private static Findings findings(RuleCoverage coverage) {
        return new Findings(
                coverage.unmatched().stream().map(RuleVerdict::rule).toList(),
                coverage.problems().stream()
                        .map(problem -> problem.replaceAll("\\w+\\.java:\\d+", ""))
                        .toList());
    }

    /** Those of the service; the libraries' are not among these sources. */
    private Path ownRules() throws IOException {
        String xml = Files.readString(Path.of("sample-logback.xml"));
        Matcher rule = Pattern.compile("(?s)<rule>.*?</rule>").matcher(xml);
        StringBuilder kept = new StringBuilder();
        while (rule.find()) {
            boolean library = rule.group().matches("(?s).*<logger>(com\\.zaxxer|org\\.quartz|org\\.apache).*");
            rule.appendReplacement(kept, Matcher.quoteReplacement(library ? "" : rule.group()));
        }
        rule.appendTail(kept);
        return Files.writeString(directory.resolve("logback.xml"), kept);
    }

    private static List<Mutant> mutants(String file, String source) {
        List<Mutant> mutants = new ArrayList<>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            int end = end(source, call.start());
            String statement = source.substring(call.start(), end);
            if (statement.contains("Talking to the bank") || statement.contains("attempt {}\", \"67890\", 503, 1")) {
                // No rule is about these.
                continue;
            }
            mutants.addAll(reworded(file, source, call.start(), statement));
            mutants.add(mutant("delete", file, source, call.start(), statement, "System.nanoTime()", true));
            String lower =
                    statement.replaceFirst("\\.(info|warn|error)\\(", ".debug(").replace("atInfo", "atDebug");
            mutants.add(mutant("level below", file, source, call.start(), statement, lower, true));
            if (!statement.contains(".error(")) {
                String higher =
                        statement.replaceFirst("\\.(info|warn)\\(", ".error(").replace("atInfo", "atError");
                mutants.add(mutant("level above", file, source, call.start(), statement, higher, false));
            }
            String elsewhere = statement.replaceFirst("log", "LoggerFactory.getLogger(\"elsewhere\")");
            boolean hasLogger =
                    file.equals("Orders") && !statement.contains("Shipped") || statement.contains("Webhook");
            mutants.add(mutant("other logger", file, source, call.start(), statement, elsewhere, hasLogger));
            mutants.add(mutant("line moved", file, source, call.start(), statement, "\n\n" + statement, false));
        }
        mutants.addAll(byHand(file, source));
        return mutants;
    }

    /** Behind the last bracket of a chain of calls. */
    private static int end(String source, int start) {
        int depth = 0;
        boolean inText = false;
        for (int i = start; i < source.length(); i++) {
            char c = source.charAt(i);
            inText ^= c == '"' && source.charAt(i - 1) != '\\';
            depth += inText ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (!inText
                    && c == ')'
                    && depth == 0
                    && !source.substring(i + 1).stripLeading().startsWith(".")) {
                return i + 1;
            }
        }
        throw new AssertionError("no end");
    }

    /** Each word of the message by itself. */
    private static List<Mutant> reworded(String file, String source, int at, String statement) {
        List<Mutant> mutants = new ArrayList<>();
        if (statement.contains("AUDIT")) {
            // Its rule is about the marker: any message will do.
            mutants.add(mutant(
                    "reworded, by a marker",
                    file,
                    source,
                    at,
                    statement,
                    statement.replace("Role of", "The role of"),
                    false));
            mutants.add(
                    mutant("marker taken away", file, source, at, statement, statement.replace("AUDIT, ", ""), true));
            return mutants;
        }
        Matcher literal = LITERAL.matcher(statement);
        while (literal.find()) {
            boolean isMessage = literal.group(1).contains(" ")
                    && !literal.group(1).startsWith("card ")
                    && !literal.group(1).startsWith("{\\\"");
            Matcher word = Pattern.compile("[A-Za-z]{2,}").matcher(literal.group(1));
            while (isMessage && word.find()) {
                String other = new StringBuilder(literal.group(1))
                        .insert(word.end(), "x")
                        .toString();
                String changed = new StringBuilder(statement)
                        .replace(literal.start(1), literal.end(1), other)
                        .toString();
                // The values in an order's line are in its text.
                boolean breaks =
                        !(statement.contains("Order A-1001") && word.group().equals("USD"));
                mutants.add(mutant("reworded", file, source, at, statement, changed, breaks));
            }
        }
        return mutants;
    }

    private static List<Mutant> byHand(String file, String source) {
        List<Mutant> mutants = new ArrayList<>();
        byHand(
                mutants,
                "values exchanged",
                file,
                source,
                "items + \" items, \" + total",
                "total + \" items, \" + items");
        byHand(
                mutants,
                "values exchanged",
                file,
                source,
                "new BigDecimal(\"24.60\"), \"USD\"",
                "\"USD\", new BigDecimal(\"24.60\")");
        byHand(
                mutants,
                "retyped",
                file,
                source,
                "new BigDecimal(\"24.60\"), \"USD\"",
                "java.util.List.of(24.6), \"USD\"");
        byHand(mutants, "retyped", file, source, "new BigDecimal(\"99.00\"),", "java.util.Map.of(\"n\", 99),");
        byHand(mutants, "argument left out", file, source, ", \"USD\", \"12345\", 0.84)", ", \"USD\", \"12345\")");
        byHand(mutants, "argument left out", file, source, "\"12345\", 18)", "\"12345\")");
        byHand(mutants, "hole added", file, source, "\"Shipped {} for {}\"", "\"Shipped {} {} for {}\"");
        byHand(
                mutants,
                "template to +",
                file,
                source,
                "\"User signed in\"",
                "\"User \" + Thread.currentThread() + \" signed in\"");
        return mutants;
    }

    private static void byHand(List<Mutant> mutants, String kind, String file, String source, String from, String to) {
        if (source.contains(from)) {
            boolean ofRegex = from.contains("items + ");
            mutants.add(new Mutant(kind, file, source.replace(from, to), true, from, ofRegex));
        }
    }

    private static Mutant mutant(
            String kind, String file, String source, int at, String statement, String changed, boolean breaks) {
        String all = source.substring(0, at) + changed + source.substring(at + statement.length());
        boolean ofRegex = statement.matches("(?s).*\"(Order A|Report|usage).*");
        return new Mutant(
                kind, file, all, breaks, changed.strip().lines().findFirst().orElse(""), ofRegex);
    }
}
