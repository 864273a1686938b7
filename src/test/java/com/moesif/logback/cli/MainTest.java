package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final String TIME_AND_ID = "\"time\":\"[^\"]*\"|\"transaction_id\":\"[^\"]*\"";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void check_listsTheRules() throws IOException {
        Path xml = configuration("""
                <rule>
                  <name>Payments</name><logger>com.acme</logger><level>INFO</level>
                  <message>Paid {amount} for {company_id}</message><actionName>Paid</actionName>
                </rule>
                <rule><marker>AUDIT</marker><message>*</message><actionName>Audited</actionName></rule>
                """);

        assertThat(run("check", xml.toString())).isZero();
        assertThat(out()).isEqualTo(xml + """
                : no problems

                Rules, the first that matches takes an event:
                  1. rule 'Payments'
                     logger   com.acme or below
                     level    INFO or above
                     message  Paid {amount} for {company_id}
                  2. rule 2 (Audited)
                     marker   AUDIT
                     message  any
                """);
        assertThat(err()).isEmpty();
    }

    @Test
    void check_knowsATopic() throws IOException {
        String topic = "<kafka><bootstrapServers>%s</bootstrapServers>"
                + "<settingsFile>/run/secrets/kafka.properties</settingsFile></kafka>";

        assertThat(run("check", configuration(topic.formatted("b1:9092")).toString()))
                .as(out())
                .isZero();
        assertThat(run("check", configuration(topic.formatted("b1")).toString()))
                .isNotZero();
        assertThat(out()).contains("<bootstrapServers> is 'b1', but has to be host:port");
    }

    @Test
    void check_saysOfEachLineWhichRuleTakesIt_orWhyNoneDoes() throws IOException {
        Path xml = configuration("""
                <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>INFO</level></filter>
                <rule>
                  <name>Payments</name><logger>com.acme.pay</logger>
                  <message>Paid {amount} for {company_id}</message><actionName>Paid</actionName>
                  <field><name>amount</name><type>number</type></field>
                </rule>
                <rule>
                  <name>Rows</name><regex>^(?&lt;rows&gt;\\d+) rows of (?&lt;company_id&gt;\\S+)</regex>
                  <actionName>Exported</actionName>
                </rule>
                <rule>
                  <name>Audit</name><logger>com.acme.audit</logger><level>WARN</level><marker>AUDIT</marker>
                  <message>*</message><actionName>Audited</actionName>
                </rule>
                """);
        Path log = file("app.log", """
                12:00:00 [main] INFO  com.acme.pay.Service - Paid 24.6 for acme
                INFO com.acme.pay.Service - Paid it for work for acme
                INFO com.acme.pay.Service - Payed 24.6 for acme
                INFO com.acme.payments.Service - Paid 24.6 for acme
                INFO org.other.Exporter - 17 rows of acme exported

                \tat com.acme.Foo.bar(Foo.java:12)
                WARN com.acme.audit.Log - user deleted
                INFO com.acme.audit.Log - user deleted
                {"level":"WARN","logger_name":"com.acme.audit.Log","message":"deleted","tags":["AUDIT"],"company_id":"c"}
                {"level":"INFO","logger_name":"x","message":"m","tags":["ACTION"],"company_id":"c","n":1}
                TRACE com.acme.pay.Service - Paid 24.6 for acme
                DEBUG com.acme.pay.Service - Paid 24.6 for acme
                """);

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();
        assertThat(out().replaceAll(TIME_AND_ID, "…").lines().dropWhile(line -> !line.startsWith("12:00")))
                .containsExactly("""
                12:00:00 [main] INFO  com.acme.pay.Service - Paid 24.6 for acme
                  rule 'Payments' takes it: {"action_name":"Paid","request":{…},"company_id":"acme",…,"metadata":{"amount":24.6}}

                INFO com.acme.pay.Service - Paid it for work for acme
                  rule 'Payments' takes it: {"action_name":"Paid","request":{…},"company_id":"work for acme",…}
                  unsure: the text can be divided among the placeholders in more than one way
                  WARN Field 'amount' of an action of rule 'Payments' was lost: it is not a number, but has the shape 'aa'. Log it like \
                12408.5, without separators or a unit, or give its <field> no <type>.

                INFO com.acme.pay.Service - Payed 24.6 for acme
                  no action: nearest is rule 'Payments', but its <message> is "Paid {amount} for {company_id}", the event's is \
                "Payed 24.6 for acme"

                INFO com.acme.payments.Service - Paid 24.6 for acme
                  no action: nearest is rule 'Payments', but its <logger> is com.acme.pay, the event is of com.acme.payments.Service

                INFO org.other.Exporter - 17 rows of acme exported
                  rule 'Rows' takes it: {"action_name":"Exported","request":{…},"company_id":"acme",…,"metadata":{"rows":"17"}}

                \tat com.acme.Foo.bar(Foo.java:12)
                  skipped: no line of text with level and message, and no JSON with them, in a layout that is known

                WARN com.acme.audit.Log - user deleted
                  no action: nearest is rule 'Audit', but its <marker> is AUDIT, the event carries none

                INFO com.acme.audit.Log - user deleted
                  no action: nearest is rule 'Audit', but its <level> is WARN, the event has INFO

                {"level":"WARN","logger_name":"com.acme.audit.Log","message":"deleted","tags":["AUDIT"],"company_id":"c"}
                  rule 'Audit' takes it: {"action_name":"Audited","request":{…},"company_id":"c",…}

                {"level":"INFO","logger_name":"x","message":"m","tags":["ACTION"],"company_id":"c","n":1}
                  no rule takes it, but its marker or action_name makes it an action: {"action_name":"m","request":{…},\
                "company_id":"c",…,"metadata":{"n":1}}

                TRACE com.acme.pay.Service - Paid 24.6 for acme
                  no action: logger com.acme.pay.Service lets through only DEBUG and above

                DEBUG com.acme.pay.Service - Paid 24.6 for acme
                  no action: a <filter> of the appender refuses it (otherwise rule 'Payments' takes it)

                Lines: 12, skipped: 1, actions: 5.
                Skipped lines were tried on no rule. If they are no stack traces, say how they were written, by --pattern.""".split("\n"));
        assertThat(err()).isEmpty();
    }

    @Test
    void aRuleWithMessageAndRegex_isTriedOnBoth() throws IOException {
        Path xml = configuration("""
                <rule>
                  <message>Job {} done</message><regex>export-(?&lt;company_id&gt;\\w+)</regex>
                  <actionName>Export</actionName>
                </rule>
                """);
        Path log = file("app.log", """
                INFO a - Job import-x done
                INFO a - Job export-acme done
                """);

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();
        assertThat(out())
                .contains("nearest is rule 1 (Export), but its <regex> \"export-(?<company_id>\\w+)\" isn't found in"
                        + " \"Job import-x done\"")
                .contains("rule 1 (Export) takes it: {\"action_name\":\"Export\"")
                .contains("\"company_id\":\"acme\"");
    }

    @Test
    void aRegexThatWasGivenUp_isSaidToBe() throws IOException {
        Path xml = configuration("<rule><regex>^(\\w+)+$</regex><actionName>A</actionName></rule>");
        Path log = file("app.log", "INFO a - " + "w".repeat(10_001) + "\n");

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();
        assertThat(out())
                .contains("nearest is rule 1 (A), but its <regex> comes to no end on this message")
                .contains("  WARN The <regex> of rule 1 (A) was given up on a message");
    }

    @Test
    void anErrorInTheConfiguration_endsWith1() throws IOException {
        Path xml = configuration("<rule><mesage>m</mesage></rule>");

        assertThat(run("check", xml.toString())).isEqualTo(Command.WRONG);
        assertThat(out())
                .contains("problems:\n  ERROR Rule 1: <mesage> is no element of <rule>; <message> may be meant.")
                .contains("There are no rules.");
    }

    @Test
    void aWarningAlone_endsWith0() throws IOException {
        Path xml = configuration("<rule><message>done {}</message></rule>");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(out()).contains("WARN Rule 1 (done {}): it has no <actionName>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<rule><message>done :- m</message></rule>  | Logback changed the <message> of rule 1",
                "<rule><message>a {b} {b}</message></rule>  | two placeholders 'b'",
                "<rule><message>*</message></rule><rule><message>a</message></rule> | it never gets an event",
                "<rule><level>TRACE</level><message>a</message></rule> | lets through only DEBUG and above",
                "<rule logger='x'><message>a</message></rule> | has an attribute, which Logback drops",
                "<mdcKey>${NO_SUCH_VARIABLE}</mdcKey>       | ${NO_SUCH_VARIABLE}",
                "<rule><message>a {amount}</message><field><name>amuont</name><type>number</type></field></rule> | was 'amount' meant",
                "<rule><logger>com.acme.*</logger><message>a</message></rule> | com.acme' takes that logger and all below",
                "<rule><message>paid %s for %d</message></rule> | SLF4J fills {} only",
                "<rule><message>paid {0}</message></rule>   | SLF4J fills {} only",
                "<rule><message>of {order id} paid</message></rule> | write {order_id}",
                "<rule><message>a {companyID}</message></rule> | was 'company_id' meant",
                "<rule><message>a {companyid}</message></rule> | was 'company_id' meant",
                "<rule><message>a</message><field><name>request.tiem</name><value>%d</value></field></rule> | was 'request.time' meant",
                "<rule><message>a</message><field><name>requset.time</name><value>%d</value></field></rule> | was 'request.time' meant",
                "<rule><message>a {comapny_id}</message></rule> | was 'company_id' meant",
                "<rule><message>a {transction_id}</message></rule> | was 'transaction_id' meant",
                "<rule><logger>*</logger><message>a</message></rule> | a rule without <logger> takes all",
                "<rule><logger>com.acme.</logger><message>a</message></rule> | no logger's name ends with a dot: 'com.acme' takes",
                "<rule><logger>com.acme.Pay.class</logger><message>a</message></rule> | has the name of a class: 'com.acme.Pay'",
                "<rule><logger>com/acme/Pay</logger><message>a</message></rule> | has the name of a class: 'com.acme.Pay'",
                "<rule><message>^a (?&lt;n&gt;x)$</message></rule> | write it as <regex>",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type><scale>0</scale></field></rule>"
                        + " | every value would be 0",
                "<rule><message>a {reqquest_uri}</message></rule> | was 'request.uri' meant",
                "<rule><message>a {company_idd}</message></rule> | was 'company_id' meant",
                "<rule><message>a {compony_id}</message></rule> | was 'company_id' meant",
                "<rule><message>a</message><field><name>request.url</name><value>%d</value></field></rule> | was 'request.uri' meant",
                "<rule><logger>*.billing</logger><message>a</message></rule>"
                        + " | write the whole name, or the part before the star; a rule without <logger> takes all.",
                "<rule><logger>com.*.billing.*</logger><message>a</message></rule> | write the whole name, or the part before the star",
                "<rule><logger>com/acme/Pay.java</logger><message>a</message></rule> | has the name of a class: 'com.acme.Pay'",
                "<rule><message>paid {0}</message></rule>   | \\u007B for a brace that is meant",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type><format>%.2f</format></field></rule>"
                        + " | # and 0 stand for digits, such as #,##0.00",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type><format>%05d</format></field></rule>"
                        + " | # and 0 stand for digits",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type><format>n.nn</format></field></rule>"
                        + " | # and 0 stand for digits",
                "<rule><message>a {n}</message><field><name>n</name><type>time</type><format>%Y-%m-%d</format></field></rule>"
                        + " | with which no time can be read",
                "<rule><message>a {n}</message><field><name>n</name><type>time</type><format>YYYY-MM-dd HH:mm</format></field></rule>"
                        + " | with which no time can be read",
                "<rule><message>a {n}</message><field><name>n</name><type>time</type><format>yyyy-MM-dd HH:MM</format></field></rule>"
                        + " | write mm for the minute",
                "<rule><message>a {n}</message><field><name>n</name><type>time</type><format>yyyy-MM-dd hh:mm</format></field></rule>"
                        + " | HH for the hour",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type><format>0.#</format><locale>klingon</locale>"
                        + "</field></rule> | has to be one that this JVM knows, such as de, en-US",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type><format>0.#</format><locale>german</locale>"
                        + "</field></rule> | has to be one that this JVM knows, such as de, en-US",
                "<field><name>n</name><value>1</value><type>number</type><format>0.#</format><locale>klingon</locale></field>"
                        + " | has to be one that this JVM knows",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type><locale>de</locale></field></rule>"
                        + " | has a <locale> but no <format>, and without a <format> the <locale> is not used: add one",
                "<rule><message>a {n}</message><field><name>n</name><type>number</type></field><field><name>n</name>"
                        + "<type>string</type></field></rule> | <field> 'n' is given twice",
                "<field><name>n</name><value>1</value></field><field><name>n</name><value>2</value></field> | <field> 'n' is given twice",
                "<field><name>n</name><value>%X{n}</value></field><field><name>n</name><value>2</value></field>"
                        + " | the constant '2' takes the place of all before it",
                "<alias><from>company_id</from><to>tenant</to></alias> | wrong way round",
            })
    void whateverMakesActionsWrong_endsWith1(String elements, String said) throws IOException {
        Path xml = configuration(elements);

        assertThat(run("check", xml.toString())).isEqualTo(Command.WRONG);
        assertThat(out()).contains("ERROR").contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<rule><message>a { amount }</message><actionName>A</actionName></rule>"
                        + " | no placeholder: write {amount} if it is to be one, or \\u007B for the brace if not",
                "<rule><message>a {amount:number}</message><actionName>A</actionName></rule> | no placeholder: write {amount} if",
                "<rule><message>paid %s by {company_id}</message><actionName>A</actionName></rule> | has '%s' beside a placeholder",
                "<rule><regex>^a (\\d+)$</regex><actionName>A</actionName></rule> | write (?<name>…), or (?:…)",
                "<rule><regex>^a (?&lt;n&gt;[0-9.]+)$</regex><actionName>A</actionName></rule> | takes digits, which stay text",
                "<alias><from>t</from><to>u</to></alias><alias><from>u</from><to>company_id</to></alias>"
                        + " | <from>t</from><to>company_id</to> if",
                "<rule><regex>^a (?:b) (\\w+) [(]c$</regex><actionName>A</actionName></rule> | write (?<name>…), or (?:…)",
                "<rule><regex>^a (?&lt;n&gt;[-\\d.]+)$</regex><actionName>A</actionName></rule> | takes digits, which stay text",
                "<rule><regex>^a (?&lt;n&gt;-?\\d+)$</regex><actionName>A</actionName></rule> | takes digits, which stay text",
            })
    void whatIsHardlyMeant_isWarnedOf(String elements, String said) throws IOException {
        Path xml = configuration(elements);

        assertThat(run("check", xml.toString())).isZero();
        assertThat(out()).contains("WARN").contains(said);
    }

    /** Other words than reserved names, escaped braces, groups that are none, and aliases that let a key of the MDC in or exchange two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rule><message>a {company_ids} {users}</message><actionName>A</actionName></rule>",
                "<rule><message>/v1/\\u007Bid\\u007D took {millis}</message><actionName>A</actionName></rule>",
                "<rule><regex>^a \\(b\\) (?:c)$</regex><actionName>A</actionName></rule>",
                "<rule><message>a {n} {m}</message><actionName>A</actionName><field><name>n</name><type>number</type>"
                        + "<format>#,##0.## EUR</format><locale>de-CH</locale></field>"
                        + "<field><name>m</name><type>time</type><format>dd.MM.yyyy hh:mm a</format><locale>en-US</locale></field></rule>",
                "<rule><message>a {n} {m}</message><actionName>A</actionName><field><name>n</name><type>number</type>"
                        + "<format>0%</format></field>"
                        + "<field><name>m</name><type>time</type><format>EEE, dd MMM yyyy[ HH:mm:ss] z</format><locale>en</locale>"
                        + "</field></rule>",
                "<rule><message>a {n} {m}</message><actionName>A</actionName><field><name>n</name><type>time</type>"
                        + "<format>dd.MM.yy</format></field>"
                        + "<field><name>m</name><type>time</type><format>uuuu-MM-dd'T'HH:mm:ss.SSSXXX</format></field></rule>",
                "<rule><message>a {request_url} {auction_name} {faction_name} {ation_names} {mysession_token}</message>"
                        + "<actionName>A</actionName></rule>",
                "<rule><logger>org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/shop]</logger><message>a</message></rule>",
                "<rule><logger>orders/new</logger><message>a</message></rule>",
                "<rule><logger>com.acme.java</logger><message>a</message></rule>",
                "<rule><regex>^a [(] \\Q(b)\\E [^(]$</regex><actionName>A</actionName></rule>",
                "<rule><regex>^on (?&lt;day&gt;[\\d-]+)$</regex><actionName>A</actionName></rule>",
                "<rule><regex>^on (?&lt;day&gt;[0-9.-]+)$</regex><actionName>A</actionName></rule>",
                "<alias><from>t</from><to>company_id</to></alias><alias><from>u</from><to>company_id</to></alias>",
                "<alias><from>t</from><to>t</to></alias>",
                "<alias><from>t</from><to>u</to></alias><alias><from>u</from><to>t</to></alias>",
                "<alias><from>t</from><to>u</to></alias><alias><from>u</from><to>u</to></alias>",
                "<alias><from>company_id</from><to>tenant</to></alias><alias><from>tenant</from><to>company_id</to></alias>",
            })
    void whatMayBeMeant_isNotWarnedOf(String elements) throws IOException {
        assertThat(run("check", configuration(elements).toString())).isZero();
        assertThat(out()).contains("no problems");
    }

    @Test
    void groupOfDigitsWithoutAType_isWarnedOf() throws IOException {
        Path xml = configuration(
                "<rule><logger>a</logger><regex>^(?&lt;rows&gt;\\d+) of (?&lt;user_id&gt;\\d+) (?&lt;size&gt;[0-9.]+)$"
                        + "</regex><actionName>A</actionName><field><name>size</name><type>number</type></field></rule>");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(out())
                .containsOnlyOnce("which stay text")
                .contains(
                        "WARN Rule 1 (A): its group 'rows' takes digits",
                        "<field><name>rows</name><type>number</type></field>");
    }

    @Test
    void aLogOfSpringBoots_isTriedByItsAbbreviatedLoggers_andNamesTheRulesThatNoLineMatched() throws IOException {
        Path xml = configuration("""
                <rule><name>Payments</name><logger>com.acme.pay</logger>
                  <message>Paid {amount} for {company_id}</message><actionName>Paid</actionName></rule>
                <rule><name>Refunds</name><logger>com.acme.pay</logger>
                  <message>Refunded {amount} to {company_id}</message><actionName>Refunded</actionName></rule>
                """);
        Path log = file(
                "boot.log",
                "2026-11-23T10:00:00.123Z  INFO 1 --- [shop] [           main] c.a.p.s.Service                : Paid 5 for acme\n");

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();
        assertThat(out()).contains("rule 'Payments' takes it", "No line matched rule 'Refunds'.");
    }

    @Test
    void aLogOfAnotherPattern_isReadByIt() throws IOException {
        Path xml = configuration("<rule><logger>com.acme</logger><message>Paid {amount} for {company_id}</message>"
                + "<actionName>Paid</actionName></rule>");
        Path log = file("app.log", "10:15 <INFO> com.acme.Pay: Paid 24.6 for acme\n");

        assertThat(run("check", xml.toString(), "--log", log.toString())).isEqualTo(Command.WRONG);
        assertThat(run(
                        "check",
                        xml.toString(),
                        "--log",
                        log.toString(),
                        "--pattern",
                        "%d{HH:mm} <%level> %logger: %msg%n"))
                .isZero();
        assertThat(out()).contains("rule 1 (Paid) takes it", "Lines: 1, skipped: 0, actions: 1.");
        assertThat(run("check", xml.toString(), "--log", log.toString(), "--pattern", "%level"))
                .isEqualTo(Command.MISUSED);
    }

    /** The rule's own is taken for it, and that it was is said. */
    @Test
    void aLogWithoutLoggers_isTriedAllTheSame() throws IOException {
        Path xml = configuration("<rule><logger>com.acme</logger><message>Paid {amount} for {company_id}</message>"
                + "<actionName>Paid</actionName></rule>");
        Path log = file("app.log", """
                [INFO] Paid 1 for acme
                2026-11-23 10:00:00 INFO Paid 2 for acme
                Nov 23, 2026 10:00:00 AM com.acme.Pay paid
                INFO: Paid 3 for acme
                12:00:00.123 [main] INFO  com.acme.Pay -plan="gold" seats="3"- Paid 4 for acme
                FINEST: Paid 5 for acme
                """);
        Path text = file("text.log", "Paid 6 for acme\nWhat is this\n");

        assertThat(run("check", xml.toString(), "--log", log.toString())).isZero();
        assertThat(out())
                .contains("\"amount\":\"1\"", "\"amount\":\"2\"", "\"amount\":\"3\"")
                .contains("\"plan\":\"gold\"", "\"seats\":\"3\"")
                .contains("unsure: the line doesn't say of which logger it is, so the rule's own was taken")
                .contains("no action: logger com.acme lets through only DEBUG and above")
                .contains("Lines: 6, skipped: 1, actions: 4.\nSkipped lines were tried on no rule.");
        assertThat(run("check", xml.toString(), "--log", text.toString(), "--pattern", "%msg%n"))
                .isZero();
        assertThat(out()).contains("\"amount\":\"6\"", "Lines: 2, skipped: 0, actions: 1.");
    }

    @Test
    void aLogWithoutAnyLogLine_endsWith1() throws IOException {
        Path xml = configuration("<rule><message>m</message></rule>");

        assertThat(run(
                        "check",
                        xml.toString(),
                        "--log",
                        file("x", "what\nis this\n").toString()))
                .isEqualTo(Command.WRONG);
        assertThat(out()).contains("Lines: 2, skipped: 2, actions: 0.\nERROR No line could be read");
    }

    @Test
    void aFileThatIsNotThere_endsWith1_andIsNamed() throws IOException {
        Path xml = configuration("<rule><message>m</message></rule>");
        String missing = directory.resolve("missing").toString();

        assertThat(run("check", missing)).isEqualTo(Command.WRONG);
        assertThat(run("check", xml.toString(), "--log", missing)).isEqualTo(Command.WRONG);
        assertThat(err().lines().toList())
                .containsExactly(
                        "check: there is no file " + missing + " that can be read",
                        "check: there is no file " + missing + " that can be read");
        assertThat(out()).isEmpty();
    }

    /** Nothing is missing there. */
    @Test
    void aDirectoryInPlaceOfAFile_isSaidToBeOne() {
        assertThat(run("check", directory.toString())).isEqualTo(Command.WRONG);
        assertThat(err().lines()).containsExactly("check: " + directory + ": is no file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chek x.xml",
                "check",
                "check a.xml --log",
                "check a.xml b.xml",
                "check --log x",
                "check a.xml --pattern %msg",
                "check a --lgo x",
                "collector 9500",
                "collector --port 65536",
                "collector --jmx not/an/address"
            })
    void argumentsThatMakeNoSense_endWith2_inOneLine(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(Command.MISUSED);
        assertThat(err().lines()).singleElement().asString().endsWith("--help says more.");
        assertThat(out()).isEmpty();
    }

    @Test
    void help_namesTheCommandAndWhatItMeans() {
        assertThat(run("--help")).isZero();
        assertThat(run("check", "--help")).isZero();
        assertThat(out())
                .contains("check LOGBACK_XML [--env] [--log FILE [--pattern PATTERN]]")
                .contains("Ends with 0 when all is well");
        assertThat(err()).isEmpty();
    }

    @Test
    void helpOfCheck_namesTheLinesThatItReads() {
        assertThat(run("check", "--help")).isZero();

        assertThat(out()).contains("LEVEL logger - message", "[INFO] text", "INFO: text", "10:15 INFO text", "SEVERE");
    }

    @Test
    void helpOfACommand_isItsOwn_withExamples() {
        assertThat(run("dead", "--help")).isZero();
        assertThat(out())
                .contains("dead DIR", "  dead /var/lib/acme/actions --delete ")
                .doesNotContain("check LOGBACK_XML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "check ", "discover ", "status ", "spool ", "dead ", "collector "})
    void help_fitsIntoATerminal(String command) {
        assertThat(run((command + "--help").split(" "))).isZero();
        assertThat(out().lines())
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Wrapped.COLUMNS));
        assertThat(out()).contains("\n  " + (command.isEmpty() ? "check " : command));
    }

    /** A disk that is full, or a reader that has gone: a script must not take half a document for all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "dead . --json", "check --help"})
    void answerThatCantBeWritten_endsWith1(String arguments) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int code = Main.run(
                List.of(arguments.replace(".", directory.toString()).split(" ")),
                new PrintStream(full),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(Command.WRONG);
        assertThat(err().lines()).singleElement().asString().contains("not all of the answer could be written");
    }

    /** As by a pager that was left: nobody reads what comes of the rest of a long log. */
    @Test
    void log_isReadNoFurther_whenNobodyReadsTheAnswer() throws IOException {
        Path xml = configuration("<rule><message>*</message><actionName>Any</actionName></rule>");
        Path log = file("app.log", "INFO com.acme.A - paid\n".repeat(1_000));
        AtomicInteger written = new AtomicInteger();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                written.incrementAndGet();
                throw new IOException("Broken pipe");
            }
        };

        int code = Main.run(
                List.of("check", xml.toString(), "--log", log.toString()),
                new PrintStream(gone),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(Command.WRONG);
        assertThat(written).as("of more than 3,000 lines").hasValueLessThan(100);
    }

    /** A log of months holds more actions than the heap. */
    @Test
    void log_ofMoreActionsThanTheHeapHolds_isTried() throws Exception {
        Path xml = configuration("<rule><message>*</message><actionName>Any</actionName>"
                + "<field><name>text</name><value>%msg</value></field></rule>");
        Path log = file("app.log", ("INFO com.acme.A - " + "x".repeat(20_000) + "\n").repeat(2_000));
        Path shown = directory.resolve("shown.txt");

        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx28m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "check",
                        xml.toString(),
                        "--log",
                        log.toString())
                .redirectOutput(shown.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(program.waitFor()).isZero();
        assertThat(Files.readAllLines(shown)).contains("Lines: 2000, skipped: 0, actions: 2000.");
    }

    @Test
    void version_isOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out()).matches("moesif-logback-appender \\S+\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void noArgument_isAnsweredWithTheCommands_inALineEach() {
        assertThat(run()).isEqualTo(Command.MISUSED);
        assertThat(err()).startsWith("Usage: ");
        assertThat(err().lines().filter(line -> line.matches("  [a-z]+ +.*"))).hasSize(6);
        assertThat(err().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Wrapped.COLUMNS));
        assertThat(out()).isEmpty();
    }

    private int run(String... args) {
        return Main.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path configuration(String inAppender) throws IOException {
        return file(
                "logback.xml",
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + inAppender
                        + "</appender><root level='DEBUG'><appender-ref ref='MOESIF'/></root></configuration>");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
