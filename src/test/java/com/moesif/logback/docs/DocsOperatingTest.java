package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Scrape;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.settings.Settings;
import com.moesif.logback.internal.settings.SpoolSettings;
import com.moesif.logback.internal.settings.Texts;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The operating guide and the appender say the same. */
@Timeout(120)
class DocsOperatingTest {
    private static final Markdown GUIDE = Markdown.page("operating");
    private static final Pattern ATTRIBUTE = Pattern.compile("`([A-Z][a-z][A-Za-z]+)`");
    private static final Pattern SETTING = Pattern.compile("`([a-zA-Z]+)` \\(`([^`]+)`\\)");
    private static final double GB = 1 << 30;
    private static final int ACTION = 300;

    @TempDir
    Path directory;

    private static String section(String heading) {
        String text = GUIDE.text;
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    @Test
    void everyAttributeNamed_isThere() throws Exception {
        try (Rig rig = Rig.direct("")) {
            rig.context.setName("operating");
            rig.configure(rig.collector.baseUri().toString(), "");
            ObjectName name = new ObjectName("com.moesif.logback:type=MoesifAppender,context=operating,name=RIG");
            await().atMost(Rig.AMPLE)
                    .until(() -> ManagementFactory.getPlatformMBeanServer().isRegistered(name));
            List<String> attributes = Arrays.stream(ManagementFactory.getPlatformMBeanServer()
                            .getMBeanInfo(name)
                            .getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .toList();

            assertThat(matches(ATTRIBUTE, GUIDE.prose())).hasSizeGreaterThan(15).allMatch(attributes::contains);
        }
    }

    @Test
    void everyMetricAndLabelNamed_isThere() {
        Scrape scrape = Scrape.ofAnAppender();

        for (Markdown page : List.of(GUIDE, Markdown.page("is-it-working"))) {
            // In a table a bar is escaped.
            String text = page.text.replace("\\|", "|");
            assertThat(Scrape.labels(text)).isNotEmpty();
            scrape.hasWhatIsNamedIn(text);
        }
    }

    @Test
    void everyDefaultNamed_isTheSettings() {
        assertThat(SETTING.matcher(GUIDE.prose()).results())
                .hasSizeGreaterThan(4)
                .allSatisfy(named -> assertThat(Stream.concat(Settings.ALL.stream(), SpoolSettings.ALL.stream()))
                        .as(named.group())
                        .anyMatch(setting ->
                                setting.name.equals(named.group(1)) && setting.defaultText.equals(named.group(2))));
    }

    @Test
    void sizes_areWhatTheFormulasGive() {
        List<String[]> queue = rows(section("Sizing the queue"));
        List<String[]> memory = rows(section("Sizing the memory"));
        List<String[]> spool = rows(section("Sizing the spool"));

        assertThat(queue)
                .hasSize(4)
                .allSatisfy(row -> assertThat(seconds(row[1])).isCloseTo(8192 / rate(row), by(8192 / rate(row))));
        assertThat(memory).hasSize(3).allSatisfy(row -> {
            double outage = GB / 16 / (rate(row) * ACTION);
            assertThat(seconds(row[1])).isCloseTo(outage, by(outage));
        });
        assertThat(spool).hasSize(4).allSatisfy(row -> {
            double aDay = rate(row) * ACTION * 86_400;
            double lasts = GB / (rate(row) * ACTION);
            assertThat(bytes(row[1])).isCloseTo(aDay, by(aDay));
            assertThat(seconds(row[2])).isCloseTo(lasts, by(lasts));
        });
    }

    private static org.assertj.core.data.Offset<Double> by(double exact) {
        return within(exact * 0.03);
    }

    /** Those that begin with a number. */
    private static List<String[]> rows(String section) {
        return section.lines()
                .filter(line -> line.matches("\\| [\\d,]+ \\|.*"))
                .map(line -> line.substring(2).split(" \\|( |$)"))
                .toList();
    }

    private static double rate(String[] row) {
        return number(row[0]);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", "").split(" ")[0]);
    }

    private static double seconds(String text) {
        Map<String, Integer> units = Map.of("s", 1, "min", 60, "h", 3_600, "days", 86_400);
        return number(text) * units.get(text.split(" ")[1]);
    }

    /** As disks are sold. */
    private static double bytes(String text) {
        return number(text) * Map.of("MB", 1e6, "GB", 1e9).get(text.split(" ")[1]);
    }

    @Test
    void memory_holdsAtLeastWhatTheFormulaGives() {
        try (Rig rig = Rig.direct("<maxMemory>1 MB</maxMemory><shutdownTimeout>0</shutdownTimeout>")) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(1).awaitRetries(1);
            await().atMost(Rig.AMPLE).until(() -> {
                rig.log(1_000);
                return rig.counts().dropped().get(DropReason.MEMORY_FULL) > 0;
            });

            rig.collector.behave();
            await().atMost(Rig.AMPLE).until(() -> {
                rig.appender().flush(Duration.ofSeconds(1));
                return rig.counts().pending() == 0;
            });

            assertThat(rig.collector.actions().stream()
                            .mapToInt(action -> action.json().length())
                            .sum())
                    .isGreaterThan(1 << 20);
        }
    }

    @Test
    void fullSpool_dropsTheNewAndKeepsTheOldest() {
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            rig.configure(
                    rig.collector.baseUri().toString(),
                    "<spool><directory>" + directory + "</directory><maxSize>1 MB</maxSize></spool>");
            await().atMost(Rig.AMPLE).until(() -> {
                rig.log(1_000);
                return rig.counts().dropped().get(DropReason.SPOOL_FULL) > 0;
            });
            rig.collector.behave();
            await().atMost(Rig.AMPLE).until(() -> {
                rig.appender().flush(Duration.ofSeconds(1));
                return rig.counts().spooled() == 0 && rig.counts().pending() == 0;
            });

            assertThat(rig.collector.actions().stream()
                            .map(action -> (Integer) action.metadata().get("n"))
                            .min(Comparator.naturalOrder()))
                    .contains(0);
            assertThat(rig.collector.actions()).hasSizeLessThan(rig.logged());
        }
    }

    @Test
    void whatAnotherNameLeft_staysUntouchedUntilThatNameRunsAgain() {
        String spool = "<shutdownTimeout>0</shutdownTimeout><spool><directory>" + directory + "</directory></spool>";
        try (Rig rig = new Rig()) {
            String uri = rig.collector.baseUri().toString();
            rig.collector.playAlways(Fault.status(503));
            rig.configureAs("OLD", uri, spool, "");
            rig.log(5).awaitRetries(1);
            rig.appender().stop();
            rig.collector.behave();

            rig.configureAs("NEW", uri, spool, "");
            rig.awaitWarning("of appender 'OLD'");
            // A command that can be pasted into a shell, whatever the version.
            rig.awaitWarning("java -jar moesif-logback-appender-*-cli.jar spool " + directory);
            assertThat(rig.counts().in().recovered()).isZero();

            rig.configureAs("OLD", uri, spool, "");
            rig.awaitAllDelivered();
            assertThat(rig.counts().in().recovered()).isEqualTo(5);
        }
    }

    @Test
    void statefulSet_fitsTheConfigurationBesideIt() {
        String xml = GUIDE.block("An example", "xml");
        JsonNode set = new YAMLMapper().readTree(GUIDE.block("An example", "yaml"));
        JsonNode pod = set.at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        JsonNode claim = set.at("/spec/volumeClaimTemplates/0");

        assertThat(set.at("/spec/selector/matchLabels")).isEqualTo(set.at("/spec/template/metadata/labels"));
        assertThat(mountPath(container, claim.at("/metadata/name").asString())).isEqualTo(element(xml, "directory"));
        assertThat(Path.of(element(xml, "applicationIdFile")))
                .hasParentRaw(
                        Path.of(mountPath(container, pod.at("/volumes/0/name").asString())));
        assertThat(GUIDE.prose())
                .contains("key `" + Path.of(element(xml, "applicationIdFile")).getFileName() + "`");
        long storage = Texts.size(
                claim.at("/spec/resources/requests/storage").asString().replace("Gi", " GB"));
        assertThat((double) storage).isGreaterThan(1.1 * Texts.size(element(xml, "maxSize")));

        // Nothing else defines the variables of the file.
        assertThat(container.findValuesAsString("name"))
                .contains(element(xml, "value").replaceAll("[${}]", ""));

        long preStop = container.at("/lifecycle/preStop/exec/command/1").asLong();
        String budget = "# preStop " + preStop + " s, the application 20 s, shutdownTimeout "
                + Texts.duration(element(xml, "shutdownTimeout")).toSeconds() + " s, 5 s to spare";
        assertThat(GUIDE.block("An example", "yaml")).contains(budget);
        assertThat(pod.at("/terminationGracePeriodSeconds").asLong())
                .isEqualTo(matches(Pattern.compile("(\\d+) s\\b"), budget)
                        .mapToLong(Long::parseLong)
                        .sum());
    }

    private static String mountPath(JsonNode container, String volume) {
        return container
                .at("/volumeMounts")
                .valueStream()
                .filter(mount -> mount.at("/name").asString().equals(volume))
                .map(mount -> mount.at("/mountPath").asString())
                .findFirst()
                .orElseThrow();
    }

    private static String element(String xml, String name) {
        return matches(Pattern.compile("<" + name + ">(.*)</" + name + ">"), xml)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(DocsOperatingTest::last);
    }

    private static String last(MatchResult match) {
        return match.group(match.groupCount());
    }
}
