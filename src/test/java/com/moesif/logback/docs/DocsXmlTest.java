package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.KafkaElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.Logback;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Every piece of XML that a document shows for {@code logback.xml} is read by Joran, and nobody complains. */
class DocsXmlTest {
    private static final Set<String> OF_A_RULE = Set.of("logger", "level", "marker", "message", "regex", "actionName");
    /** Named in passing: of Logback and Spring Boot. */
    private static final Set<String> OF_OTHERS = Set.of(
            "appender",
            "configuration",
            "root",
            "filter",
            "statusListener",
            "springProperty",
            "springProfile",
            "if",
            "condition");

    private static final Pattern ELEMENT = Pattern.compile("`<([a-zA-Z]+)[ />]");

    @TempDir
    static Path directory;

    @BeforeAll
    static void lay() throws Exception {
        Files.writeString(
                Files.createDirectories(directory.resolve("moesif")).resolve("application-id"), Logback.APPLICATION_ID);
        Files.writeString(
                directory.resolve("kafka.properties"),
                Markdown.page("fleet").block("Configure the appender", "properties"));
        Certificates certificates = new Certificates(directory);
        certificates.trustStore();
        certificates.keyStore("client");
    }

    static Stream<Arguments> shown() {
        return Markdown.forUsers().stream()
                .flatMap(document -> document.blocks("xml").stream()
                        .map(block -> Arguments.of(document.file + ":" + block.line(), block.text())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shown")
    void xmlShown_isReadWithoutAWordOfWarning(String where, String xml) throws Exception {
        List<Element> elements = elements(xml);
        switch (elements.get(0).getTagName()) {
            case "dependency" -> isThisProject(elements.get(0));
            case "project" ->
                isThisProject((Element) ((Element) elements.get(0)
                                .getElementsByTagName("dependencies")
                                .item(0))
                        .getLastChild()
                        .getPreviousSibling());
            // Only Spring Boot reads the elements of its own: BootStartIT has it do so. The rest is Logback's.
            case "configuration" -> isRead(withoutSpring(xml));
            // The cookbook's test takes the filter from it and runs it.
            case "web-app" -> assertThat(elements).hasSize(1);
            default -> {
                if (elements.stream().anyMatch(element -> OF_A_RULE.contains(element.getTagName()))) {
                    areReadInRules(xml.lines().toList());
                } else {
                    areRead(xml);
                }
            }
        }
    }

    private static String withoutSpring(String xml) {
        return xml.replaceAll("<include resource=\"org/springframework/boot/[^>]*>|</?springProfile[^>]*>", "")
                .replaceAll(
                        "<springProperty name=(\\S+) source=\\S+ defaultValue=(\\S+)/>", "<property name=$1 value=$2/>")
                .replaceAll("<springProperty name=(\\S+) source=\\S+/>", "<property name=$1 value='id'/>");
    }

    /** Lines of a rule: each condition, since they may be ways to write the same one, in a rule of its own. */
    private static void areReadInRules(List<String> lines) {
        String fields = String.join(
                "",
                lines.stream()
                        .filter(line -> line.startsWith("<field>") || line.startsWith("<logger>"))
                        .toList());
        lines.stream()
                .filter(line -> !line.startsWith("<field>") && !line.startsWith("<logger>"))
                .forEach(line -> areRead("<rule>" + line + fields + "<actionName>Tested</actionName></rule>"));
    }

    private static void areRead(String elements) {
        isRead("""
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    %s
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(
                        elements.contains("<applicationId") || elements.contains("<kafka>")
                                ? elements
                                : "<applicationId>id</applicationId>" + elements));
    }

    @Test
    void everyElementNamed_exists() {
        Set<String> known = new TreeSet<>(OF_OTHERS);
        Stream.of(
                        MoesifAppender.class,
                        RuleElement.class,
                        FieldElement.class,
                        AliasElement.class,
                        MaskElement.class,
                        SpoolElement.class,
                        KafkaElement.class,
                        ProxyElement.class)
                .forEach(bean -> known.addAll(ReadmeReferenceTest.elements(bean)));

        assertThat(Markdown.forUsers().stream()
                        .flatMap(document -> ELEMENT.matcher(document.prose())
                                .results()
                                .map(named -> document + ": " + named.group(1))))
                .hasSizeGreaterThan(50)
                .allMatch(named -> known.contains(named.replaceFirst(".*: ", "")));
    }

    private static void isRead(String xml) {
        String here = xml.replace("/var/lib/acme", directory.toString())
                .replace("/run/secrets", directory.toString())
                .replace("/etc/acme", directory.toString())
                .replace("${KEYSTORE_PASSWORD}", Certificates.PASSWORD);
        try (Logback logback = Logback.configuration(here)) {
            assertThat(logback.appender().isStarted()).isTrue();
            logback.stop();
            assertThat(logback.context.getStatusManager().getCopyOfStatusList())
                    .as(here)
                    .filteredOn(status -> status.getEffectiveLevel() >= Status.WARN)
                    .isEmpty();
        }
    }

    private static void isThisProject(Element dependency) throws Exception {
        List<Element> pom = elements(Files.readString(Path.of("pom.xml")).replaceFirst("<\\?xml.*\\?>", ""));
        for (String part : List.of("groupId", "artifactId", "version")) {
            assertThat(child(dependency, part)).as(part).isEqualTo(child(pom.get(0), part));
        }
    }

    private static String child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .map(Node::getTextContent)
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> elements(String xml) throws Exception {
        InputSource source = new InputSource(new StringReader("<x>" + xml + "</x>"));
        return children(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(source)
                .getDocumentElement());
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
