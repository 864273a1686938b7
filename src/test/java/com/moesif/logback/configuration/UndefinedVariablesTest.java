package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A variable that is not defined is never a value: in no text of any element (design, section 3). */
class UndefinedVariablesTest {
    private static final String UNDEFINED = "a ${NO_SUCH_VARIABLE} b";

    @TempDir
    private Path directory;

    /** Every element that takes a text, found by the setters that Joran finds: a new one is in here by itself. */
    static Stream<String> elementsWithText() {
        List<String> elements = new ArrayList<>();
        for (String name : texts(MoesifAppender.class)) {
            if (!List.of("name", "applicationId", "applicationIdFile", "class").contains(name)) {
                elements.add("<" + name + ">" + UNDEFINED + "</" + name + ">");
            }
        }
        Map.of(
                        "alias", AliasElement.class,
                        "field", FieldElement.class,
                        "mask", MaskElement.class,
                        "proxy", ProxyElement.class,
                        "spool", SpoolElement.class,
                        "rule", RuleElement.class)
                .forEach((parent, bean) -> texts(bean).forEach(name -> elements.add(nested(parent, name))));
        texts(FieldElement.class)
                .forEach(name -> elements.add(
                        "<rule><name>Whole</name><message>m</message>" + nested("field", name) + "</rule>"));
        for (String path :
                List.of("protocol", "trustStore/location", "keyStore/password", "parameters/includedProtocols")) {
            elements.add("<ssl>" + wrapped(path) + "</ssl>");
        }
        assertThat(elements).hasSizeGreaterThan(40);
        return elements.stream();
    }

    private static String nested(String parent, String name) {
        String others = switch (parent) {
            case "rule" -> name.equals("message") ? "" : "<message>m</message>";
            case "field" -> name.equals("name") ? "<value>v</value>" : "<name>n</name>";
            case "alias" -> name.equals("from") ? "<to>t</to>" : "<from>f</from>";
            case "mask" -> name.equals("pattern") ? "" : "<pattern>p</pattern>";
            case "proxy" ->
                (name.equals("host") ? "" : "<host>127.0.0.1</host>") + (name.equals("port") ? "" : "<port>9</port>");
            default -> "";
        };
        return "<" + parent + ">" + others + "<" + name + ">" + UNDEFINED + "</" + name + "></" + parent + ">";
    }

    private static String wrapped(String path) {
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String within = slash < 0 ? UNDEFINED : wrapped(path.substring(slash + 1));
        return "<" + name + ">" + within + "</" + name + ">";
    }

    private static List<String> texts(Class<?> bean) {
        return Arrays.stream(bean.getMethods())
                .filter(method -> method.getName().matches("(set|add)[A-Z].*"))
                .filter(method -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == String.class)
                .map(Method::getName)
                .filter(name -> !List.of("addInfo", "addWarn", "addError").contains(name))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("elementsWithText")
    void anUndefinedVariable_isOneErrorThatNamesElementAndVariable(String element) throws IOException {
        // Of a spool's other elements: it has a directory.
        String whole = element.contains("<spool>") && !element.contains("<directory>")
                ? element.replace("<spool>", "<spool><directory>" + directory + "</directory>")
                : element;
        String inner = element.substring(0, element.indexOf('>', element.indexOf(UNDEFINED)))
                .replaceAll("(?s).*</", "");

        try (RuleTester tester = RuleTester.of(file(whole))) {
            assertThat(tester.problems().stream().filter(problem -> problem.startsWith("ERROR")))
                    .singleElement()
                    .asString()
                    .contains("<" + inner + ">", "${NO_SUCH_VARIABLE}", "not defined");
        }
    }

    /** Whoever defines one must not find the next one at the next start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ssl><trustStore><password>${NO_ONE}</password></trustStore>"
                        + "<keyStore><password>${NO_TWO}</password></keyStore></ssl>",
                "<proxy><host>${NO_ONE}</host><port>${NO_TWO}</port></proxy>",
                "<proxy><host>h</host><port>9</port><username>u</username><password>${NO_ONE}-${NO_TWO}</password></proxy>",
                "<baseUri>https://${NO_ONE}.example/${NO_TWO}</baseUri>",
                "<mask><pattern>${NO_ONE}</pattern><replacement>${NO_TWO}</replacement></mask>",
                "<alias><from>${NO_ONE}</from><to>${NO_TWO}</to></alias>",
                "<linger>${NO_ONE}${NO_TWO}</linger>",
                "<rule><message>${NO_ONE} ${NO_TWO}</message></rule>",
                "<rule><message>m</message><field><name>${NO_ONE}</name><value>${NO_TWO}</value></field></rule>",
            })
    void ofSeveral_eachIsNamed(String element) throws IOException {
        try (RuleTester tester = RuleTester.of(file(element))) {
            assertThat(tester.problems().stream().filter(problem -> problem.startsWith("ERROR")))
                    .anyMatch(problem -> problem.contains("${NO_ONE}"))
                    .anyMatch(problem -> problem.contains("${NO_TWO}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<name>${NO}</name><message>m</message>",
                "<message>m</message><logger>com.${NO}</logger>",
                "<message>m</message><marker>${NO}</marker>",
                "<message>m</message><actionName>Paid ${NO}</actionName>",
                "<message>m</message><message>*</message><field><name>company_id</name><value>${NO}</value></field>",
                "<message>*</message><field><name>${NO}</name><value>v</value></field>",
                "<message>m</message><field><name>n</name><type>${NO}</type></field>",
            })
    void aRuleThatHasOne_isOff(String rule) {
        try (Logback harness = Logback.rules("<rule>" + rule + "</rule><rule><message>other</message></rule>")) {
            harness.log().info("m");
            harness.log().info("other");

            assertThat(harness.names()).containsExactly("other");
            assertThat(harness.errors()).singleElement().asString().contains("${NO}", "The rule is off.");
        }
    }

    @Test
    void aFieldAnAliasAndAnMdcKeyThatHaveOne_areLeftOut() {
        try (Logback harness = Logback.rules("""
                <field><name>company</name><value>${NO}</value></field>
                <alias><from>tenant</from><to>${NO}</to></alias>
                <mdcKey>${NO}</mdcKey>
                <rule><message>m</message></rule>
                """)) {
            harness.mdc.put("NO_IS_UNDEFINED", "x");
            harness.log().atInfo().addKeyValue("tenant", "t").log("m");

            assertThat(harness.theAction().metadata()).isEqualTo(Map.of("tenant", "t"));
            assertThat(harness.errors()).hasSize(3).allMatch(error -> error.contains("left out"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mask><pattern>${NO}</pattern></mask>",
                "<mask><pattern>\\d+</pattern><replacement>${NO}</replacement></mask>",
                "<exclude>${NO}</exclude>",
                "<exclude>card_${NO}</exclude>",
            })
    void aMaskOrExcludeThatHasOne_switchesTheAppenderOff(String element) {
        try (Logback harness = Logback.rules(element + "<rule><message>paid by {card}</message></rule>")) {
            harness.log().info("paid by {}", "4111111111111111");

            assertThat(harness.counts()).isNull();
            assertThat(harness.collector.requests()).isZero();
            assertThat(harness.errors()).singleElement().asString().contains("${NO}", "The appender is off");
        }
    }

    @Test
    void aRehearsalOfIt_shipsNothingEither_andSaysWhy() throws IOException {
        Path xml = file("<mask><pattern>${NO}</pattern></mask><rule><message>paid by {card}</message></rule>");

        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("x").info("paid by {}", "4111111111111111");

            assertThat(tester.actions()).isEmpty();
            assertThat(tester.problems())
                    .anySatisfy(problem -> assertThat(problem).contains("<mask><pattern>", "${NO}", "appender is off"));
            assertThat(tester.replay("INFO x - paid by 4")).contains("the appender is off");
        }
    }

    @Test
    void theMarkerOfActions_isTheDefaultThen() {
        try (Logback logback = Logback.with("<actionMarker>${NO}</actionMarker>")) {
            logback.action().log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.errors()).singleElement().asString().contains("<actionMarker>", "The default is used.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<applicationId>${NO}</applicationId>",
                "<applicationId>id-${NO}</applicationId>",
                "<applicationIdFile>${NO}</applicationIdFile>",
                "<applicationIdFile>/run/${NO}/id</applicationIdFile>",
            })
    void anApplicationId_isOneWarningThatNamesIt(String element) {
        try (Logback logback = Logback.appender(element)) {
            assertThat(logback.errors()).isEmpty();
            // No warning among the statuses: with one, Logback would print them all.
            assertThat(logback.warnings()).isEmpty();
            assertThat(logback.infos())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "There is no <applicationId>: the appender is switched off, and no action is shipped. The variable ${")
                    .contains("NO} in <applicationId", "is not defined where this process runs");
        }
    }

    @Test
    void aPasswordWithOne_isNotShown() {
        try (Logback logback = Logback.with(
                "<proxy><host>127.0.0.1</host><port>9</port><username>u</username><password>hush-${NO}</password></proxy>")) {
            assertThat(logback.errors()).singleElement().asString().contains("<proxy><password>", "${NO}");
            assertThat(logback.warnings()).noneMatch(warning -> warning.contains("hush"));
            assertThat(logback.errors()).noneMatch(error -> error.contains("hush"));
        }
    }

    private Path file(String elements) throws IOException {
        return Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">%s</appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(elements));
    }
}
