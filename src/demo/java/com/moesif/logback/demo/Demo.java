package com.moesif.logback.demo;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.acme.shop.Shop;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleVerdict;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Runs the sample service with {@code sample-logback.xml} and shows what becomes of its log: against a collector of its
 * own, or against the one that the environment names.
 */
public final class Demo {
    private static final String APPLICATION_ID = "MOESIF_APPLICATION_ID";
    private static final String BASE_URI = "MOESIF_BASE_URI";
    private static final String SPOOL = "MOESIF_SPOOL";
    private static final String STAY = "--stay";
    private static final String KAFKA = "--kafka";
    private static final String WHAT =
            "A sample service logs. Its code knows nothing of Moesif; sample-logback.xml makes actions of its lines.";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PrintStream out;
    private volatile boolean showsActions = true;
    /** Null without Kafka. */
    private Fleet fleet;

    private static final String CONFIGURATION = "sample-logback.xml";

    private Demo(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        if (!List.of(STAY, KAFKA).containsAll(options)) {
            System.err.println("The options are --stay, which keeps the collector and its page open, and --kafka, which"
                    + " sends the actions through a topic of Apache Kafka.");
            System.exit(2);
        }
        new Demo(System.out)
                .run(
                        System.getenv(APPLICATION_ID),
                        System.getenv(BASE_URI),
                        options.contains(STAY),
                        options.contains(KAFKA));
    }

    private void run(String applicationId, String baseUri, boolean stays, boolean kafka) throws Exception {
        boolean elsewhere = isGiven(applicationId) && isGiven(baseUri) && !kafka;
        if (elsewhere) {
            out.println(WHAT);
            out.println("They go to " + baseUri + ", as " + BASE_URI + " says.");
            ship(CONFIGURATION, null, false);
            return;
        }
        try (LocalCollector collector = LocalCollector.start(0)) {
            out.println("Watch it in a browser: " + collector.page()
                    + (stays ? "" : " (-Ddemo.args=--stay keeps it open)"));
            out.println(WHAT);
            out.println("They go to a collector on this machine, " + collector.baseUri()
                    + (kafka
                            ? "."
                            : ". To send them elsewhere, set both " + APPLICATION_ID + " and " + BASE_URI + "."));
            collector.askForLogLines();
            collector.onAction(action -> {
                if (showsActions) {
                    out.println(ActionText.of(action));
                }
            });
            System.setProperty(APPLICATION_ID, "demo");
            System.setProperty(BASE_URI, collector.baseUri().toString());
            rules();
            if (!kafka) {
                ship(CONFIGURATION, collector, stays);
                return;
            }
            out.println();
            try (Fleet between = new Fleet(out)) {
                fleet = between;
                ship(between.configuration(Path.of(CONFIGURATION)).toString(), collector, stays);
            }
        }
    }

    /** As a unit test would check them against the code; those of libraries are left out. */
    private void rules() throws URISyntaxException {
        Path classes = Path.of(
                Shop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        out.println();
        out.println("The rules of " + CONFIGURATION + ", and where the code of the service has their lines:");
        RuleCoverage.of(Path.of(CONFIGURATION), classes.resolve("com/acme/shop")).rules().stream()
                .filter(rule -> rule.outcome() == RuleVerdict.Outcome.MATCHES)
                .forEach(rule -> out.printf("  %-42s %s%n", rule.rule(), String.join(", ", rule.places())));
    }

    /** Too many for the screen. The collector loses its answer, so that they are sent again, and counted once. */
    private void rush(Logger root, MoesifAppender appender, LocalCollector collector) throws InterruptedException {
        Appender<ILoggingEvent> console = root.getAppender("CONSOLE");
        root.detachAppender(console);
        showsActions = false;
        int actions = collector.actions().size();
        long requests = collector.requests();
        long duplicates = collector.duplicates();
        out.println("A rush     The collector loses its next answer on purpose: the "
                + (fleet == null ? "appender warns" : "connector warns in its worker's log") + " and sends again.");
        collector.play(Fault.loseAnswer());
        Shop.rush();
        awaitArrived(appender, collector);
        if (fleet != null) {
            fleet.awaitRepeats(collector, duplicates);
        }
        out.printf(
                "A rush     %d actions in %d requests; %d of them came twice and count once%n%n",
                collector.actions().size() - actions,
                collector.requests() - requests,
                collector.duplicates() - duplicates);
        showsActions = true;
        root.addAppender(console);
    }

    private void awaitArrived(MoesifAppender appender, LocalCollector collector) throws InterruptedException {
        appender.flush(PATIENCE);
        if (fleet != null) {
            fleet.awaitArrived(collector);
        }
    }

    private static boolean isGiven(String variable) {
        return variable != null && !variable.isBlank();
    }

    /** @param collector null when it isn't ours */
    private void ship(String configuration, LocalCollector collector, boolean stays) throws Exception {
        System.setProperty("logback.configurationFile", configuration);
        if (!isGiven(System.getenv(SPOOL))) {
            System.setProperty(SPOOL, "target/demo-spool");
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (fleet != null) {
            fleet.start(collector);
        }
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        MoesifAppender appender = (MoesifAppender) root.getAppender("MOESIF");
        CountingAppender lines = CountingAppender.attachTo(root);
        out.println();
        // Each step waits for its action, only so that the two stand together on the screen.
        Shop.run(
                collector == null
                        ? () -> {}
                        : () -> {
                            awaitArrived(appender, collector);
                            out.println();
                        });
        if (collector != null) {
            rush(root, appender, collector);
        }
        if (stays) {
            out.println("Still open: " + collector.page()
                    + " (Ctrl-C ends it). The service goes on, so that what the page" + " can play shows.");
            out.println();
            while (true) {
                Shop.trade(() -> TimeUnit.SECONDS.sleep(1));
                rush(root, appender, collector);
            }
        }
        context.stop();
        if (collector == null) {
            out.println();
        }
        FinalStatus counts = FinalStatus.of(context);
        if (collector == null) {
            counts.warnings().forEach(warning -> out.println("Warning    " + warning));
        }
        if (!counts.hasShipped()) {
            return;
        }
        out.printf("Logged     %d lines, %d of them actions%n", lines.count(), counts.of("accepted"));
        out.printf(
                fleet == null
                        ? "Delivered  %d actions in %d requests, %d dropped%n"
                        : "Delivered  %d actions to the topic in %d batches, %d dropped%n",
                counts.of("delivered"),
                counts.of("batches"),
                counts.of("dropped"));
        if (collector != null) {
            out.printf(
                    "Arrived    %d actions at the collector, %d requests refused%n",
                    collector.actions().size(), collector.refused());
        }
        if (fleet != null) {
            return;
        }
        out.printf("Bytes      %,d of JSON, %,d after gzip%n", counts.of("bytes"), counts.of("bytesOnTheWire"));
    }
}
