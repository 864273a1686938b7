package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.joran.spi.JoranException;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.internal.action.ParsedJson;
import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.mapping.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.xml.sax.SAXException;

/**
 * Runs log lines through a {@code logback.xml} and shows the actions that they become, for unit tests:
 *
 * <pre>{@code
 * try (RuleTester tester = RuleTester.of(Path.of("src/main/resources/logback.xml"))) {
 *     tester.logger("com.acme.payments.Service").info("Processed payment {} {} for {}", 24.6, "EUR", "acme");
 *     assertThat(tester.actions()).singleElement().satisfies(action ->
 *             assertThat(action).containsEntry("company_id", "acme"));
 *     assertThat(tester.problems()).isEmpty();
 * }
 * }</pre>
 *
 * <p>The file is loaded into a logger context of its own, with its properties, includes, loggers and levels. Of its appenders
 * only those of this library are made. No other appender, listener or hook is made, no code is run and no address is opened that
 * the file names, and nothing is sent. Neither an application id nor {@code enabled} matters. Values are captured and encoded by
 * the same classes as in a service, before the logging call returns. Other appenders and turbo filters have no effect on events.
 *
 * <p>{@code MDC.put} works as in a service: the loggers of {@link #logger} read SLF4J's own MDC. Any thread.
 */
public final class RuleTester implements AutoCloseable {
    private final LoggerContext context = new LoggerContext();
    private final TrialFactory stage = new TrialFactory();
    private final TrialProblems problems = new TrialProblems();
    private final LineTrial trial;
    private final RuleLabels labels;
    /** Guarded by this. */
    private boolean readsMdc;

    /** That of the last line: a log has one. */
    private volatile LogLayout layout;

    private RuleTester(Path logbackXml, boolean readsEnvironment) {
        // Of its own until a logger is asked for: SLF4J's MDC would configure the class path's logging.
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getStatusManager().add(problems);
        // Logback would ask the network for it.
        context.putProperty(CoreConstants.HOSTNAME_KEY, "localhost");
        stage.open(context);
        context.start();
        Set<String> appenderNames = new LinkedHashSet<>();
        TrialConfigurator configurator = new TrialConfigurator(
                appenderNames, problems, readsEnvironment ? TrialFiles.all() : TrialFiles.near(logbackXml));
        configurator.setContext(context);
        boolean isRead = false;
        try {
            read(logbackXml, configurator);
            isRead = true;
        } catch (JoranException e) {
            // What is too much has been told.
            if (!(e.getCause() instanceof TrialFiles.TooMuch)) {
                problems.error(
                        e.getCause() instanceof SAXException
                                ? "This is no XML, so that Logback reads nothing of it."
                                : "This is no configuration that Logback can read: " + e.getMessage());
            }
        }
        if (isRead && stage.appenders().isEmpty()) {
            if (appenderNames.isEmpty()) {
                problems.error("There is no <appender class=\"" + MoesifAppender.class.getName() + "\"> in this file.");
            } else if (problems.isReferenceMissing(appenderNames)) {
                problems.error("No logger refers to the appender " + String.join(", ", appenderNames)
                        + ": add <appender-ref ref=\"…\"/> to <root> or to a <logger>.");
            }
        }
        trial = new LineTrial(rulesInOrder());
        labels = new RuleLabels(rulesInOrder());
    }

    private static void read(Path logbackXml, TrialConfigurator configurator) throws JoranException {
        if (logbackXml.getFileSystem() == FileSystems.getDefault()) {
            configurator.doConfigure(logbackXml.toFile());
            return;
        }
        // In a jar there are no files.
        try (InputStream in = Files.newInputStream(logbackXml)) {
            configurator.doConfigure(in, logbackXml.toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads a configuration. What is wrong with it is in {@link #problems()}.
     *
     * @throws UncheckedIOException when the file can't be read; the message names it
     */
    public static RuleTester of(Path logbackXml) {
        return of(logbackXml, true);
    }

    /**
     * The same, but variables of the operating system's environment, and those of a {@code <property file="…"/>}, count as
     * undefined, and only files beside or below this one are included. It is meant for files that come from somebody else.
     *
     * @throws UncheckedIOException when the file can't be read; the message names it
     */
    public static RuleTester withoutEnvironment(Path logbackXml) {
        return of(logbackXml, false);
    }

    private static RuleTester of(Path logbackXml, boolean readsEnvironment) {
        ConfigurationFile.mustBeReadable(logbackXml);
        return new RuleTester(logbackXml, readsEnvironment);
    }

    /** A logger of this configuration. Log to it what the application would log. */
    public Logger logger(String name) {
        synchronized (this) {
            if (!readsMdc) {
                readsMdc = true;
                context.setMDCAdapter(MDC.getMDCAdapter());
            }
        }
        return context.getLogger(name);
    }

    /**
     * Runs one line of a log file through the rules. The line is {@code LEVEL logger - message}, or JSON as
     * logstash-logback-encoder writes it; colours for a terminal are no part of it. Its template and its arguments are not known any more: where a rule has a
     * {@code <message>}, the values of its placeholders are read from the text, and are strings.
     *
     * @return what became of the line, in words: the rule that took it and the action, or why it is no action
     */
    public String replay(String line) {
        return replayed(LogLine.read(Printable.withoutColours(line)));
    }

    /**
     * The same for a line that was written with a pattern of Logback's.
     *
     * @param pattern the pattern of the appender that wrote the log, with {@code %msg}, and with {@code %level} and
     *     {@code %logger} where the log has them
     * @throws IllegalArgumentException when the pattern has no {@code %msg}, or has one of the three twice
     */
    public String replay(String line, String pattern) {
        return replayed(layout(pattern).read(Printable.withoutColours(line)));
    }

    LogLayout layout(String pattern) {
        LogLayout known = layout;
        if (known == null || !known.isOf(pattern)) {
            known = LogLayout.of(pattern);
            layout = known;
        }
        return known;
    }

    private String replayed(Optional<LogLine> read) {
        if (read.isEmpty()) {
            return "skipped: no line of text with level and message, and no JSON with them, in a layout that is known";
        }
        boolean isNamed = read.get().logger() != null;
        ch.qos.logback.classic.Logger logger =
                context.getLogger(isNamed ? read.get().logger() : Logger.ROOT_LOGGER_NAME);
        if (isNamed && isTooLow(logger, read.get())) {
            return tooLow(logger);
        }
        LineTrial.Outcome outcome = trial.of(read.get(), logger);
        ch.qos.logback.classic.Logger from = context.getLogger(outcome.event().getLoggerName());
        if (!isNamed && isTooLow(from, read.get())) {
            return tooLow(from);
        }
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            int actionsBefore = stage.count();
            stage.beginLine();
            stage.speak();
            problems.listen();
            from.callAppenders(outcome.event());
            stage.actionsFrom(actionsBefore)
                    .forEach(action -> lines.add(taken(outcome) + ": " + Printable.json(action)));
            if (lines.isEmpty()) {
                lines.add("no action: " + whyNot(outcome));
            } else if (outcome.ambiguous()) {
                lines.add("unsure: the text can be divided among the placeholders in more than one way");
            }
            if (!isNamed && from != logger && !lines.isEmpty()) {
                lines.add("unsure: the line doesn't say of which logger it is, so the rule's own was taken");
            }
            stage.speak();
            lines.addAll(problems.heard());
        }
        return lines.stream().map(Printable::line).collect(Collectors.joining("\n"));
    }

    private static boolean isTooLow(ch.qos.logback.classic.Logger logger, LogLine line) {
        return !logger.isEnabledFor(line.level());
    }

    private static String tooLow(ch.qos.logback.classic.Logger logger) {
        return "no action: logger " + logger.getName() + " lets through only " + logger.getEffectiveLevel()
                + " and above";
    }

    private String taken(LineTrial.Outcome outcome) {
        return stage.appenders().stream()
                .map(staged -> staged.mapper.decide(outcome.event()))
                .filter(match -> match != null && match.rule() != null)
                .findFirst()
                .map(match -> labels.of(match.rule()) + " takes it")
                .orElse("no rule takes it, but its marker or action_name makes it an action");
    }

    private String whyNot(LineTrial.Outcome outcome) {
        for (TrialRuntime staged : stage.appenders()) {
            if (!staged.isOn()) {
                return "the appender is off, since a mask or an exclude is wrong";
            }
            if (staged.mapper.decide(outcome.event()) != null) {
                String stopped = staged.accepts(outcome.event())
                        ? staged.wasIncomplete()
                                ? "it lacks a field that is <required>"
                                : "it never comes to the appender, which isn't attached to its logger, or it is too large"
                        : "a <filter> of the appender refuses it";
                return stopped + " (otherwise " + taken(outcome) + ")";
            }
        }
        Conditions.Miss nearest = outcome.nearest();
        return nearest == null
                ? "there are no rules, and it carries neither the marker nor an action_name"
                : "nearest is " + labels.of(nearest.rule()) + ", but " + nearest.reason();
    }

    /** The rules in the order in which they are tried; each text has the rule's name and then a line for each condition. */
    public List<String> rules() {
        List<String> shown = new ArrayList<>();
        for (TrialRuntime staged : stage.appenders()) {
            for (Rule rule : staged.rules) {
                StringBuilder text = new StringBuilder(labels.of(rule));
                Conditions.of(rule).forEach(condition -> text.append("\n  ").append(condition));
                staged.substitutedIn(rule)
                        .forEach(change -> text.append("\n  (<")
                                .append(change.element())
                                .append("> in the file: ")
                                .append(change.raw())
                                .append(')'));
                shown.add(text.toString());
            }
        }
        return shown;
    }

    /** How it is called here. */
    String label(Rule rule) {
        return labels.of(rule);
    }

    /** What a logger of this configuration lets through. */
    Level levelOf(String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }

    /** Whether events of this level pass the filters of the rule's appender. Those that are made here look at nothing else. */
    boolean admits(Rule rule, Level level) {
        ILoggingEvent event =
                new LoggingEvent("", context.getLogger(Logger.ROOT_LOGGER_NAME), level, "", null, new Object[0]);
        return stage.appenders().stream()
                .filter(staged -> staged.rules.contains(rule))
                .allMatch(staged -> staged.accepts(event));
    }

    List<Rule> rulesInOrder() {
        return stage.appenders().stream()
                .flatMap(staged -> staged.rules.stream())
                .toList();
    }

    /** Those of the same appender that are tried before it. */
    List<Rule> rulesBefore(Rule rule) {
        return stage.appenders().stream()
                .filter(staged -> staged.rules.contains(rule))
                .findFirst()
                .map(staged -> staged.rules.subList(0, staged.rules.indexOf(rule)))
                .orElse(List.of());
    }

    /**
     * The actions so far, or since {@link #clear()}, in their order, with the names that the collector sees. A whole number is
     * an Integer, or a Long or a BigInteger when it is too large for that. Any other number is a Double when that has exactly the
     * same value, and a BigDecimal when not. The lists and maps are unmodifiable.
     */
    public List<Map<String, Object>> actions() {
        return stage.actionsFrom(0).stream().map(ParsedJson::object).toList();
    }

    /** Forgets the actions so far. A long log holds more of them than memory does. */
    public void clear() {
        stage.clear();
    }

    /**
     * What is wrong with the configuration, and with the values of the lines so far: each WARN and ERROR status once. Each text
     * begins with the level.
     */
    public List<String> problems() {
        stage.speak();
        return problems.all();
    }

    @Override
    public void close() {
        context.stop();
    }
}
