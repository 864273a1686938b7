package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.statements.Compiled;
import com.moesif.logback.testing.RuleTester;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The Java that documents show compiles and does what the text around it says; {@link DocsXmlTest} has the XML. */
class ReadmeSnippetsTest {
    private static final Markdown README = Markdown.readme();
    private static final Markdown RULES = Markdown.page("rules");
    private static final Markdown TESTING = Markdown.page("testing-rules");
    /** Their examples are run by tests of their own. */
    private static final Set<String> GUIDES = Set.of("mapping-cookbook.md", "migrating.md");

    private static final String KV = "import static net.logstash.logback.argument.StructuredArguments.kv;\n";

    @TempDir
    Path scratch;

    /** An id of an action may be null: an example that asks it for its text throws at the first action without one. */
    @Test
    void noExample_asksForTheTextOfWhatMayBeNull() {
        assertThat(Markdown.all().stream()
                        .flatMap(page -> page.blocks("java").stream()
                                .filter(block -> block.text().matches("(?s).*(companyId|userId)\\(\\)\\s*\\..*"))
                                .map(block -> page.file + ":" + block.line())))
                .isEmpty();
    }

    @Test
    void eachWayToNameAnAction_makesOne() throws Exception {
        try (Logback logback = Logback.with()) {
            JavaSnippet.run(
                    scratch,
                    KV + RULES.block("Which events are actions", "java"),
                    "Logger log, String tenant",
                    logback.log(),
                    "acme");

            assertThat(logback.actions()).hasSize(3).allSatisfy(action -> {
                assertThat(action.actionName()).isEqualTo("Sent Message");
                assertThat(action.companyId()).isEqualTo("acme");
            });
        }
    }

    @Test
    void messageRule_takesTheLineAboveIt() throws Exception {
        Logger log;
        try (Logback logback = Logback.with(rule(RULES.block("Rules", "xml")))) {
            log = logback.log();
            JavaSnippet.run(
                    scratch, RULES.block("Rules", "java"), "Logger log, String user, long size", log, "u-1", 12L);

            ReceivedAction action = logback.theAction();
            assertThat(action.userId()).isEqualTo("u-1");
            assertThat(action.metadata()).containsOnly(entry("bytes", 12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void bothWaysToWriteARegex_takeTheLine(int way) {
        List<String> lines = RULES.blocks("Rules", "xml").get(1).text().lines().toList();
        try (Logback logback = Logback.with(rule(lines.get(0) + lines.get(1 + way) + lines.get(3)))) {
            logback.context
                    .getLogger("com.acme.legacy.Exporter")
                    .info("exported " + 1200 + " rows for customer " + 12345);

            ReceivedAction action = logback.theAction();
            assertThat(action.companyId()).isEqualTo("12345");
            assertThat(action.metadata()).containsOnly(entry("rows", 1200));
        }
    }

    private static String rule(String elements) {
        return "<field><name>company_id</name><value>acme</value></field><rule>" + elements
                + "<actionName>Tested</actionName></rule>";
    }

    @Test
    void ruleTester_passesAsItStands() throws Exception {
        Path xml = Files.writeString(
                scratch.resolve("logback.xml"), README.blocks("xml").get(0).text());

        JavaSnippet.run(
                scratch,
                "import static org.assertj.core.api.Assertions.assertThat;\n"
                        + TESTING.block("In a unit test", "java")
                                .replace("src/main/resources/logback.xml", xml.toString()),
                "");
    }

    @Test
    void check_saysWhatIsShown() throws Exception {
        List<String> shown = Markdown.page("command-line")
                .block("Checking rules without running the service", "text")
                .lines()
                .toList();
        Path xml = Files.writeString(
                scratch.resolve("logback.xml"),
                README.blocks("xml")
                        .get(0)
                        .text()
                        .replaceFirst("<rule>", "<rule><name>Payments</name>")
                        .replaceFirst(
                                "</rule>",
                                Matcher.quoteReplacement("</rule><rule><name>Exports</name>"
                                        + RULES.blocks("Rules", "xml")
                                                .get(1)
                                                .text()
                                                .lines()
                                                .skip(1)
                                                .collect(Collectors.joining())
                                        + "<actionName>Exported Report</actionName></rule>")));

        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(shown).hasSize(4);
            assertThat(tester.replay(shown.get(0))).matches(elided(shown.get(1)));
            assertThat(tester.replay(shown.get(2))).matches(elided(shown.get(3)));
        }
    }

    @Test
    void coverage_passesForTheLineOfTheFirstScreen_andFailsForAnother() throws Exception {
        Path xml = Files.writeString(
                scratch.resolve("logback.xml"),
                README.blocks("xml").get(0).text().replaceAll("<spool>.*</spool>", ""));
        String statement = "log.info(\"Processed payment {} {} for {} in {} s\", 24.6, \"USD\", \"12345\", 66.3);";
        assertThat(README.blocks("java").get(0).text()).contains(statement);
        String service = "package com.acme.payments; class Service { static final org.slf4j.Logger log ="
                + " org.slf4j.LoggerFactory.getLogger(Service.class); void pay() { " + statement + " } }";
        Path classes = new Compiled(scratch.resolve("now")).with("-g").classes(service);
        Path reworded = new Compiled(scratch.resolve("later"))
                .with("-g")
                .classes(service.replace("Processed payment", "Processed a payment"));
        String snippet = TESTING.block("Against the compiled code", "java");
        String imports = "import static org.assertj.core.api.Assertions.assertThat;\n";

        assertThat(snippet).contains("src/main/resources/logback.xml").contains("target/classes");
        JavaSnippet.run(scratch, imports + at(snippet, xml, classes), "int unused", 0);
        assertThatThrownBy(() -> JavaSnippet.run(scratch, imports + at(snippet, xml, reworded), "int unused", 0))
                .isInstanceOf(AssertionError.class)
                .hasRootCauseInstanceOf(AssertionError.class)
                .rootCause()
                .hasMessageContaining("Processed a payment {amount} {currency} for {company_id} in {time_seconds} s");
    }

    private static String at(String snippet, Path xml, Path classes) {
        return snippet.replace("src/main/resources/logback.xml", xml.toString())
                .replace("target/classes", classes.toString());
    }

    /** What a dot of three stands for is anything. */
    private static Pattern elided(String line) {
        return Pattern.compile(
                Stream.of(line.strip().split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    @Test
    void oneLine_addsARegistry() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (Rig rig = Rig.direct("")) {
            assertThat(rig.errors()).isEmpty();
            JavaSnippet.run(
                    scratch,
                    "import io.micrometer.core.instrument.*;\n"
                            + Markdown.page("is-it-working").block("Micrometer", "java"),
                    "MeterRegistry registry",
                    registry);

            // They come when the process is ten seconds old; when this test runs alone it is younger.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    registry.find("moesif.appender.pending").gauge())
                            .isNotNull());
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void localCollector_getsWhatIsLogged() throws Exception {
        Consumer<LocalCollector> logging = collector -> {
            try (Rig rig = new Rig()) {
                rig.configure(collector.baseUri().toString(), "").log(1);
            }
        };

        JavaSnippet.run(
                scratch,
                Markdown.page("local-collector")
                        .block("In a test", "java")
                        .replaceFirst("// point.*", "logging.accept(collector);"),
                "java.util.function.Consumer<LocalCollector> logging",
                logging);
    }

    /** A function may be frozen for good as soon as its handler has returned. */
    @Test
    void flush_returnsWhenTheActionHasArrived() throws Exception {
        try (Rig rig = Rig.global()) {
            rig.configureAs("MOESIF", rig.collector.baseUri().toString(), "", "");
            rig.collector.play(Fault.delay(Duration.ofMillis(300)));
            rig.log(1);

            JavaSnippet.run(
                    scratch,
                    Markdown.page("frameworks").block("Functions that are frozen between calls", "java")
                            + "\nif (!delivered) throw new AssertionError();",
                    "int unused",
                    0);

            assertThat(rig.collector.actions()).hasSize(1);
        }
    }

    /** The service that DropwizardIT runs has it. */
    @Test
    void dropwizardsFactory_isTheOneThatRuns() throws Exception {
        assertThat(Files.readString(Path.of("src/it/dropwizard/src/main/java/com/acme/MoesifAppenderFactory.java")))
                .endsWith(Markdown.page("frameworks").block("Dropwizard", "java") + "\n");
    }

    @Test
    void everyProfileNamed_isInThePom() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(Markdown.all().stream()
                        .flatMap(document -> Pattern.compile("mvn [^\n]*-P(\\w+)")
                                .matcher(document.text)
                                .results())
                        .map(MatchResult::group)
                        .map(command -> command.substring(command.lastIndexOf("-P") + 2)))
                .hasSizeGreaterThan(3)
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    /** What no test knows is run by none. */
    @Test
    void everyPieceOfJava_isKnownHere() {
        Map<String, Long> sections = Markdown.forUsers().stream()
                .filter(document -> GUIDES.stream().noneMatch(document.file::endsWith))
                .flatMap(document -> document.blocks("java").stream()
                        .map(block -> document.file.getFileName() + ": " + block.section()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(sections)
                .as("each needs a test in this class, or in ReadmeExampleTest")
                .containsOnly(
                        entry("README.md: From a log line to an action", 1L),
                        entry("rules.md: Which events are actions", 1L),
                        entry("rules.md: Rules", 1L),
                        entry("testing-rules.md: In a unit test", 1L),
                        entry("testing-rules.md: Against the compiled code", 1L),
                        entry("is-it-working.md: Micrometer", 1L),
                        entry("frameworks.md: Functions that are frozen between calls", 1L),
                        entry("frameworks.md: Dropwizard", 1L),
                        // By QuickStartIT.
                        entry("quick-start.md: Spring Boot 4", 1L),
                        entry("quick-start.md: Gradle, without a framework", 1L),
                        entry("local-collector.md: In a test", 1L));
    }
}
