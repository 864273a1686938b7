package com.moesif.logback.cli;

import com.moesif.logback.testing.RuleTester;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipException;

/** Shows the rules of a {@code logback.xml}, and what they make of the lines of a log. */
final class CheckCommand implements Command {
    private static final String STDIN = "-";
    private static final String ENV = "--env";
    private static final String ERROR = "ERROR";
    private static final String SKIPPED = "skipped";
    private static final String PATTERN = "--pattern";

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "checks a logback.xml and shows what its rules make of a log";
    }

    @Override
    public String usage() {
        return """
                check LOGBACK_XML [--env] [--log FILE [--pattern PATTERN]]
                      [--classes JAR|CLASSES… [--strict]]
                  Names what is wrong with the appender's configuration and lists its rules in
                  their order. Makes no other appender, opens no connection, runs nothing that
                  the file names, and needs no application id.

                  --env       reads variables of the environment, files of properties and
                              includes from elsewhere, too; without it such variables
                              count as undefined
                  --log FILE  tries each line of a log on the rules (- reads standard input) and
                              prints the rule that took it and the action it becomes, or the
                              nearest rule and why it did not. A pipe is read, too, and a log
                              that gzip has packed; colours are left out. A line is
                              LEVEL logger - message, with a time and a [thread] if it has
                              them, the level in brackets or not, Spring Boot's own, or JSON:
                              logstash-logback-encoder's,
                              Logback's JsonEncoder's, Spring Boot's ecs, gelf and logstash. A
                              line that says its level only is tried as one of each rule's own
                              logger: [INFO] text, INFO: text, both with a time and a [thread]
                              if they have them, and 10:15 INFO text, with a time first. Its
                              level may be one of the JDK's (SEVERE, FINE). Other lines are
                              skipped, and counted.
                              Abbreviated loggers (c.a.App) are known by the rules' own. In the
                              end it names the rules that no line matched. A log has lost its
                              templates: what stands in the placeholders of a <message> is
                              read out of the text and is a string here, unless the rule's
                              <field> gives it a <type>. In the service it keeps its type.
                  --pattern P says by which pattern of Logback's the log was written, where it
                              has none of these forms: '%d [%level] %logger: %msg'.
                  --classes … checks each rule against the logging statements in byte code, in
                              class folders and jars, as RuleCoverage does in a unit test; a
                              rule that none of them can satisfy makes the exit code 1. With
                              --log, it also says of each line that is no action which statement
                              may have logged it.
                  --strict    so does a rule of which the code doesn't tell, since a message,
                              a logger or a marker is made at run time.

                  check src/main/resources/logback.xml --log app.log
                  check src/main/resources/logback.xml --classes target/classes --strict
                """;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) throws Misuse, IOException {
        Arguments given = Arguments.of(arguments, Set.of("--classes", "--strict", ENV), Set.of("--log", PATTERN));
        List<String> words = given.words();
        boolean withClasses = given.has("--classes");
        if (words.isEmpty()
                || words.size() > 1 != withClasses
                || given.has("--strict") && !withClasses
                || given.value(PATTERN).isPresent() && given.value("--log").isEmpty()) {
            throw new Misuse(
                    "it takes LOGBACK_XML [--env] [--log FILE [--pattern PATTERN]] [--classes JAR|CLASSES… [--strict]], not: "
                            + Arguments.shown(arguments) + ".");
        }
        String log = given.value("--log").orElse(null);
        if (log != null && !log.equals(STDIN) && !Files.isReadable(Path.of(log))) {
            throw new NoSuchFileException(log);
        }
        Path xml = Path.of(words.get(0));
        try (RuleTester tester = given.has(ENV) ? RuleTester.of(xml) : RuleTester.withoutEnvironment(xml)) {
            List<Path> classes =
                    words.subList(1, words.size()).stream().map(Path::of).toList();
            String pattern = given.value(PATTERN).orElse(null);
            requireSense(tester, pattern);
            LineOrigins origins = log == null || !withClasses ? null : new LineOrigins(classes);
            int checked = check(words.get(0), tester, new Log(log, pattern, origins), out);
            if (!withClasses) {
                return checked;
            }
            out.println();
            boolean covered = CoverageReport.print(tester, classes, given.has("--strict"), out);
            return covered ? checked : WRONG;
        }
    }

    private static void requireSense(RuleTester tester, String pattern) throws Misuse {
        try {
            if (pattern != null) {
                tester.replay("", pattern);
            }
        } catch (IllegalArgumentException e) {
            throw new Misuse(e.getMessage() + ", not: " + pattern + ".");
        }
    }

    /**
     * A log that is tried.
     *
     * @param file null for none
     * @param pattern null where its lines are of a layout that is known
     * @param origins null without classes
     */
    private record Log(String file, String pattern, LineOrigins origins) {
        String verdict(RuleTester tester, String line) {
            return pattern == null ? tester.replay(line) : tester.replay(line, pattern);
        }
    }

    private static int check(String file, RuleTester tester, Log log, PrintStream out) throws IOException {
        describe(file, tester, out);
        boolean readable = true;
        if (log.file != null) {
            out.println();
            out.println("The log (the values of a <message> are read from the text: they are strings, unless a"
                    + " <type> is given):");
            try (InputStream in = log.file.equals(STDIN) ? System.in : LogText.open(Path.of(log.file))) {
                readable = replay(in, log, tester, out);
            } catch (EOFException | ZipException e) {
                throw new IOException(
                        log.file + " can't be unpacked to its end ("
                                + Objects.requireNonNullElse(e.getMessage(), "it is cut off") + ")",
                        e);
            }
        }
        boolean wrong = tester.problems().stream().anyMatch(problem -> problem.startsWith(ERROR));
        return wrong || !readable ? WRONG : FINE;
    }

    private static void describe(String file, RuleTester tester, PrintStream out) {
        List<String> problems = tester.problems();
        out.println(file + ": " + (problems.isEmpty() ? "no problems" : "problems:"));
        problems.forEach(problem -> out.println("  " + problem));
        List<String> rules = tester.rules();
        out.println();
        out.println(rules.isEmpty() ? "There are no rules." : "Rules, the first that matches takes an event:");
        for (int i = 0; i < rules.size(); i++) {
            String number = "  " + (i + 1) + ". ";
            rules.get(i).lines().findFirst().ifPresent(line -> out.println(number + line));
            rules.get(i).lines().skip(1).forEach(line -> out.println("   " + line));
        }
    }

    /** Whether there was a line that could be read. */
    private static boolean replay(InputStream in, Log log, RuleTester tester, PrintStream to) throws IOException {
        LineWriter out = LineWriter.buffered(to);
        try {
            // To the end, unless nobody reads what is said of it.
            return replay(LogText.of(new WatchedInput(in, out::flush)), to::checkError, log, tester, out);
        } finally {
            out.flush();
        }
    }

    private static boolean replay(
            BufferedReader reader, BooleanSupplier isUnread, Log log, RuleTester tester, PrintStream out)
            throws IOException {
        int lines = 0;
        int skipped = 0;
        long actions = 0;
        tester.clear();
        List<String> unmatched = new ArrayList<>(labels(tester));
        for (String read = reader.readLine(); read != null && !isUnread.getAsBoolean(); read = reader.readLine()) {
            String line = LogText.logged(read);
            if (line.isBlank()) {
                continue;
            }
            String verdict = log.verdict(tester, line);
            lines++;
            unmatched.removeIf(rule -> verdict.startsWith(rule + " takes it"));
            skipped += verdict.startsWith(SKIPPED) ? 1 : 0;
            actions += tester.actions().size();
            // A long log holds more of them than memory does.
            tester.clear();
            out.println();
            out.println(line);
            verdict.lines().forEach(each -> out.println("  " + each));
            if (log.origins != null && verdict.startsWith("no action")) {
                log.origins.of(line).ifPresent(origin -> out.println("  the code: " + origin));
            }
        }
        out.println();
        out.println("Lines: " + lines + ", skipped: " + skipped + ", actions: " + actions + ".");
        if (lines > 0 && skipped == lines) {
            out.println(ERROR
                    + " No line could be read: each has to be LEVEL logger - message, Spring Boot's own, or JSON in a"
                    + " layout that --help names. Any other layout is read by --pattern, one of text alone by '%msg'.");
            return false;
        }
        if (skipped > 0) {
            out.println(
                    "Skipped lines were tried on no rule. If they are no stack traces, say how they were written, by"
                            + " --pattern.");
        }
        if (!unmatched.isEmpty()) {
            out.println("No line matched " + String.join(", ", unmatched) + ".");
        }
        return true;
    }

    /** As verdicts begin with them. */
    private static List<String> labels(RuleTester tester) {
        return tester.rules().stream()
                .map(rule -> rule.lines().findFirst().orElse(""))
                .toList();
    }
}
