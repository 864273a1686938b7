package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Service;
import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joran drops attributes and says nothing: each on an element of ours is an error that shows the right form. */
class StrayAttributesTest {
    static final String IF_TRUE = "<condition class='ch.qos.logback.core.boolex.IsPropertyDefinedCondition'>"
            + "<key>COLLECTOR</key></condition>";
    private static final String IF_EQUAL = "<condition class='ch.qos.logback.core.boolex.PropertyEqualityCondition'>"
            + "<key>POD_NAME</key><value>payments-0</value></condition>";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<rule logger='com.other'><message>m</message></rule> | <rule><logger>com.other</logger>…</rule>",
                "<rule><message>m</message><level value='ERROR'/></rule> | <level>ERROR</level>",
                "<rule><message>m</message><field name='n'><value>v</value></field></rule> | <field><name>n</name>…</field>",
                "<rule><message at='1'>m</message></rule> | <message>…</message>",
                "<rule message='m'/> | <rule><message>m</message>…</rule>",
                "<Rule Logger='com.other'><message>m</message></Rule> | <rule><logger>com.other</logger>…</rule>",
            })
    void ofARule_switchesItOff(String rule, String right) {
        try (Logback harness = Logback.rules(
                "<rule><message>first</message></rule>" + rule + "<rule><message>last</message></rule>")) {
            harness.log().info("first");
            harness.log().info("m");
            harness.log().info("last");

            // Several requests are under way at a time.
            assertThat(harness.names()).containsExactlyInAnyOrder("first", "last");
            assertThat(harness.errors())
                    .last()
                    .asString()
                    .startsWith("Rule 2")
                    .contains("has an attribute, which Logback drops: write " + right, "The rule is off.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<exclude name='card'/>",
                "<Exclude name='card'/>",
                "<Mask Pattern='\\d+'/>",
                "<exclude name='x'>card</exclude>",
                "<mask pattern='\\d+'/>",
                "<mask replacement='#'><pattern>\\d+</pattern></mask>",
                "<mask><pattern value='\\d+'/></mask>",
            })
    void ofAMaskOrExclude_switchesTheAppenderOff(String element) {
        try (Logback harness = Logback.rules(element + "<rule><message>paid by {card}</message></rule>")) {
            harness.log().info("paid by {}", "4111111111111111");

            assertThat(Insight.isShipping(harness.appender())).isFalse();
            assertThat(harness.collector.requests()).isZero();
            assertThat(harness.errors())
                    .anyMatch(error ->
                            error.contains("has an attribute, which Logback drops") && error.contains("is off"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<baseUri value='http://127.0.0.1:9/'/> | <baseUri>http://127.0.0.1:9/</baseUri>",
                "<proxy host='h' port='1'/>         | <proxy><host>h</host>…</proxy>",
                "<ssl><trustStore location='x'/></ssl> | <trustStore><location>x</location>…</trustStore>",
            })
    void ofTheWayToTheCollector_keepsEverything(String element, String right) {
        try (Rig rig = new Rig()) {
            rig.configure(rig.collector.baseUri().toString(), element + "<shutdownTimeout>0</shutdownTimeout>")
                    .log(3);

            assertThat(rig.errors()).anyMatch(error -> error.contains(right) && error.contains("Nothing is sent"));
            rig.awaitWarning("Delivery pauses (<");
            assertThat(rig.collector.requests()).isZero();

            rig.configure(rig.collector.baseUri().toString(), "").awaitAllDelivered();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<mdcKey name='trace_id'/>               | <mdcKey>trace_id</mdcKey>",
                "<spool durability='fsync'/>             | <spool><durability>fsync</durability>…</spool>",
                "<alias from='a' to='b'/>                | <alias><from>a</from>…</alias>",
                "<field name='a' value='b'/>             | <field><name>a</name>…</field>",
                "<linger value='5 s'/>                   | <linger>5 s</linger>",
                "<filter class='ch.qos.logback.classic.filter.ThresholdFilter' level='WARN'/> | <filter><level>WARN</level>…</filter>",
            })
    void ofAnythingElse_isAnError(String element, String right) {
        try (Logback harness = Logback.rules(element)) {
            assertThat(harness.errors()).anyMatch(error -> error.contains("which Logback drops: write " + right));
        }
    }

    @Test
    void ofTheAppenderItself_isAnErrorWithoutItsSecret() {
        String xml =
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender' applicationId='hush'"
                        + "/><root><appender-ref ref='MOESIF'/></root></configuration>";
        try (Logback harness = Logback.configuration(xml)) {
            assertThat(harness.errors())
                    .singleElement()
                    .asString()
                    .contains("<appender applicationId=\"…\">", "write <applicationId>…</applicationId>");
        }
    }

    /** Whatever the attribute is called: only of what is known to hold no secret a value is shown. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "applicationID='hush'   |                                                  | <appender applicationID=\"…\">",
                "baseUri='https://joe:hush@host/x' |                                       | <baseUri>****@host/x</baseUri>",
                "linger='1 s'           | <proxy url='http://joe:hush@proxy:3128'/>        | <proxy><url>…</url>…</proxy>",
                "linger='1 s'           | <proxy host='joe:hush@proxy' port='3128'/>       | <proxy><host>****@proxy</host>…</proxy>",
                "linger='1 s'           | <proxy><password value='hush'/></proxy>          | <password>…</password>",
                "linger='1 s'           | <proxy user='joe' pass='hush'/>                  | <proxy><pass>…</pass>…</proxy>",
                "linger='1 s'           | <baseUri value='https://joe:hush@host/x'/>       | <baseUri>****@host/x</baseUri>",
                "linger='1 s'           | <baseUri value='https://host/x?key=hush'/>       | <baseUri>https://host/x?****</baseUri>",
                "linger='1 s'           | <baseUri value='https://host/' key='hush'/>      | <baseUri>https://host/</baseUri>",
                "linger='1 s'           | <applicationId value='hush'/>                    | <applicationId>…</applicationId>",
                "linger='1 s'           | <kafka password='hush' topic='t'/>               | <kafka><topic>t</topic>…</kafka>",
                "linger='1 s'           | <ssl><keyStore password='hush'/></ssl>           | <keyStore><password>…</password>…</keyStore>",
                "linger='1 s'           | <ssl><keyStore location='http://joe:hush@h/'/></ssl> | <keyStore><location>****@h/</location>…</keyStore>",
                "linger='1 s'           | <field name='token' value='hush'/>               | <field><name>token</name>…</field>",
                "linger='1 s'           | <linger value='1 s' apiKey='hush'/>              | <linger>1 s</linger>",
            })
    void ofAnything_showsNoSecret(String attribute, String elements, String shown) {
        String xml = "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender' " + attribute
                + "><dryRun>true</dryRun>" + (elements == null ? "" : elements)
                + "</appender><root><appender-ref ref='MOESIF'/></root></configuration>";
        try (Logback harness = Logback.configuration(xml)) {
            assertThat(harness.errors()).anyMatch(error -> error.contains(shown));
            assertThat(harness.context.getStatusManager().getCopyOfStatusList())
                    .noneMatch(status -> status.getMessage().contains("hush"));
        }
    }

    @Test
    void ofAnElementWithACapital_isAnErrorWithoutItsSecret() {
        String xml =
                "<configuration><Appender name='MOESIF' class='com.moesif.logback.MoesifAppender' ApplicationId='hush'"
                        + "/><root><appender-ref ref='MOESIF'/></root></configuration>";
        try (Logback harness = Logback.configuration(xml)) {
            assertThat(harness.errors()).singleElement().asString().contains("write <applicationId>…</applicationId>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<exclude name='card'/>", "<mask><pattern value='\\d+'/></mask>"})
    void ofAMaskOrExcludeInABranch_switchesTheAppenderOff(String element) {
        String branch = "<if><then>" + element + "</then></if>";
        try (Logback harness = Logback.rules("<rule><message>paid by {card}</message></rule>" + IF_TRUE + branch)) {
            harness.log().info("paid by {}", "4111111111111111");

            assertThat(Insight.isShipping(harness.appender())).isFalse();
            assertThat(harness.errors())
                    .anyMatch(error ->
                            error.contains("has an attribute, which Logback drops") && error.contains("is off"));
        }
    }

    @Test
    void ofARuleBesideOrInABranch_switchesOffThatRuleOnly() {
        try (Logback harness = Logback.rules(IF_TRUE + """
                <if>
                  <then>
                    <rule><message>first</message></rule>
                    <rule level='ERROR'><message>second</message></rule>
                  </then>
                  <else>
                    <rule level='ERROR'><message>never</message></rule>
                    <exclude name='never'/>
                  </else>
                </if>
                <rule><message>third</message></rule>
                <rule level='ERROR'><message>fourth</message></rule>
                """)) {
            List.of("first", "second", "third", "fourth").forEach(harness.log()::info);

            assertThat(harness.names()).containsExactlyInAnyOrder("first", "third");
            assertThat(harness.errors())
                    .satisfiesExactlyInAnyOrder(
                            error -> assertThat(error)
                                    .startsWith("Rule 2")
                                    .contains("<rule><level>ERROR</level>…</rule>"),
                            error -> assertThat(error)
                                    .startsWith("Rule 4")
                                    .contains("<rule><level>ERROR</level>…</rule>"));
        }
    }

    /** Nothing says then which of those that were made it is. */
    @Test
    void ofARule_whereAnotherCouldNotBeMade_switchesAllOff() {
        try (Logback harness = Logback.rules("""
                <rule class='com.acme.Unknown'><message>none</message></rule>
                <rule level='ERROR'><message>first</message></rule>
                <rule><message>second</message></rule>
                """)) {
            assertThat(harness.errors())
                    .anyMatch(error -> error.startsWith("Rule 1") && error.contains("<level>ERROR</level>"))
                    .anyMatch(error -> error.startsWith("Rule 2") && error.contains("<level>ERROR</level>"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<property name='NAME' value='m'/><rule><message>${NAME}</message></rule>",
                "<variable scope='context' name='NAME' value='m'/><rule><message>${NAME}</message></rule>",
                "<rule><substitutionProperty name='NAME' value='m'/><message>${NAME}</message></rule>",
                "<rule><param name='message' value='m'/></rule>",
                "<rule><message>m</message>" + IF_TRUE + "<if><then><level>INFO</level></then></if></rule>",
                "<rule><message>m</message></rule>" + IF_TRUE + "<if><then/><else><exclude name='x'/></else></if>",
                "<rule><message>m</message><field><name>n</name>" + IF_EQUAL
                        + "<if><then><value>x</value></then><else><value at='1'/></else></if></field></rule>",
            })
    void ofWhatIsLogbacks_isLeftAlone(String elements) {
        try (Logback harness = Logback.rules(elements)) {
            harness.log().info("m");

            assertThat(harness.names()).containsExactly("m");
            assertThat(harness.errors()).isEmpty();
        }
    }

    /** That it is unknown has been said, and that it has an attribute is no help. */
    @Test
    void ofAnElementThatIsUnknown_isNotTold() {
        try (Logback harness = Logback.rules("<define name='X' class='com.acme.Definer'/><excluds name='card'/>")) {
            assertThat(harness.errors())
                    .noneMatch(error -> error.contains("has an attribute"))
                    .anyMatch(error -> error.startsWith("<define> is no element of the appender"))
                    .anyMatch(error ->
                            error.startsWith("<excluds> is no element of the appender; <exclude> may be meant"));
            assertThat(Insight.isShipping(harness.appender())).isFalse();
        }
    }

    /** There each profile counts. */
    @Test
    void inAProfile_theRuleTesterTellsThem() throws IOException {
        Path xml = file("<configuration>" + appender("MOESIF", """
                <springProfile name='production'><rule><message>first</message></rule></springProfile>
                <springProfile name='!production'><rule level='INFO'><message>second</message></rule></springProfile>
                <rule><property name='L' value='x'/><logger>${L}</logger><message>third</message></rule>
                """)
                + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems())
                    .filteredOn(problem -> problem.contains("has an attribute"))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR Rule 2")
                    .contains("<rule><level>INFO</level>…</rule>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exclude", "mdcKey"})
    void aNameWithinAnElementOfOneText_isAnErrorThatShowsTheRightForm(String element) throws IOException {
        Path xml = file("<configuration>"
                + appender("MOESIF", "<" + element + "><name>email</name></" + element + ">")
                + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        try (Service service = Service.start(xml)) {
            assertThat(service.errors())
                    .anyMatch(error -> error.startsWith("<name> is no element of <" + element + ">")
                            && error.contains("Write <" + element + ">email</" + element + ">."));
        }
    }

    @Test
    void aNameWithinAnExcludeInABranch_isAnErrorToo() throws IOException {
        Path xml = file("<configuration><property name='COLLECTOR' value='x'/>"
                + appender("MOESIF", IF_TRUE + "<if><then><exclude><name>email</name></exclude></then></if>")
                + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        try (Service service = Service.start(xml)) {
            assertThat(service.errors()).anyMatch(error -> error.contains("Write <exclude>email</exclude>."));
        }
    }

    /** One that nothing refers to is never made, and so has taken no name. */
    @Test
    void aNameWithinAnElementOfAnAppenderThatIsNotMade_isNoErrorOfAnother() throws IOException {
        Path xml = file("<configuration>"
                + appender("UNUSED", "<exclude><name>MOESIF</name></exclude>")
                + appender("MOESIF", "")
                + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        try (Service service = Service.start(xml)) {
            assertThat(service.errors()).isEmpty();
        }
    }

    /** What the variable stands for isn't known here. */
    @Test
    void aVariableForANameWithinAnElement_isNoErrorOfAnAppenderThatHasItsOwnName() throws IOException {
        Path xml = file(
                "<configuration><property name='FIELD' value='email'/>"
                        + appender("FIRST", "<exclude><name>${FIELD}</name></exclude>")
                        + appender("MOESIF", "")
                        + "<logger name='x'><appender-ref ref='FIRST'/></logger><root><appender-ref ref='MOESIF'/></root></configuration>");

        try (Service service = Service.start(xml)) {
            assertThat(service.errors())
                    .filteredOn(error -> error.startsWith("<name> is no element of <exclude>"))
                    .hasSize(1);
        }
    }

    @Test
    void eachErrorAndWarning_isSaidOnce_thoughTheAppenderStartsAgain() {
        try (Logback harness = Logback.rules("""
                <linger>soon</linger>
                <lingre>1 s</lingre>
                <rule logger='x'><message>a</message></rule>
                <rule><regex>x</regex></rule>
                """)) {
            assertThat(harness.errors()).hasSize(3).doesNotHaveDuplicates();
            assertThat(harness.warnings()).doesNotHaveDuplicates();
        }
    }

    @Test
    void inAnIncludedFile_itIsSeen_whateverNamesItsPath() throws IOException {
        Files.writeString(directory.resolve("ours.xml"), "<included>\n" + appender("MOESIF", """
                <rule><message>first</message></rule>
                <rule logger='com.other'><message>m</message></rule>
                """) + "</included>");
        Path xml = file("""
                <configuration>
                  <property name="PLACE" value="%s"/>
                  <include file="${PLACE}/ours.xml"/>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(directory));

        try (Service service = Service.start(xml)) {
            assertThat(service.errors())
                    .singleElement()
                    .asString()
                    .startsWith("Rule 2")
                    .contains("<logger>com.other</logger>");
        }
        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems())
                    .anyMatch(problem -> problem.startsWith("ERROR Rule 2") && problem.contains("com.other"));
            tester.logger("x").info("m");
            tester.logger("x").info("first");
            assertThat(tester.actions()).hasSize(1);
            assertThat(tester.rules()).hasSize(1);
        }
    }

    @Test
    void ofAnotherAppender_isNotCharged() throws IOException {
        Path xml = file(
                "<configuration>\n" + appender("MOESIF", "<rule><message>m</message></rule>")
                        + "\n" + appender("OTHER", "<rule logger='x'><message>m</message></rule>")
                        + "\n<root level='INFO'><appender-ref ref='MOESIF'/><appender-ref ref='OTHER'/></root></configuration>");

        try (Service service = Service.start(xml)) {
            assertThat(service.context.getStatusManager().getCopyOfStatusList().stream()
                            .filter(status -> status.getLevel() == Status.ERROR)
                            .map(status -> ((MoesifAppender) status.getOrigin()).getName()))
                    .containsExactly("OTHER");
        }
    }

    private static String appender(String name, String elements) {
        return "<appender name='" + name + "' class='com.moesif.logback.MoesifAppender'>"
                + "<applicationId>id</applicationId><baseUri>http://127.0.0.1:9</baseUri><shutdownTimeout>0</shutdownTimeout>"
                + elements + "</appender>";
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("logback.xml"), content);
    }
}
