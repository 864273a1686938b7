package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.runtime.ShortLife;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Events that come over a real bridge are formatted: no {@code <message>} matches them, and the appender says so. */
@Timeout(60)
class BridgedEventsTest {
    private static final String RULE = """
            <rule>
              <name>Export</name>
              <logger>com.acme.legacy</logger>
              %s
              <actionName>Exported</actionName>
              <field><name>rows</name><type>number</type></field>
            </rule>
            """;
    private static final String BY_MESSAGE =
            RULE.formatted("<message>(exported) {rows} rows of $x: for customer {company_id}</message>");
    private static final Pattern PROPOSED = Pattern.compile("use <regex>(.*)</regex> in its place");

    private final Rig rig = Rig.global();

    @BeforeEach
    void install() {
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        // The JVM's context has been used by others.
        rig.context.getStatusManager().clear();
    }

    @AfterEach
    void close() {
        SLF4JBridgeHandler.uninstall();
        ShortLife.is(Duration.ofMinutes(1));
        rig.close();
    }

    static Stream<Arguments> bridges() {
        return Stream.of(
                bridge(
                        "log4j-to-slf4j",
                        () -> org.apache.logging.log4j.LogManager.getLogger("com.acme.legacy.Export")
                                .info("(exported) {} rows of $x: for customer {}", 5, "c-1")),
                bridge(
                        "jul-to-slf4j",
                        () -> java.util.logging.Logger.getLogger("com.acme.legacy.Export")
                                .log(Level.INFO, "(exported) {0} rows of $x: for customer {1}", new Object[] {5, "c-1"
                                })),
                bridge(
                        "System.Logger",
                        () -> System.getLogger("com.acme.legacy.Export")
                                .log(
                                        System.Logger.Level.INFO,
                                        "(exported) {0} rows of $x: for customer {1}",
                                        5,
                                        "c-1")));
    }

    private static Arguments bridge(String name, Runnable logging) {
        return Arguments.of(name, logging);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bridges")
    void sentence_givesTheRegexThatWorks(String bridge, Runnable logging) {
        rig.configure(rig.collector.baseUri().toString(), BY_MESSAGE);
        logging.run();
        logging.run();
        rig.awaitWarning("comes over a bridge");

        List<String> said = rig.warnings().stream()
                .filter(warning -> warning.contains("comes over a bridge"))
                .toList();
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("rule 'Export'", "formatted", "'com.acme.legacy.Export'");
        Matcher proposed = PROPOSED.matcher(said.get(0));
        assertThat(proposed.find()).isTrue();

        rig.configure(rig.collector.baseUri().toString(), RULE.formatted("<regex>" + proposed.group(1) + "</regex>"));
        assertThat(rig.errors()).isEmpty();
        logging.run();
        await().atMost(Rig.AMPLE).until(() -> !rig.collector.actions().isEmpty());
        ReceivedAction action = rig.collector.actions().get(0);
        assertThat(action.companyId()).isEqualTo("c-1");
        assertThat(action.metadata()).containsEntry("rows", 5);
    }

    @Test
    void stop_saysItToo() {
        // By a name of its own: what a rule has matched is remembered.
        rig.configure(rig.collector.baseUri().toString(), BY_MESSAGE.replace("Export<", "Never<"));
        java.util.logging.Logger.getLogger("com.acme.legacy.Export").info("(exported) 5 rows of $x: for customer c-1");
        ShortLife.is(Duration.ZERO);
        rig.appender().stop();

        assertThat(rig.warnings())
                .anyMatch(warning -> warning.startsWith("No event ever matched rule 'Never'. What rule 'Never'")
                        && warning.contains("comes over a bridge"));
    }

    @Test
    void whatIsLoggedByAnother_orMatches_isNotTakenForIt() {
        rig.configure(rig.collector.baseUri().toString(), BY_MESSAGE);
        rig.context.getLogger("com.other").info("(exported) 5 rows of $x: for customer c-1");
        rig.context.getLogger("com.acme.legacy.Export").info("(exported) rows of $x");
        rig.context.getLogger("com.acme.legacy.Export").info("(exported) {} rows of $x: for customer {}", 5, "c-1");
        rig.context.getLogger("com.acme.legacy.Export").info("(exported) 5 rows of $x: for customer c-1");
        rig.appender().flush(Rig.AMPLE);
        rig.appender().stop();

        assertThat(rig.collector.actions()).hasSize(1);
        assertThat(rig.warnings()).noneMatch(warning -> warning.contains("bridge"));
    }
}
