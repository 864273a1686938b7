package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The program of {@code src/it/matrix}, twice: it dies with an action in its spool, then lives on and stops. */
final class SmokeRun {
    private static final Path BUILT = Path.of(System.getProperty("its"), "matrix");
    private static final int DIED = 9;

    /** Name, company, user, metadata of every action, of whichever appender; in the order of the alphabet. */
    private static final List<String> ACTIONS = List.of(
            "Audit c3 - {service=shop, what=opened the door of Other}",
            "Behind c0 - {}",
            "Behind c1 - {}",
            "Behind c2 - {}",
            "Exported Report c2 - {plan=free, rows=7, service=shop}",
            "Exported Report c2 - {plan=gold, rows=1200, service=shop}",
            "Marked c4 - {service=shop}",
            "Once c6 - {service=shop}",
            "Processed Payment c1 - {amount=24.6, currency=EUR, service=shop}",
            "Processed Payment c7 - {amount=3, currency=USD, service=reloaded}",
            "Processed Payment crashed - {amount=1, currency=CHF, service=shop}",
            "Registered c5 - {seats=3, service=shop}",
            "Sent Message c5 17 {card=paid with ****, parts=[1, 2], service=shop, trace_id=t-1}");

    private static final String CUT = "arrived as \"Refunded {amount}\". Write \\u007B";

    private final Path directory;
    private final Path java;
    private final Path logback;
    private final List<String> said = new ArrayList<>();

    /** @param directory for what the program writes, and for its configuration, which it changes */
    SmokeRun(Path directory, Path java, String logback) {
        this.directory = directory;
        this.java = java;
        this.logback = BUILT.resolve("target").resolve("logback").resolve(logback);
    }

    void check() throws Exception {
        for (String file : List.of("logback.xml", "faulty.xml", "conditional.xml")) {
            Files.copy(BUILT.resolve(file), directory.resolve(file));
        }
        try (LocalCollector collector = LocalCollector.start(0)) {
            // What it logs has to come by its spool.
            collector.playAlways(Fault.status(503));
            run(collector, DIED, "die");
            collector.behave();
            said("segments", "1");
            run(collector, 0, "live");
            facts();
            faulty();
            if (knowsConditions()) {
                conditional();
            }
            actions(collector);
        }
    }

    private void facts() {
        said("logback", logback.getFileName().toString());
        said("flushed", "true");
        // Recovered, and what came after it, BEHIND's aside.
        said("jmx.Accepted", "8");
        said("jmx.Recovered", "1");
        said("jmx.Delivered", "9");
        said("jmx.Balanced", "true");
        said("jmx.flush", "true");
        said("reloaded", "true");
        said("logback.xml.rehearsed", "1");
        said("logback.xml.problem", "WARN This appender is attached to the loggers com.acme.twice and ROOT");
        // Once at the start, once after the reload.
        String twice = "This appender is attached to the loggers com.acme.twice and ROOT";
        said("warning", twice, twice);
        said("stopped", "true");
        said("spooled", "0");
    }

    private void faulty() {
        said(
                "faulty.xml.error",
                "<lingre> is no element of the appender; <linger> may be meant.",
                "<queueSize> is 'plenty', but has to be",
                "Rule 1 (Paid): <mesage> is no element of <rule>; <message> may be meant.");
        said(
                "faulty.xml.warning",
                "No event can reach rule 4 (Whispered): logger 'com.acme.quiet' is off.",
                "Logback changed the <message> of rule 2 (Refunded): \"Refunded {amount} :- {company_id}\" " + CUT,
                "Logback changed the <regex> of rule 3 (Cut): \"^a{2}:-b$\" arrived as \"^a{2}\". Write \\x7B");
    }

    private boolean knowsConditions() throws IOException {
        try (Stream<Path> jars = Files.list(logback)) {
            Path core = jars.filter(jar -> jar.getFileName().toString().startsWith("logback-core"))
                    .findFirst()
                    .orElseThrow();
            try (JarFile jar = new JarFile(core.toFile())) {
                return jar.getEntry("ch/qos/logback/core/boolex/IsPropertyDefinedCondition.class") != null;
            }
        }
    }

    private void conditional() {
        said("conditional.xml.error");
        said("conditional.xml.warning", "Logback changed the <message> of rule 1 (Refunded)");
        said("conditional.xml.rehearsed", "1");
        said(
                "conditional.xml.problem",
                "WARN The condition of an <if> is not tried here",
                "ERROR Logback changed the <message> of rule 1 (Refunded)",
                "WARN An action of rule 1 (Refunded) has no company_id");
    }

    private void actions(LocalCollector collector) {
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.duplicates()).isZero();
        assertThat(collector.actions().stream().map(SmokeRun::line)).containsExactlyInAnyOrderElementsOf(ACTIONS);
    }

    private static String line(ReceivedAction action) {
        return action.actionName() + " " + action.companyId() + " " + (action.userId() == null ? "-" : action.userId())
                + " " + new TreeMap<>(action.metadata());
    }

    /** All that it said of this, in this order: each the beginning of one. */
    private void said(String fact, String... beginnings) {
        List<String> values = values(fact);
        assertThat(values).as("%s; in all: %s", fact, String.join("\n", said)).hasSameSizeAs(List.of(beginnings));
        for (int i = 0; i < beginnings.length; i++) {
            assertThat(values.get(i)).as(fact).startsWith(beginnings[i]);
        }
    }

    String fact(String name, String otherwise) {
        return values(name).stream().findFirst().orElse(otherwise);
    }

    private List<String> values(String fact) {
        String beginning = fact + "=";
        return said.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    private void run(LocalCollector collector, int exitCode, String how) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-DCOLLECTOR=" + collector.baseUri(),
                "-DSPOOL=" + directory.resolve("spool"),
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                "com.acme.Smoke",
                how,
                directory.resolve("logback.xml").toString(),
                directory.resolve("faulty.xml").toString()));
        if (knowsConditions()) {
            arguments.add(directory.resolve("conditional.xml").toString());
        }
        Path target = BUILT.resolve("target");
        HostProcess process = HostProcess.run(
                java,
                directory,
                List.of(target.resolve("classes").toString(), target.resolve("dependency") + "/*", logback + "/*"),
                arguments);
        said.addAll(process.out());
        assertThat(process.code()).as("%s", process).isEqualTo(exitCode);
        // The JDK's own complaints, of Unsafe or of native access, begin so.
        assertThat(process.err()).noneMatch(line -> line.startsWith("WARNING:"));
    }
}
