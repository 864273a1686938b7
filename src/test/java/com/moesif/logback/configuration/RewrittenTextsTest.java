package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Service;
import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Logback does to texts, and that it is said: with a service's own start, and in a trial. */
class RewrittenTextsTest {
    private static final String ID = "<applicationId>id</applicationId><baseUri>http://127.0.0.1:9</baseUri>"
            + "<shutdownTimeout>0</shutdownTimeout>";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{} done :- {}          | {} done",
                "a :-                   | a",
                "end} of it             | end",
                "\\} closed             | \\",
                "x ${CURRENCY} y :- z   | x EUR y"
            })
    void aMessageThatLogbackChanged_isNamedAtStart_withBothTextsAndTheRemedy(String raw, String arrived)
            throws IOException {
        try (Service service = Service.start(message(raw))) {
            assertThat(service.warnings())
                    .contains("Logback changed the <message> of rule 1 (A): \"" + raw + "\" arrived as \"" + arrived
                            + "\". Write \\u007B for {, \\u007D for }, \\u0024 for $ and :\\u002D for :- where they are"
                            + " meant as they stand.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"open { it", "a \\{ b", "Price ${} for {item}", "{:-x}", "${CURRENCY"})
    void aMessageThatLogbackCanNotRead_isNamed(String raw) throws IOException {
        try (Service service = Service.start(message(raw))) {
            assertThat(service.warnings())
                    .anyMatch(warning -> warning.startsWith(
                            "Logback can't read the <message> of rule 1 (A), \"" + raw + "\": a brace stands alone."));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {"^\\d+ items\\}$ | ^\\d+ items\\", "^x:-?\\d$ | ^x", "^a{2,3} :- b$ | ^a{2,3}"})
    void aRegexThatLogbackChanged_isNamedWithTheRemedyForARegex(String raw, String arrived) throws IOException {
        Path xml = file(
                "logback.xml",
                configuration("<rule><regex>" + raw + "</regex><actionName>A</actionName></rule>"
                        // So that there is a rule when this one is off.
                        + "<rule><message>m</message></rule>"));

        try (Service service = Service.start(xml)) {
            assertThat(service.warnings())
                    .contains("Logback changed the <regex> of rule 1 (A): \"" + raw + "\" arrived as \"" + arrived
                            + "\". Write \\x7B for {, \\x7D for }, \\x24 for $ and :\\x2D for :- where they are meant as"
                            + " they stand.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paid in ${CURRENCY} by {}",
                "paid in ${NO_SUCH_VAR:-USD} by {}",
                "paid in ${NO_SUCH_VAR:-${NOR_THIS:-USD}} by {}",
                "paid in ${NO_SUCH_VAR:-{a}} by {}",
                "${CURRENCY}",
                "answer {status: ok} of {}",
                "balanced {x :- y} and \\{z\\}",
                "$5, $ and $$ \\t \\n \\\\ \\' a: b:",
                "written \\u007B\\u007D \\u0024{} :\\u002D"
            })
    void aMessageThatArrivesAsItWasMeant_isNotNamed(String raw) throws IOException {
        try (Service service = Service.start(message(raw))) {
            assertThat(service.warnings()).isEmpty();
        }
    }

    @Test
    void theRemedy_isWhatItSays() throws IOException {
        Path xml = file("logback.xml", configuration("""
                <rule><message>a \\u007B {company_id} :\\u002D b \\u0024</message><actionName>A</actionName></rule>
                <rule>
                  <logger>x</logger>
                  <regex>^\\x7B (?&lt;company_id&gt;\\w+) \\x7D :\\x2D \\x24\\d$</regex><actionName>B</actionName>
                </rule>
                """));

        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("x").info("a { {} :- b $", "acme");
            tester.logger("x").info("{ acme } :- $5");

            assertThat(tester.problems()).isEmpty();
            assertThat(tester.actions())
                    .extracting(action -> action.get("action_name") + " " + action.get("company_id"))
                    .containsExactly("A acme", "B acme");
        }
    }

    @Test
    void aRuleOfAnIncludedFile_isComparedToo_andTheRightOneIsNamed() throws IOException {
        file("rules.xml", "<included>" + appender("""
                <rule><name>Good</name><message>good</message></rule>
                <rule><name>Bad</name><message>bad :- text</message></rule>
                """) + "</included>");
        Path xml = file(
                "logback.xml",
                "<configuration><include file='" + directory.resolve("rules.xml")
                        + "'/><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");

        try (Service service = Service.start(xml)) {
            assertThat(service.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Logback changed the <message> of rule 'Bad': \"bad :- text\" arrived as \"bad\".");
        }
    }

    @Test
    void aRehearsal_namesThemToo() throws IOException {
        try (RuleTester tester = RuleTester.of(message("done :- {}"))) {
            assertThat(tester.problems())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "ERROR Logback changed the <message> of rule 1 (A): \"done :- {}\" arrived as \"done\".");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "<mask><pattern>pin:-?\\d+</pattern></mask> | <pattern> of <mask> 1: \"pin:-?\\d+\" arrived as \"pin\" | :\\x2D for :-",
                "<mask><pattern>\\d{9}}x</pattern></mask>   | <pattern> of <mask> 1: \"\\d{9}}x\" arrived as \"\\d{9}\" | \\x7D for }",
                "<exclude>card:-*</exclude> | <exclude> of the appender: \"card:-*\" arrived as \"card\" | * for such",
                "<Exclude>card:-*</Exclude> | <exclude> of the appender: \"card:-*\" arrived as \"card\" | * for such",
            })
    void aMaskOrExcludeThatLogbackShortened_switchesTheAppenderOff(String element, String what, String remedy)
            throws IOException {
        Path xml = file("logback.xml", configuration(element));

        try (Service service = Service.start(xml)) {
            assertThat(service.errors())
                    .singleElement()
                    .asString()
                    .startsWith("Logback changed the " + what)
                    .contains(remedy, "The appender is off and ships nothing");
        }
        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems()).anyMatch(problem -> problem.startsWith("ERROR Logback changed the " + what));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mask><pattern>\\d{3}-\\w{2,}</pattern><replacement>{x}</replacement></mask>",
                "<mask><pattern>${CURRENCY}</pattern></mask>",
                "<mask><pattern>${NONE:-\\d{3}}</pattern></mask>",
                "<exclude>${NONE:-${NOR_THIS:-card}}</exclude><exclude>${CURRENCY}_*</exclude>",
                "<field><name>f</name><value>%X{plan:-free}</value></field>",
                "<field><name>f</name><value>${NONE:-} ${CURRENCY}</value></field>",
                "<field><name>f</name><value>${CURRENCY} x ${NONE:-} ${NONE:-}</value></field>",
                "<mask><pattern>${NONE:-} \\d{3} ${NONE:-}</pattern><replacement>${NONE:-} ****</replacement></mask>",
            })
    void whatArrivesAsItWasMeant_isNotNamed(String element) throws IOException {
        try (Service service = Service.start(file("logback.xml", configuration(element)))) {
            assertThat(service.errors()).isEmpty();
            assertThat(service.warnings()).noneMatch(warning -> warning.contains("Logback changed"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rule><message>m</message><actionName>x :- y</actionName></rule> | <actionName> of rule 1 (x): \"x :- y\"",
                "<rule><message>m</message><actionName>A</actionName><field><name>n</name><value>x :- y</value></field></rule>"
                        + " | <value> of field 'n' of rule 1 (A): \"x :- y\"",
                "<field><name>n</name><value>x :- y</value></field> | <value> of field 'n': \"x :- y\"",
                "<mask><pattern>p</pattern><replacement>x :- y</replacement></mask> | <replacement> of <mask> 1: \"x :- y\"",
                "<Rule><Message>x :- y</Message><actionName>A</actionName></Rule> | <message> of rule 1 (A): \"x :- y\"",
            })
    void anyTextOfARuleOrField_isNamed(String elementAndSentence) throws IOException {
        String[] both = elementAndSentence.split(" \\| ");

        try (Service service = Service.start(file("logback.xml", configuration(both[0])))) {
            assertThat(service.warnings())
                    .anyMatch(warning ->
                            warning.startsWith("Logback changed the " + both[1] + " arrived as \"x\". Write "));
        }
    }

    @Test
    void theRemedyForOtherTexts_isWhatItSays() throws IOException {
        Path xml = file(
                "logback.xml", configuration("""
                <mask><pattern>pin:\\x2D\\d+</pattern><replacement>pin:${DASH}?</replacement></mask>
                <rule><message>m {x} {company_id}</message><actionName>a:${DASH}b</actionName></rule>
                """).replace("<property ", "<property name='DASH' value='-'/><property "));

        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("x").info("m {} {}", "pin:-12", "acme");

            assertThat(tester.problems()).isEmpty();
            assertThat(tester.actions()).singleElement().asString().contains("a:-b", "pin:-?");
        }
    }

    private Path message(String raw) throws IOException {
        return file(
                "logback.xml", configuration("<rule><message>" + raw + "</message><actionName>A</actionName></rule>"));
    }

    private static String configuration(String rules) {
        return "<configuration><property name='CURRENCY' value='EUR'/>" + appender(rules)
                + "<root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>";
    }

    private static String appender(String rules) {
        return "<appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + ID + rules + "</appender>";
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
