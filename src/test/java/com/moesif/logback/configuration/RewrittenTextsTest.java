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

    /** The value is read once more, as if it stood in the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pin:-[0-9]+ | <mask><pattern>${V}</pattern></mask>",
                "pin:-[0-9]+ | <mask><pattern>${V:-x}</pattern></mask>",
                "[0-9]{9}}x  | <mask><pattern>${V}</pattern></mask>",
                "card:-*     | <exclude>${V}</exclude>",
                "pin:-[0-9]+ | <mask><condition class='ch.qos.logback.core.boolex.IsPropertyDefinedCondition'><key>V</key></condition>"
                        + "<if><then><pattern>${V}</pattern></then></if></mask>",
            })
    void aMaskOrExcludeWhoseVariableLogbackCut_switchesTheAppenderOff(String value, String element) throws IOException {
        Path xml = withVariable(value, element);

        try (Service service = Service.start(xml)) {
            assertThat(service.errors())
                    .anyMatch(error -> error.startsWith("Logback changed the value of a variable in the <")
                            && error.contains("The appender is off and ships nothing"));
        }
    }

    @Test
    void aRegexWhoseVariableLogbackCut_isNamed() throws IOException {
        Path xml = withVariable("id:-?[0-9]+", "<rule><regex>${V}</regex><actionName>A</actionName></rule>");

        try (Service service = Service.start(xml)) {
            assertThat(service.warnings())
                    .anyMatch(warning -> warning.startsWith("Logback changed the value of a variable in the <regex> of"
                            + " rule 1 (A): \"${V}\" arrived as \"id\"."));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3cret:-pass  | <proxy><host>h</host><port>1</port><password>${V}</password></proxy>",
                "s3cret:-pass  | <proxy><host>h</host><port>1</port><password>${V:-}</password></proxy>",
                "s3cret{pass   | <proxy><host>h</host><port>1</port><password>${V}</password></proxy>",
                "s3cret}pass   | <proxy><host>h</host><port>1</port><password>${V}</password></proxy>",
                "unused        | <proxy><host>h</host><port>1</port><password>s3cret:-pass</password></proxy>",
                "unused        | <proxy><host>h</host><port>1</port><password>s3cret}pass</password></proxy>",
            })
    void aPasswordThatLogbackCut_sendsNothing_andSaysSoWithoutIt(String value, String element) throws IOException {
        Path xml = withVariable(value, element);

        try (Service service = Service.start(xml)) {
            assertThat(service.errors())
                    .contains("Logback changed the <password> within <proxy>: it has :- in it, or a brace without its"
                            + " other, itself or in the value of a variable. Write the password into a file, and name"
                            + " that file in <passwordFile>. Nothing is sent, and all actions are kept, until this is"
                            + " mended.");
            // Logback itself shows what it makes of it.
            assertThat(service.allStatuses())
                    .noneMatch(status -> status.contains("MoesifAppender") && status.contains("cret"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-cr:et$1", "a{2}c", "%d:x\\\\d", "1{2,3}"})
    void aPasswordThatArrivesAsItIs_isFine(String value) throws IOException {
        Path xml = withVariable(
                value,
                "<proxy><host>h</host><port>1</port><password>${V:-}</password></proxy>"
                        + "<mask><pattern>${V}</pattern></mask><mask><pattern>${NONE:-${V}}</pattern></mask>");

        try (Service service = Service.start(xml)) {
            assertThat(service.errors()).isEmpty();
        }
    }

    private Path withVariable(String value, String element) throws IOException {
        file("v.properties", "V=" + value);
        return file(
                "logback.xml",
                configuration(element)
                        .replace(
                                "<property ",
                                "<property file='" + directory.resolve("v.properties") + "'/><property "));
    }

    /** The last counts, and what the first was to hide would be shown. */
    @Test
    void aSecondPatternOfAMask_switchesTheAppenderOff() throws IOException {
        Path xml = file(
                "logback.xml",
                configuration(
                        "<mask><pattern>a</pattern></mask><mask><pattern>b</pattern><pattern>c</pattern></mask>"));

        try (Service service = Service.start(xml)) {
            assertThat(service.errors())
                    .containsExactly(
                            "<mask> 2 has more than one <pattern>, and only the last counts. Write a <mask> for"
                                    + " each. The appender is off and ships nothing, so that nothing is shown that was to be"
                                    + " hidden.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<rule><message>a</message><message>b</message></rule> | <rule> 1 has more than one <message>",
                "<rule><message>a</message><field><name>n</name><value>1</value><value>2</value></field></rule>"
                        + " | <field> 1 of <rule> 1 has more than one <value>",
                "<field><name>n</name><name>m</name><value>1</value></field> | <field> 1 has more than one <name>",
                "<alias><from>a</from><from>b</from><to>c</to></alias> | <alias> 1 has more than one <from>, and only the"
                        + " last counts. Write an <alias> for each.",
                "<mask><pattern>a</pattern><replacement>b</replacement><replacement>c</replacement></mask>"
                        + " | <mask> 1 has more than one <replacement>, and only the last counts. Write a <mask> for each.",
                "<proxy><host>a</host><host>127.0.0.1</host><port>9</port></proxy> | <proxy> 1 has more than one <host>, and"
                        + " only the last counts. Remove all but one.",
                "<alias><from>a, b</from><to>c</to></alias> | <alias> has the <from> 'a, b', but it has to be one name",
                "<alias><from>app.*</from><to>c</to></alias> | <alias> has the <from> 'app.*', but it has to be one name",
            })
    void whatCountsOnlyOnce_isNamed(String element, String what) throws IOException {
        try (Service service = Service.start(file("logback.xml", configuration(element)))) {
            assertThat(service.warnings()).anyMatch(warning -> warning.startsWith(what));
        }
        try (RuleTester tester = RuleTester.of(file("logback.xml", configuration(element)))) {
            assertThat(tester.problems()).anyMatch(problem -> problem.startsWith("ERROR " + what));
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
