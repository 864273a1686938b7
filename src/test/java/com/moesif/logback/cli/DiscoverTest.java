package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.shop.Shop;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.internal.statements.Compiled;
import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleTester;
import com.moesif.logback.testing.RuleVerdict;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the byte code of the sample service and two libraries to rules, and from the rules to actions when they run. */
@Timeout(120)
class DiscoverTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> LOGGERS = List.of("com.acme.shop", "com.zaxxer.hikari", "org.quartz");

    @TempDir
    private Path directory;

    private Path classes;

    @BeforeEach
    void copyTheSampleService() throws Exception {
        Path all = Path.of(
                Shop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        classes = Files.createDirectories(directory.resolve("classes"));
        try (Stream<Path> files = Files.list(all.resolve("com/acme/shop"))) {
            for (Path file : files.toList()) {
                Files.copy(file, classes.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void table_hasPlaceLevelLoggerMessageAndArguments() {
        assertThat(run(classes.toString(), "--grep", "placed")).isEqualTo("""
                   1. Orders.java:20  INFO  com.acme.shop.Orders
                      Order A-1001 of customer 12345 placed: {items} items, {total} USD
                      A items: int, A total: double
                Statements: 1 of 15, in 9 classes. --rule N writes the rule for one.
                """);
    }

    @Test
    void json_isOneObjectALine_andSaysWhatCantBeRead() throws IOException {
        Files.write(classes.resolve("Broken.class"), new byte[] {1, 2, 3});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(Main.run(List.of("discover", classes.toString(), "--grep", "placed", "--json"), print, print))
                .isEqualTo(Command.WRONG);

        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree))
                .satisfiesExactly(
                        statement -> {
                            assertThat(statement.get("number").asInt()).isOne();
                            assertThat(statement.get("line").asInt()).isEqualTo(20);
                        },
                        problem -> {
                            assertThat(problem.propertyNames()).containsExactly("problem");
                            assertThat(problem.get("problem").asString())
                                    .contains("Broken.class can't be read as a class file");
                        });
    }

    @Test
    void rule_besideAClassThatCantBeRead_saysSoWhereItStaysXml() throws IOException {
        Files.write(classes.resolve("Bro---ken.class"), new byte[] {1, 2, 3});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(Main.run(List.of("discover", classes.toString(), "--grep", "placed", "--rule", "1"), print, print))
                .isEqualTo(Command.WRONG);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("<rule>")
                .containsPattern("</rule>\\R<!-- .*Bro- - -ken.class can't be read as a class file.* -->\\R$");
    }

    @Test
    void rule_ofATemplate_namesItsHoles_andSaysWhatTheCodeDoesNot() {
        assertThat(run(classes.toString(), "--grep", "answered", "--rule", "1")).isEqualTo("""
                <rule>
                  <!-- placeholder 1 (String) has no name in the code: give it one, or leave it out -->
                  <!-- placeholder 2 (int) has no name in the code: give it one, or leave it out -->
                  <!-- placeholder 3 (int) has no name in the code: give it one, or leave it out -->
                  <logger>com.acme.shop.Gateway</logger>
                  <message>Webhook to {} answered {}, attempt {}</message>
                  <actionName>Webhook Answered</actionName>
                </rule>
                """);
    }

    @Test
    void rule_ofGluedText_isAnAnchoredRegexWithTypes() {
        assertThat(run(classes.toString(), "--grep", "placed", "--rule", "1")).isEqualTo("""
                <rule>
                  <logger>com.acme.shop.Orders</logger>
                  <regex>(?s)^Order A-1001 of customer 12345 placed: (?&lt;items&gt;-?\\d+(?:\\.\\d+)?(?:E[+-]?\\d+)?) items, \
                (?&lt;total&gt;-?\\d+(?:\\.\\d+)?(?:E[+-]?\\d+)?|NaN|-?Infinity) USD$</regex>
                  <actionName>Order Customer Placed</actionName>
                  <field><name>items</name><type>number</type></field>
                  <field><name>total</name><type>number</type></field>
                </rule>
                """);
    }

    @Test
    void nameOfAnAction_keepsTheWordThatIsPartOfItsVerb() throws Exception {
        assertThat(run(classes.toString(), "--grep", "signed in", "--rule", "1"))
                .contains("<actionName>User Signed In</actionName>");
        assertThat(run(classes.toString(), "--grep", "Role of", "--rule", "1"))
                .contains("<actionName>Role Changed</actionName>");
    }

    @Test
    void checkWithLogAndClasses_saysOfALineThatIsNoActionWhichStatementItIs() throws Exception {
        Path xml = directory.resolve("logback.xml");
        Files.writeString(xml, configuration(run(classes.toString(), "--grep", "Shipped", "--rule", "1")));
        Path log = Files.writeString(directory.resolve("app.log"), """
                INFO com.acme.shop.Gateway - Webhook to 67890 answered 503, attempt 1
                {"level":"INFO","logger_name":"com.acme.shop.Orders","message":"Order A-1001 of customer 12345 placed: 3 items, 9.5 USD"}
                INFO com.acme.shop.Nobody - what no statement says
                """);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        Main.run(
                List.of("check", xml.toString(), "--log", log.toString(), "--classes", classes.toString()),
                print,
                print);

        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("the code: ")))
                .satisfiesExactly(
                        webhook -> assertThat(webhook)
                                .matches(
                                        "  the code: Gateway.java:2[12] (INFO|WARN) Webhook to \\{} answered \\{}, attempt \\{}"),
                        order -> assertThat(order)
                                .isEqualTo(
                                        "  the code: Orders.java:20 INFO Order A-1001 of customer 12345 placed: {items}"
                                                + " items, {total} USD"));
    }

    /** As a regular expression with a hole for each value, the message would be tried at all places of such a line. */
    @Test
    @Timeout(60)
    void checkWithClasses_aLongLineThatBeginsLikeAMessage_isReadOnce() throws Exception {
        Path slow = new Compiled(directory.resolve("slow")).classes("""
                class Slow {
                    void all(org.slf4j.Logger log, Object[] five) {
                        log.info("Took {} {} {} {} {} ms!", five);
                        log.info("it cost {} and more ", five.length);
                    }
                }
                """);
        LineOrigins origins = new LineOrigins(List.of(slow));

        assertThat(origins.of("INFO a.B - Took " + "1 ".repeat(50_000) + "ms")).isEmpty();
        assertThat(origins.of("INFO a.B - Took " + "1 ".repeat(50_000) + "ms! "))
                .hasValueSatisfying(origin -> assertThat(origin).endsWith(" INFO Took {} {} {} {} {} ms!"));
        assertThat(origins.of("INFO a.B - Took 1 2 3 ms!")).isEmpty();
        assertThat(origins.of("INFO a.B - Took 1 2 3 4 5 ms! and more")).isEmpty();
        assertThat(origins.of("INFO a.B - it cost 1 and more"))
                .hasValueSatisfying(origin -> assertThat(origin).endsWith("it cost {} and more "));
    }

    @Test
    void checkWithClasses_saysWhereEachRuleMatches_andEndsWithOneWhenTheCodeHasChanged() throws Exception {
        Path xml = directory.resolve("logback.xml");
        String rule = run(classes.toString(), "--grep", "Shipped", "--rule", "1");
        Files.writeString(xml, configuration(rule));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(Main.run(List.of("check", xml.toString(), "--classes", classes.toString()), print, print))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("rule 1 (Shipped): matches (Orders.java:28)")
                .contains("Rules: 1, without a statement: 0, that can't be seen: 0.");

        Files.writeString(xml, configuration(rule.replace("Shipped {}", "Sent {}")));
        assertThat(Main.run(List.of("check", xml.toString(), "--classes", classes.toString()), print, print))
                .isEqualTo(Command.WRONG);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("rule 1 (Shipped): never: no statement\n      Nearest is Orders.java:28:\n")
                .contains("the code has  Shipped {} for {}")
                .contains("<message>Shipped {} for {}</message>");
        assertThat(Main.run(List.of("check", xml.toString(), "--strict"), print, print))
                .isEqualTo(Command.MISUSED);
    }

    /** A template's escapes, numbers without a name, several lines; and what has no text to know it by. */
    @Test
    void rulesForOddMessages_areThoseOfTheCode_orAComment() throws Exception {
        Path odd = new Compiled(directory.resolve("odd")).with("-g").classes("""
                class Odd {
                    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger("com.acme.shop.Odd");
                    void all(int n, String id, int[] many) throws Exception {
                        log.info("quote \\" < & > {} -- :- ${x} \\\\{} \\\\\\\\{} %s 'q'", n, id);
                        log.info("two\\n  lines\\t{}", n);
                        log.info("sum:" + (n + 1) + "\\n of " + many[0]);
                        log.info("");
                        log.info(id + n);
                        log.info("{}", n);
                        try { log.info("tried"); } finally { log.info("at last"); }
                    }
                }
                """);
        String listed = run(odd.toString());
        String rules = rules(odd.toString());
        Path xml = Files.writeString(directory.resolve("logback.xml"), configuration(rules));

        assertThat(listed).contains("two\\n  lines\\t{n}\n").containsOnlyOnce("at last");
        assertThat(rules)
                .contains("Odd.java:7: the message has no text of its own")
                .contains("Odd.java:8: the message has no text of its own");
        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems()).isEmpty();
            assertThat(RuleCoverage.of(tester, List.of(odd)).rules())
                    .extracting(RuleVerdict::places)
                    .containsExactly(
                            List.of("Odd.java:4"),
                            List.of("Odd.java:5"),
                            List.of("Odd.java:6"),
                            List.of("Odd.java:9"),
                            List.of("Odd.java:10"),
                            List.of("Odd.java:10"));
        }
    }

    /** Whatever the logger is, and whatever the code calls its values. */
    @Test
    void whatIsPrinted_passesTheCheckWithoutAWarning_andFindsItsStatement() throws Exception {
        Path loggers = new Compiled(directory.resolve("loggers")).with("-g").classes("""
                package com.acme.pay;
                import org.slf4j.*;
                class Loggers {
                    static final Logger A = LoggerFactory.getLogger("com.acme.pay.a");
                    static final Logger B = LoggerFactory.getLogger("com.acme.pay.b");
                    static final Logger C = LoggerFactory.getLogger("org.other");
                    static void given(Logger log, String companyId, int rows) {
                        log.info("exported " + rows + " rows for " + companyId);
                        log.info("Exported {} rows for {}", rows, companyId);
                    }
                    static void two(Logger log, String companyId) { log.info("two of " + companyId); }
                    static void far(Logger log, String companyId, String company) {
                        log.info("far of " + companyId + " and " + company);
                    }
                    static abstract class Open {
                        final Logger log = LoggerFactory.getLogger(getClass());
                        void open(String companyId, String transactionId, String requestTime) {
                            log.info("open for " + companyId + " of " + transactionId + " at " + requestTime);
                        }
                    }
                    void all() { two(A, "1"); two(B, "2"); far(A, "1", "x"); far(C, "2", "y"); }
                }
                """);
        String rules = rules(loggers.toString());
        Path xml = Files.writeString(
                directory.resolve("logback.xml"),
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + rules
                        + "</appender><root level='TRACE'><appender-ref ref='MOESIF'/></root></configuration>");

        assertThat(rules)
                .contains("<!-- it is logged by com.acme.pay.a, com.acme.pay.b -->\n  <logger>com.acme.pay</logger>");
        assertThat(rules).contains("name 'company' company_id: without one");
        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems()).isEmpty();
            RuleCoverage coverage = RuleCoverage.of(tester, List.of(loggers));
            assertThat(coverage.rules()).hasSize(5).allMatch(rule -> rule.outcome() == RuleVerdict.Outcome.MATCHES);
            assertThat(coverage.problems()).isEmpty();
        }
    }

    @Test
    void everyStatementThatRuns_isAnAction_byTheRulesThatDiscoverWrote() throws Exception {
        String[] places = {
            classes.toString(),
            jar(HikariDataSource.class).toString(),
            jar(Scheduler.class).toString()
        };
        Path xml = directory.resolve("logback.xml");
        Files.writeString(xml, configuration(rules(places)));

        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems()).isEmpty();
        }
        List<String> out = runShop(xml);
        List<JsonNode> events =
                read(Files.readAllLines(directory.resolve("events.log"), StandardCharsets.UTF_8).stream());
        List<JsonNode> actions = read(out.stream().filter(line -> line.startsWith("{\"action_name\""))).stream()
                .map(action -> action.path("metadata"))
                .toList();

        Map<String, Integer> expected = byLogger(events);
        assertThat(expected).containsKeys("com.acme.shop.Payments", "com.acme.shop.Orders");
        // Its messages are settings: no byte code has them, and discover says so in place of a rule.
        expected.remove("org.quartz.plugins.history.LoggingJobHistoryPlugin");
        assertThat(byLogger(actions)).isEqualTo(expected);
        assertThat(fieldsOfWhatWasTyped(events, actions)).hasSizeGreaterThan(10).allMatch(field -> !field.isString());
        assertThat(out).anyMatch(line -> line.contains("\"items\":3") && line.contains("\"total\":74.9"));
    }

    private static List<JsonNode> read(Stream<String> lines) {
        return lines.map(JSON::readTree).toList();
    }

    private static Map<String, Integer> byLogger(List<JsonNode> all) {
        return all.stream()
                .collect(Collectors.toMap(
                        each -> each.path("logger").asString(), each -> 1, Integer::sum, TreeMap::new));
    }

    /** The fields with a value that the call had as a number or a boolean, and not as a text, too. */
    private static List<JsonNode> fieldsOfWhatWasTyped(List<JsonNode> events, List<JsonNode> actions) {
        Map<String, JsonNode> byMessage = events.stream()
                .collect(Collectors.toMap(DiscoverTest::loggerAndMessage, event -> event, (one, same) -> one));
        List<JsonNode> fields = new ArrayList<>();
        for (JsonNode action : actions) {
            JsonNode event = byMessage.get(loggerAndMessage(action));
            assertThat(event).as("%s", action).isNotNull();
            Set<String> typed = texts(event.path("typed"));
            typed.removeAll(texts(event.path("texts")));
            action.values().stream()
                    .filter(field -> field.isValueNode() && typed.contains(field.asString()))
                    .forEach(fields::add);
        }
        return fields;
    }

    private static String loggerAndMessage(JsonNode each) {
        return each.path("logger").asString() + ' ' + each.path("message").asString();
    }

    private static Set<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).collect(Collectors.toCollection(HashSet::new));
    }

    private static String rules(String... places) {
        List<String> arguments = new ArrayList<>(List.of(places));
        arguments.addAll(List.of("--level", "DEBUG"));
        Matcher count = Pattern.compile("Statements: (\\d+) of").matcher(run(arguments.toArray(String[]::new)));
        assertThat(count.find()).isTrue();
        String all = IntStream.rangeClosed(1, Integer.parseInt(count.group(1)))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        arguments.addAll(List.of("--rule", all));
        return run(arguments.toArray(String[]::new));
    }

    private String configuration(String rules) {
        StringBuilder xml = new StringBuilder("<configuration>\n");
        xml.append("<appender name='EVENTS' class='ch.qos.logback.core.FileAppender'><file>")
                .append(directory.resolve("events.log"))
                .append("</file><encoder class='ch.qos.logback.core.encoder.LayoutWrappingEncoder'><layout class='")
                .append(ArgumentsLayout.class.getName())
                .append("'/></encoder></appender>\n")
                .append("<appender name='MOESIF' class='com.moesif.logback.MoesifAppender'><dryRun>true</dryRun>")
                .append("<field><name>logger</name><value>%logger</value></field>\n")
                .append("<field><name>message</name><value>%message</value></field>\n")
                .append(rules)
                .append("</appender>\n");
        for (String logger : LOGGERS) {
            xml.append("<logger name='")
                    .append(logger)
                    .append("' level='DEBUG'><appender-ref ref='EVENTS'/><appender-ref ref='MOESIF'/></logger>\n");
        }
        return xml.append("<root level='OFF'/></configuration>").toString();
    }

    private List<String> runShop(Path xml) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process shop = new ProcessBuilder(Jdks.quickly(
                        Jdks.own(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=" + xml,
                        Shop.class.getName()))
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        try {
            assertThat(shop.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            shop.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    private static Path jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("discover"));
        all.addAll(List.of(arguments));
        Main.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
