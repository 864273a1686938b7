package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.docs.Markdown;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.TlsFront;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever versions an application's build puts in place of ours, each value arrives, over HTTP and over TLS. */
@Timeout(180)
class ClassPathIT {
    private static final String BOOT_3_5 = "spring-boot-dependencies-3.5.16";
    private static final String NEWEST = "spring-boot-dependencies-4.1.1";
    private static final String ANNOTATIONS = "jackson-annotations";

    /** The columns of the table that is printed, and of the one on the page "compatibility". */
    private static final List<String> COLUMNS =
            List.of("logback-classic", "jackson-core", ANNOTATIONS, "httpclient5", "httpcore5", "jctools-core");

    private static final List<String> RESULTS = new ArrayList<>();

    @TempDir
    private static Path shared;

    private static Certificates certificates;

    @TempDir
    private Path directory;

    @BeforeAll
    static void sign() throws Exception {
        certificates = new Certificates(shared);
    }

    static Stream<Arguments> classPaths() throws IOException {
        ClassPath oldest = oldest();
        ClassPath newest = ClassPath.pinned(NEWEST);
        return Stream.concat(
                Stream.of(ClassPath.allPinned(), annotations(), clients(), Stream.of(oldest))
                        .flatMap(paths -> paths)
                        .map(path -> Arguments.of(path, Jdks.own())),
                Jdks.all().skip(1).flatMap(java -> Stream.of(oldest, newest).map(path -> Arguments.of(path, java))));
    }

    private static Stream<ClassPath> annotations() {
        ClassPath boot = ClassPath.pinned(BOOT_3_5);
        return Stream.concat(
                Stream.of("2.14.0", "2.19.4", "2.20", "2.21", "2.22")
                        .map(version -> boot.with(ANNOTATIONS + "-" + version)),
                Stream.of(boot.without(ANNOTATIONS)));
    }

    private static Stream<ClassPath> clients() {
        return Stream.of(
                        clients("5.1", "5.1"),
                        clients("5.2", "5.2"),
                        clients("5.3", "5.2"),
                        clients("5.4", "5.3"),
                        clients("5.5", "5.3.4"),
                        clients("5.6", "5.4"))
                .map(jars -> ClassPath.pinned(NEWEST).with(jars));
    }

    private static String[] clients(String client, String core) {
        return new String[] {"httpclient5-" + client, "httpcore5-" + core, "httpcore5-h2-" + core};
    }

    private static ClassPath oldest() {
        return ClassPath.pinned(BOOT_3_5)
                .without(ANNOTATIONS)
                .with(clients("5.1", "5.1"))
                .with(
                        "logback-classic-1.4.7",
                        "logback-core-1.4.7",
                        "slf4j-api-2.0.7",
                        "jctools-core-2.1.0",
                        "jackson-core-3.0.0");
    }

    @ParameterizedTest
    @MethodSource("classPaths")
    void everyValue_arrivesOverHttpAndTls(ClassPath classPath, Path java) throws Exception {
        String result = "FAILED";
        try (LocalCollector collector = LocalCollector.start(0);
                TlsFront front = new TlsFront(certificates.server("good"), collector.port())) {
            HostProcess process = run(classPath, java, collector, front);

            assertThat(process).isEqualTo(new HostProcess(0, List.of("done"), List.of()));
            assertThat(collector.refusals()).isEmpty();
            Map<String, Object> expected = expected(classPath.has(ANNOTATIONS));
            assertThat(arrived(collector, "plain")).isEqualTo(expected);
            assertThat(arrived(collector, "tls")).isEqualTo(expected);
            assertThat(collector.actions()).hasSize(2 * expected.size());
            assertThat(front.protocols).isNotEmpty();
            result = "ok";
        } finally {
            RESULTS.add(row(classPath) + "| " + jdk(java) + " | " + result + " |");
        }
    }

    static Stream<Arguments> classPathsThatCannotWork() {
        ClassPath newest = ClassPath.pinned(NEWEST);
        return Stream.of(
                Arguments.of(
                        newest.with(clients("5.0.4", "5.0.4")),
                        "httpclient5 5.0.4 is there, but the appender needs"
                                + " org.apache.httpcomponents.client5:httpclient5 5.1 or later."),
                Arguments.of(
                        newest.with(clients("5.1", "5.4.4")),
                        "httpcore5-h2 5.4.4 is there, but httpclient5 5.1 beside it needs"
                                + " org.apache.httpcomponents.core5:httpcore5-h2 5.1 or later, but before 5.2."),
                Arguments.of(
                        newest.with(clients("5.3", "5.4.4")),
                        "httpcore5-h2 5.4.4 is there, but httpclient5 5.3 beside it needs"
                                + " org.apache.httpcomponents.core5:httpcore5-h2 5.2 or later, but before 5.3."),
                Arguments.of(
                        newest.with(clients("5.5", "5.3")),
                        "httpcore5-h2 5.3 is there, but httpclient5 5.5 beside it needs"
                                + " org.apache.httpcomponents.core5:httpcore5-h2 5.3.4 or later."));
    }

    @ParameterizedTest
    @MethodSource("classPathsThatCannotWork")
    void whatCannotWork_isAnErrorAndTheApplicationRunsOn(ClassPath classPath, String sentence) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                TlsFront front = new TlsFront(certificates.server("good"), collector.port())) {
            HostProcess process = run(classPath, Jdks.own(), collector, front);

            assertThat(process.code()).isZero();
            assertThat(process.out()).endsWith("done");
            String off = "The appender is off, and no action is shipped: ";
            assertThat(process.err())
                    .allMatch(line -> line.contains("ERROR in") && line.contains(off))
                    .anyMatch(line -> line.contains(sentence));
            assertThat(collector.requests()).isZero();
        }
        RESULTS.add(row(classPath) + "| " + jdk(Jdks.own()) + " | refused, as it has to be |");
    }

    private static String jdk(Path java) {
        return java.getName(java.getNameCount() - 3).toString();
    }

    private HostProcess run(ClassPath classPath, Path java, LocalCollector collector, TlsFront front) throws Exception {
        List<String> elements = new ArrayList<>(
                List.of(ClassPath.BUILT.resolve("target").resolve("classes").toString()));
        classPath.jars().values().forEach(jar -> elements.add(jar.toString()));
        return HostProcess.run(
                java,
                directory,
                elements,
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-DPLAIN=" + collector.baseUri(),
                        "-DTLS=" + front.uri(),
                        "-DTRUST=" + certificates.trustStore().toUri(),
                        "-Dlogback.configurationFile=" + ClassPath.BUILT.resolve("logback.xml"),
                        "com.acme.Orders"));
    }

    private static Map<String, Object> arrived(LocalCollector collector, String way) {
        return collector.actions().stream()
                .filter(action -> action.companyId().equals(way))
                .map(ReceivedAction::metadata)
                .collect(Collectors.toMap(
                        metadata -> (String) metadata.get("kind"),
                        metadata -> metadata.get("order"),
                        (a, b) -> "twice"));
    }

    /** What {@code com.acme.Values} has, as JSON. */
    private static Map<String, Object> expected(boolean annotations) {
        Map<String, Object> cake = Map.of("sku", "cake", "quantity", 2);
        Map<String, Object> tea = Map.of("sku", "tea", "quantity", 1);
        Map<String, Object> ann = Map.of("name", "Ann", "loyal", true, "favourite", tea);
        Map<String, Object> expected = new TreeMap<>();
        expected.put("text", "two cakes");
        expected.put("number", 24.6);
        expected.put("instant", "2026-11-30T10:00:00Z");
        expected.put("optional", cake);
        expected.put("list", List.of("cake", "tea"));
        expected.put("map", Map.of("cake", 2));
        expected.put("array", List.of(1, 2));
        expected.put("record", cake);
        expected.put("bean", ann);
        expected.put("records", List.of(cake, tea));
        expected.put("beans", Map.of("payer", ann));
        expected.put("nested", Map.of("customer", ann, "lines", List.of(cake), "shared", Map.of("with", List.of(ann))));
        // Without their classes the JVM itself has no annotations.
        expected.put("annotated", annotations ? Map.of("sku_code", "A-1") : Map.of("sku", "A-1", "secret", "hidden"));
        return expected;
    }

    @Test
    void publishedTable_isWhatThePathsHave() {
        assertThat(Markdown.page("compatibility")
                        .text
                        .lines()
                        .filter(line -> line.matches("\\| (Spring Boot|Dropwizard) \\d.*")))
                .containsExactlyElementsOf(ClassPath.allPinned()
                        .sorted((a, b) -> title(b).compareTo(title(a)))
                        .map(ClassPathIT::row)
                        .map(row -> row + "|")
                        .toList());
    }

    private static String row(ClassPath classPath) {
        return "| " + title(classPath) + " | "
                + COLUMNS.stream().map(classPath::version).collect(Collectors.joining(" | ")) + " ";
    }

    private static String title(ClassPath classPath) {
        return classPath
                .name()
                .replace("spring-boot-dependencies-", "Spring Boot ")
                .replace("dropwizard-dependencies-", "Dropwizard ");
    }

    @AfterAll
    static void printTable() {
        System.out.println("Class paths:");
        System.out.println("| class path | " + String.join(" | ", COLUMNS) + " | JDK | |");
        RESULTS.forEach(System.out::println);
    }
}
