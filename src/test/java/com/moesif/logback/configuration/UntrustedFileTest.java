package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.PropertyDefinerBase;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.moesif.logback.testing.RuleTester;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that somebody else proposes: a trial of it touches nothing. */
class UntrustedFileTest {
    /** Set by whatever of {@link Trace} and its kin is loaded: a class's static initialiser runs code already. */
    private static final String TRACE = "UntrustedFileTest.trace";

    private static final String RULE = """
            <rule>
              <message>Processed payment {amount} for {company_id}</message>
              <actionName>Processed Payment</actionName>
            </rule>
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<include url='%s/steal?x=${java.version}'/>",
                "<include optional='true' url='%s/x'/>",
                "<propertiesConfigurator url='%s/x'/>",
                "<included-twice/><if condition='true'><then><include url='%s/x'/></then></if>",
            })
    void aUrl_isNamedAndSkipped(String element) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = "<included/>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            Path xml = whole(element.replace("<included-twice/>", "").formatted(address), RULE);
            try (RuleTester tester = RuleTester.of(xml)) {
                assertThat(tester.problems())
                        .anyMatch(
                                problem -> problem.startsWith("WARN Skipped here, where nothing touches the network: <")
                                        && problem.contains(address));
                assertThat(tester.rules()).hasSize(1);
            }
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<define name='X' class='$Define'/>",
                "<conversionRule conversionWord='own' class='$Trace'/>",
                "<conversionRule conversionWord='own' converterClass='$Trace'/>",
                "<appender name='A' class='$Trace'/>",
                "<statusListener class='$Trace'/>",
                "<turboFilter class='$Trace'/>",
                "<evaluator name='e' class='$Trace'/>",
                "<condition class='$Trace'/><if><then/></if>",
                "<import class='$ThresholdFilter'/>",
            })
    void aClassOfItsChoice_isNotEvenLoaded(String element) throws IOException {
        Path xml = whole(element.replace("$", UntrustedFileTest.class.getName() + "$"), RULE + """
                <filter class="ThresholdFilter"><level>INFO</level></filter>
                <field><name>own</name><value>%own</value></field>
                """);

        assertNothingIsLoadedBy(xml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<filter class='$Refuse'/>",
                "<filter class='ch.qos.logback.core.filter.EvaluatorFilter'><evaluator class='$Trace'/></filter>",
                "<filter class='ch.qos.logback.classic.filter.ThresholdFilter'><level class='$Trace'>INFO</level></filter>",
                "<rule class='$Trace'><message>x</message></rule>",
                "<ssl class='$Trace'/>",
                "<ssl><secureRandom class='$Trace'/></ssl>",
            })
    void norWithinTheAppender(String element) throws IOException {
        assertNothingIsLoadedBy(whole("", RULE + element.replace("$", UntrustedFileTest.class.getName() + "$")));
    }

    private static void assertNothingIsLoadedBy(Path xml) {
        System.clearProperty(TRACE);
        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("x").info("Processed payment {} for {}", 1, "acme");

            assertThat(System.getProperty(TRACE)).as("%s", tester.problems()).isNull();
            assertThat(tester.actions()).as("%s", tester.problems()).hasSize(1);
        }
    }

    @Test
    void ssl_isNotLoaded() throws IOException {
        Path xml = whole("", RULE + "<ssl><trustStore><location>file:/no/such/store</location></trustStore></ssl>");

        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems()).isEmpty();
        }
    }

    @Test
    void theEnvironment_isNotRead_unlessItIsAskedFor() throws IOException {
        Map.Entry<String, String> any = System.getenv().entrySet().stream()
                .filter(entry ->
                        entry.getKey().matches("[A-Z]+") && entry.getValue().matches("[A-Za-z0-9/:._-]{3,}"))
                .findFirst()
                .orElseThrow();
        String name = any.getKey();
        Path xml = whole(
                "<property name='NAME' value='" + name + "'/><property name='INDIRECT' value='${" + name + ":-d}'/>",
                """
                <rule>
                  <message>m</message>
                  <field><name>a</name><value>${X:-default}</value></field>
                  <field><name>b</name><value>${INDIRECT}</value></field>
                  <field><name>company_id</name><value>c</value></field>
                </rule>
                <field><name>direct</name><value>${X}</value></field>
                <field><name>nested</name><value>${${NAME}}</value></field>
                """.replace("X", name));

        try (RuleTester tester = RuleTester.withoutEnvironment(xml)) {
            tester.logger("x").info("m");

            assertThat(tester.actions().get(0).get("metadata")).isEqualTo(Map.of("a", "default", "b", "d"));
            assertThat(tester.problems())
                    .contains("WARN The environment is not read here: ${" + name
                            + "} counts as undefined, unless --env is given.")
                    .anyMatch(problem -> problem.startsWith("ERROR <field><value> holds the variable ${" + name + "}"))
                    .noneMatch(problem -> problem.contains("'" + any.getValue() + "'"));
        }
        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("x").info("m");

            assertThat(tester.actions().get(0).get("metadata"))
                    .isEqualTo(Map.of(
                            "a",
                            any.getValue(),
                            "b",
                            any.getValue(),
                            "direct",
                            any.getValue(),
                            "nested",
                            any.getValue()));
        }
    }

    @Test
    void appendersInConditionsAndSiftingAppenders_areSeen() throws IOException {
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <if condition='property("X").contains("y")'>
                    <then>%s</then>
                    <else>%s</else>
                  </if>
                  <appender name="SIFT" class="ch.qos.logback.classic.sift.SiftingAppender">
                    <discriminator><key>tenant</key><defaultValue>nobody</defaultValue></discriminator>
                    <sift>%s</sift>
                  </appender>
                  <root level="INFO">
                    <appender-ref ref="A"/><appender-ref ref="B"/><appender-ref ref="SIFT"/>
                  </root>
                </configuration>
                """.formatted(
                        appender("A", "<rule><message>a</message></rule>"),
                        appender("B", "<rule><message>b</message></rule>"),
                        appender("C-${tenant}", """
                                <rule>
                                  <message>c</message>
                                  <field><name>company_id</name><value>${tenant}</value></field>
                                </rule>""")));

        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.rules()).hasSize(3);
            assertThat(tester.problems())
                    .containsExactly(
                            "WARN The condition of an <if> is not tried here: what is in its <then> and its <else> counts.");
            for (String message : List.of("a", "b", "c")) {
                tester.logger("x").info(message);
            }
            assertThat(tester.actions())
                    .extracting(action -> action.get("action_name") + " " + action.get("company_id"))
                    .containsExactly("a null", "b null", "c nobody");
        }
    }

    private Path whole(String before, String elements) throws IOException {
        return Files.writeString(
                directory.resolve("logback.xml"),
                "<configuration>" + before + appender("MOESIF", elements)
                        + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");
    }

    private static String appender(String name, String elements) {
        return "<appender name='" + name + "' class='com.moesif.logback.MoesifAppender'>" + elements + "</appender>";
    }

    /** Leaves a trace by being loaded. */
    public static final class Trace extends ClassicConverter {
        static {
            System.setProperty(TRACE, "loaded");
        }

        @Override
        public String convert(ILoggingEvent event) {
            return "x";
        }
    }

    /** Another. */
    public static final class Define extends PropertyDefinerBase {
        static {
            System.setProperty(TRACE, "loaded");
        }

        @Override
        public String getPropertyValue() {
            return "x";
        }
    }

    /** Another. */
    public static class Refuse extends Filter<ILoggingEvent> {
        static {
            System.setProperty(TRACE, "loaded");
        }

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return FilterReply.DENY;
        }
    }

    /** By the name of one of Logback's. */
    public static final class ThresholdFilter extends Refuse {}
}
