package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.connect.MoesifSinkTaskMXBean;
import com.moesif.logback.harness.Scrape;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The alert rules and the dashboard name what Prometheus gets of the appender, and Prometheus's own tool reads them. */
@Timeout(120)
class DocsAlertsTest {
    private static final Path RESOURCES = Path.of("src", "site", "resources");
    private static final Path ALERTS = RESOURCES.resolve("alerts.yml");
    private static final Path DASHBOARD = RESOURCES.resolve("grafana.json");
    private static final Path ALERTS_TEST = Path.of("src", "test", "resources", "prometheus", "alerts-test.yml");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    private static final String TASK = "com_moesif_logback_MoesifSinkTask_";

    @TempDir
    private Path scratch;

    /** Of the rules and of the panels. */
    private static List<String> expressions() throws IOException {
        JsonNode rules = new YAMLMapper().readTree(Files.readString(ALERTS));
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
        return Stream.of(rules.findValuesAsString("expr"), dashboard.findValuesAsString("expr"))
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void everyMetricAndLabelNamed_isThere() throws Exception {
        Scrape scrape = Scrape.ofAnAppender();

        assertThat(expressions())
                .filteredOn(each -> !each.contains(TASK))
                .hasSizeGreaterThan(15)
                .allSatisfy(scrape::hasWhatIsNamedIn);
    }

    /** The JMX exporter makes a metric of each attribute. */
    @Test
    void everyAttributeOfATask_isThere() throws Exception {
        List<String> attributes = Stream.of(MoesifSinkTaskMXBean.class.getMethods())
                .map(getter -> getter.getName().replaceFirst("^(get|is)", ""))
                .toList();

        assertThat(expressions())
                .filteredOn(each -> each.contains(TASK))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(attributes).contains(each.replaceFirst(TASK + "(\\w+).*", "$1")));
    }

    /** The operating guide explains the rules one by one. */
    @Test
    void everyExpressionOfTheGuide_isARule() throws Exception {
        List<String> rules = new YAMLMapper().readTree(Files.readString(ALERTS)).findValuesAsString("expr");
        List<String> shown = Markdown.page("operating")
                .text
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("`") && line.contains("moesif_"))
                .map(line -> line.replaceFirst(".*\\| `(.*)` \\|$", "$1").replace("\\|", "|"))
                .toList();

        assertThat(shown).hasSizeGreaterThan(4).allMatch(rules::contains);
    }

    @Test
    void eachAlert_firesOnWhatItIsFor_andOnNothingElse() throws Exception {
        Files.copy(ALERTS, scratch.resolve("alerts.yml"));
        Files.copy(ALERTS_TEST, scratch.resolve("alerts-test.yml"));

        assertThat(promtool("check", "rules", "alerts.yml")).contains("SUCCESS");
        assertThat(promtool("test", "rules", "alerts-test.yml")).contains("SUCCESS");
    }

    @Test
    void everyExpressionOfTheDashboard_isPromQl() throws Exception {
        StringBuilder rules = new StringBuilder("groups: [{name: panels, rules: [\n");
        int number = 0;
        for (String expression : expressions()) {
            rules.append("{record: 'panel:")
                    .append(number++)
                    .append("', expr: '")
                    .append(expression.replaceAll("\\$__(rate_interval|range)", "5m"))
                    .append("'},\n");
        }
        Files.writeString(scratch.resolve("panels.yml"), rules.append("]}]\n"));

        assertThat(promtool("check", "rules", "panels.yml")).contains("SUCCESS");
    }

    private String promtool(String... arguments) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(PROMTOOL),
                "promtool is not installed: apt-get install --no-install-recommends prometheus");
        File output = scratch.resolve("output.txt").toFile();
        Process process = new ProcessBuilder(Stream.concat(Stream.of(PROMTOOL.toString()), Stream.of(arguments))
                        .toList())
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        int exit = process.waitFor();
        String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        return said;
    }
}
