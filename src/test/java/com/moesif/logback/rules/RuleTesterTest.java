package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Service;
import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** The test kit, as its users have it: {@code logback.xml} in, action out. */
class RuleTesterTest {
    private static final String RULE = """
            <rule>
              <message>Processed payment {amount} {currency} for {company_id}</message>
              <actionName>Processed Payment</actionName>
            </rule>
            """;
    private static final AtomicInteger MADE = new AtomicInteger();

    @TempDir
    private Path directory;

    @Test
    void aLine_isTheActionItWouldBeInAService() throws IOException {
        try (LocalCollector collector = LocalCollector.start(0)) {
            String appender = "<applicationId>id</applicationId><baseUri>" + collector.baseUri() + "</baseUri>" + RULE;
            Path xml = file("logback.xml", configuration(appender));

            Map<String, Object> tried;
            try (RuleTester tester = RuleTester.of(xml)) {
                pay(tester.logger("com.acme.Payments"));
                tried = tester.actions().get(0);
            }
            ReceivedAction shipped = ship(xml, collector);

            assertThat(collector.requests()).as("requests of the service alone").isEqualTo(1);
            assertThat(tried.get("action_name")).isEqualTo(shipped.actionName());
            assertThat(tried.get("company_id")).isEqualTo(shipped.companyId());
            assertThat(tried.get("metadata")).isEqualTo(shipped.metadata());
        }
    }

    private static ReceivedAction ship(Path xml, LocalCollector collector) {
        try (Service service = Service.start(xml)) {
            pay(service.logger("com.acme.Payments"));
            assertThat(service.appender().flush(Duration.ofSeconds(20))).isTrue();
        }
        return collector.actions().get(0);
    }

    private static void pay(org.slf4j.Logger logger) {
        logger.info("Processed payment {} {} for {}", new BigDecimal("24.60"), "EUR", 12345);
    }

    @Test
    void numbers_stayNumbers() throws IOException {
        try (RuleTester tester = of(RULE)) {
            tester.logger("a").info("Processed payment {} {} for {}", 24.6, 3_000_000_000L, "acme");
            tester.logger("a")
                    .info("Processed payment {} {} for {}", new BigDecimal("0.1234567890123456789"), true, "acme");

            assertThat(tester.actions().get(0))
                    .containsEntry("metadata", Map.of("amount", 24.6, "currency", 3_000_000_000L));
            assertThat(tester.actions().get(1))
                    .containsEntry(
                            "metadata", Map.of("amount", new BigDecimal("0.1234567890123456789"), "currency", true));
        }
    }

    @Test
    void actions_areInTheOrderOfTheirLines() throws IOException {
        try (RuleTester tester = of("<rule><message>*</message><actionName>A</actionName></rule>")) {
            for (String user : List.of("1", "2", "3")) {
                tester.logger("a").atInfo().addKeyValue("user_id", user).log("x");
            }

            assertThat(tester.actions())
                    .extracting(action -> action.get("user_id"))
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void mdc_isSlf4jsOwn() throws IOException {
        try (RuleTester tester = of(RULE + "<field><name>plan</name><value>%X{plan:-free}</value></field>")) {
            org.slf4j.Logger logger = tester.logger("a");
            MDC.put("user_id", "u1");
            MDC.put("plan", "gold");
            try {
                pay(logger);
            } finally {
                MDC.clear();
            }
            pay(logger);

            assertThat(tester.actions().get(0)).containsEntry("user_id", "u1");
            assertThat(tester.actions().get(0).get("metadata")).asString().contains("plan=gold");
            assertThat(tester.actions().get(1)).doesNotContainKey("user_id");
            assertThat(tester.actions().get(1).get("metadata")).asString().contains("plan=free");
            assertThat(tester.problems()).isEmpty();
        }
    }

    @Test
    void nothingButTheAppender_isMade() throws IOException {
        Path log = directory.resolve("production.log");
        String touchy = Touchy.class.getName();
        file("included.xml", """
                <included>
                  <appender name="MORE" class="%s"/>
                  <root><appender-ref ref="MORE"/></root>
                </included>
                """.formatted(touchy));
        MADE.set(0);
        Path xml = file("logback.xml", """
                <configuration scan="true" debug="true">
                  <statusListener class="%1$s"/>
                  <contextListener class="%1$s"/>
                  <turboFilter class="%1$s"/>
                  <shutdownHook class="%1$s"/>
                  <sequenceNumberGenerator class="%1$s"/>
                  <receiver class="%1$s"/>
                  <serializeModel file="%3$s"/>
                  <appender name="OTHER" class="%1$s"><filter class="%1$s"/></appender>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>%2$s</file><encoder><pattern>%%m%%n</pattern></encoder>
                  </appender>
                  <include file="%4$s"/>
                  %5$s
                  <root level="INFO">
                    <appender-ref ref="OTHER"/><appender-ref ref="FILE"/><appender-ref ref="MOESIF"/>
                  </root>
                </configuration>
                """.formatted(
                touchy, log, directory.resolve("model.scmo"), directory.resolve("included.xml"), appender(RULE)));

        try (RuleTester tester = RuleTester.of(xml)) {
            pay(tester.logger("a"));

            assertThat(tester.actions()).hasSize(1);
            assertThat(tester.problems()).isEmpty();
        }
        assertThat(MADE).as("other objects made").hasValue(0);
        assertThat(directory).isDirectoryNotContaining("glob:**.log").isDirectoryNotContaining("glob:**.scmo");
    }

    @Test
    void aConfiguration_isLoadedWithItsPropertiesDefinesIncludesAndLevels() throws IOException {
        file("rules.xml", "<included>" + appender(RULE + """
                <field><name>region</name><value>${region}-${HOST}-${env:-none}</value></field>
                """) + "</included>");
        Path xml = file("logback.xml", """
                <configuration>
                  <property name="region" value="eu"/>
                  <property name="RuleTesterTest.system" value="1" scope="system"/>
                  <define name="HOST" class="ch.qos.logback.core.property.FileExistsPropertyDefiner">
                    <path>/</path>
                  </define>
                  <include file="%s"/>
                  <logger name="com.acme.quiet" level="WARN"/>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(directory.resolve("rules.xml")));

        try (RuleTester tester = RuleTester.of(xml)) {
            pay(tester.logger("com.acme.quiet.Payments"));
            pay(tester.logger("com.acme.Payments"));

            assertThat(tester.problems()).isEmpty();
            assertThat(tester.actions()).hasSize(1);
            assertThat(tester.actions().get(0).get("metadata")).asString().contains("region=eu-true-none");
            assertThat(System.getProperty("RuleTesterTest.system"))
                    .as("the JVM's own properties")
                    .isNull();
        }
    }

    @Test
    void theApplicationId_isNeitherNeededNorLookedFor() throws IOException {
        for (String given : List.of(
                "",
                "<applicationId>${NO_SUCH_VARIABLE}</applicationId>",
                "<applicationIdFile>/no/such/secret</applicationIdFile>",
                "<enabled>false</enabled>")) {
            try (RuleTester tester = of(given + RULE)) {
                pay(tester.logger("a"));

                assertThat(tester.actions()).as(given).hasSize(1);
                assertThat(tester.problems()).as(given).isEmpty();
            }
        }
    }

    @Test
    void anAppenderBehindAnAsyncAppender_getsItsEvents_throughThatOnesFilters() throws IOException {
        Path xml = file("logback.xml", """
                <configuration>
                  <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                    <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>INFO</level></filter>
                    <queueSize>16</queueSize>
                    <appender-ref ref="MOESIF"/>
                  </appender>
                  %s
                  <root level="DEBUG"><appender-ref ref="ASYNC"/></root>
                </configuration>
                """.formatted(appender("""
                        <rule><logger>com.acme</logger><message>*</message><actionName>A</actionName></rule>
                        <field><name>company_id</name><value>c</value></field>
                        """)));

        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("com.acme.Foo").debug("filtered");
            tester.logger("com.acme.Foo").info("taken");

            assertThat(tester.actions()).hasSize(1);
            assertThat(tester.problems()).isEmpty();
        }
    }

    @Test
    void springsOwnElements_areNamedInOneLine_andTakenAsFarAsTheyGo() throws IOException {
        Path xml = file("logback-spring.xml", """
                <configuration>
                  <springProperty name="service" source="spring.application.name" defaultValue="shop"/>
                  <springProperty scope="context" name="zone" source="acme.zone"/>
                  <springProfile name="production">%s<root level="INFO"><appender-ref ref="MOESIF"/></root></springProfile>
                </configuration>
                """.formatted(
                        appender(RULE + "<field><name>service</name><value>${service}</value></field>")));

        try (RuleTester tester = RuleTester.of(xml)) {
            pay(tester.logger("a"));

            assertThat(tester.problems()).singleElement().asString().startsWith("WARN <springProperty> and");
            assertThat(tester.actions().get(0).get("metadata")).asString().contains("service=shop");
        }
    }

    @Test
    void problems_beginWithTheirLevel() throws IOException {
        try (RuleTester tester = of("<qeueSize>8</qeueSize>" + RULE + RULE)) {
            assertThat(tester.problems())
                    .hasSize(2)
                    .anyMatch(problem ->
                            problem.startsWith("ERROR <qeueSize> is no element of the appender; <queueSize>"))
                    .anyMatch(
                            problem -> problem.startsWith("ERROR Rule 2 (Processed Payment): it never gets an event"));
        }
    }

    @Test
    void aValueThatIsLost_isAProblem() throws IOException {
        try (RuleTester tester = of("""
                <rule>
                  <message>size {size} of {company_id}</message><actionName>A</actionName>
                  <field><name>size</name><type>number</type></field>
                </rule>
                """)) {
            tester.logger("a").info("size {} of {}", "12 MB", "acme");
            tester.logger("a").info("size {} of {}", "13 MB", "acme");

            assertThat(tester.problems())
                    .containsExactly(
                            "WARN Field 'size' of an action of rule 1 (A) was lost: it is not a number, but has the shape '99 AA'. Use"
                                    + " <type>size</type>, or give its <field> no <type>.");
        }
    }

    @Test
    void aConfigurationThatCanNotShip_isAnError() throws IOException {
        Path unattached = file("a.xml", "<configuration>" + appender(RULE) + "<root level='INFO'/></configuration>");
        Path without = file("b.xml", "<configuration><root level='INFO'/></configuration>");
        Path broken = file("c.xml", "<configuration><root></configuration>");

        assertThat(problemsOf(unattached)).singleElement().asString().startsWith("ERROR No logger refers to");
        assertThat(problemsOf(without)).singleElement().asString().startsWith("ERROR There is no <appender class=");
        assertThat(problemsOf(broken))
                .containsExactly(
                        "ERROR Line 1, column 24 of c.xml: The element type \"root\" must be terminated by the matching"
                                + " end-tag \"</root>\".",
                        "ERROR This is no XML, so that Logback reads nothing of it.");
    }

    /** A test that runs elsewhere than it was written for, as in an IDE, has to show where it has looked. */
    @Test
    void aFileThatIsNotThere_isNamed_withWhereItWasLookedFor() {
        Path relative = Path.of("src", "nowhere", "logback.xml");
        Path absolute = directory.resolve("d.xml");

        assertThatThrownBy(() -> RuleTester.of(relative))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessage("There is no file " + relative.toAbsolutePath()
                        + ": the working directory of this JVM is "
                        + Path.of("").toAbsolutePath()
                        + ". Give the path of your logback.xml from there, or from the root.");
        assertThatThrownBy(() -> RuleCoverage.of(absolute, directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("There is no file " + absolute + ": give the path of your logback.xml.");
        assertThatThrownBy(() -> RuleTester.withoutEnvironment(directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(directory + " is no file: give the path of your logback.xml.");
    }

    /** A reference that is there needs no other. */
    @Test
    void anAppenderThatIsReferredTo_andIsOffForAnotherReason_isToldOfOnlyWithThatOne() throws IOException {
        Path noClass = file(
                "a.xml",
                "<configuration><appender name='MOESIF' class='MoesifAppender'>" + RULE
                        + "</appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        assertThat(problemsOf(noClass))
                .anyMatch(problem -> problem.startsWith("ERROR"))
                .noneMatch(problem -> problem.contains("No logger refers to"));
    }

    /** What the other file says counts. */
    @Test
    void anIncludedFileThatIsNoXml_isNamed() throws IOException {
        Path included = file("part.xml", "<included>\n<oops</included>");
        Path xml = file(
                "logback.xml",
                "<configuration><include file='" + included + "'/>" + appender(RULE)
                        + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        assertThat(problemsOf(xml))
                .anyMatch(problem -> problem.startsWith("ERROR Line 2, column 6: Element type \"oops\""))
                .anyMatch(problem -> problem.contains("part.xml"))
                .noneMatch(problem -> problem.contains("XML_PARSING") || problem.contains("no XML, so that"));
    }

    @Test
    void aTextThatLogbackCanNotRead_isFoundByItsElement() throws IOException {
        Path xml = file(
                "logback.xml",
                "<configuration>\n"
                        + appender(RULE + "\n<field><name>x</name>\n<value> %X{t </value></field>")
                        + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        assertThat(problemsOf(xml))
                .contains(
                        "ERROR Logback can't substitute variables in the <value> of <field>; a brace stands alone, or a"
                                + " variable refers to itself.");
    }

    @Test
    void whatIsWrongOnce_isSaidOnce() throws IOException {
        Path xml = file("logback.xml", configuration("<applicationId>a</applicationId><spool/>" + RULE));

        assertThat(problemsOf(xml))
                .singleElement()
                .asString()
                .startsWith("ERROR <spool> needs <directory>. Without a directory there is no spool");
    }

    @Test
    void aSecretThatLogbackCanNotRead_isNotShown() throws IOException {
        Path xml = file("logback.xml", configuration("<applicationId>s3cret{</applicationId>" + RULE));

        assertThat(problemsOf(xml))
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .doesNotContain("s3cret");
    }

    @Test
    void rules_areListedInTheirOrder_withTheirConditionsAndWhatVariablesMadeOfThem() throws IOException {
        Path xml = file("logback.xml", """
                <configuration>
                  <property name="WHAT" value="invoice"/>
                  %s
                  <root level="DEBUG"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(appender("""
                        <rule>
                          <name>One</name><logger>com.acme</logger><level>warn</level><marker>BILLING</marker>
                          <message>sent ${WHAT} {number} to {}</message><actionName>A</actionName>
                        </rule>
                        <rule><logger>b</logger><regex>^(?&lt;company_id&gt;\\d+)$</regex><actionName>B</actionName></rule>
                        """)));

        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems()).isEmpty();
            assertThat(tester.rules()).containsExactly("""
                            rule 'One'
                              logger   com.acme or below
                              level    WARN or above
                              marker   BILLING
                              message  sent invoice {number} to {}
                              (<message> in the file: sent ${WHAT} {number} to {})""", """
                            rule 2 (B)
                              logger   b or below
                              regex    ^(?<company_id>\\d+)$""");
        }
    }

    private static List<String> problemsOf(Path xml) {
        try (RuleTester tester = RuleTester.of(xml)) {
            return tester.problems();
        }
    }

    private RuleTester of(String inAppender) throws IOException {
        return RuleTester.of(file("logback.xml", configuration(inAppender)));
    }

    static String configuration(String inAppender) {
        return "<configuration>" + appender(inAppender)
                + "<root level=\"INFO\"><appender-ref ref=\"MOESIF\"/></root></configuration>";
    }

    private static String appender(String content) {
        return "<appender name=\"MOESIF\" class=\"com.moesif.logback.MoesifAppender\">" + content + "</appender>";
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    /** Counts each that is made. */
    public static final class Touchy extends AppenderBase<ILoggingEvent> {
        public Touchy() {
            MADE.incrementAndGet();
        }

        @Override
        protected void append(ILoggingEvent event) {
            throw new AssertionError("an event came to another appender");
        }
    }
}
