package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What Prometheus gets of an appender, to compare with what a text names of it. */
public final class Scrape {
    private static final Pattern METRIC = Pattern.compile("moesif_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("(outcome|reason)=~?\"([^\"]+)\"");

    private final String text;
    private final List<String> metrics;

    private Scrape(String text) {
        this.text = text;
        this.metrics = text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .toList();
    }

    public static Scrape ofAnAppender() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.addRegistry(prometheus);
        try (Rig rig = Rig.direct("<rule><message>sold</message><actionName>Sold</actionName></rule>")) {
            assertThat(rig.errors()).isEmpty();
            // The meters appear one after the other, and this is the last. A scrape beside that may have it without
            // others.
            await().atMost(Rig.AMPLE).until(() -> prometheus.scrape().contains("outcome=\"error\""));
            return new Scrape(prometheus.scrape());
        } finally {
            Metrics.removeRegistry(prometheus);
        }
    }

    /** At least one metric, and each label with each of its values. */
    public void hasWhatIsNamedIn(String expression) {
        assertThat(METRIC.matcher(expression).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(metrics::contains);
        assertThat(labels(expression))
                .allSatisfy(label -> assertThat(label.group(2).split("\\|"))
                        .allSatisfy(value -> assertThat(text).contains(label.group(1) + "=\"" + value + "\"")));
    }

    public static List<MatchResult> labels(String expression) {
        return LABEL.matcher(expression).results().toList();
    }
}
