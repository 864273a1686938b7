package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that carries its libraries under names of its own. */
@Timeout(180)
class AllJarIT {
    private static final Path TARGET = Path.of(System.getProperty("its"), "all", "target");
    private static final Map<String, Object> PAYMENT = Map.of("amount", 24.6, "currency", "EUR");

    @TempDir
    private Path directory;

    @Test
    void withNothingElse_ships() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run("com.acme.Main", collector, "INFO", dependencies("moesif|logback|slf4j"));

            assertThat(process).isEqualTo(new HostProcess(0, List.of(), List.of()));
            assertThat(collector.refusals()).isEmpty();
            assertThat(collector.actions()).extracting(ReceivedAction::metadata).containsExactly(PAYMENT);
        }
    }

    @Test
    void besideOlderLibrariesOfTheApplication_bothWork() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            // DEBUG: HttpClient's loggers, under their new names, must neither fail nor become events of their own.
            HostProcess process = run("com.acme.Beside", collector, "DEBUG", dependencies(""));

            assertThat(process)
                    .isEqualTo(new HostProcess(
                            0, List.of("jackson 3.0.0 {\"brand\":\"visa\"}", "httpclient 5.4 ACTIVE"), List.of()));
            assertThat(collector.refusals()).isEmpty();
            assertThat(collector.actions())
                    .extracting(ReceivedAction::metadata)
                    // Two requests may be under way at once.
                    .containsExactlyInAnyOrder(PAYMENT, Map.of("card", Map.of("brand", "visa")));
            assertThat(Files.readString(directory.resolve("app.log")))
                    .contains("com.moesif.logback.shaded.hc.client5")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void theSnippetOfTheReadme_bringsNothingButTheJar() throws IOException {
        assertThat(dependencies("").stream()
                        .map(jar -> Path.of(jar).getFileName().toString())
                        .map(jar -> jar.replaceFirst("-\\d[.\\d]*(-SNAPSHOT)?(?=[-.])", "")))
                .containsExactlyInAnyOrder(
                        "moesif-logback-appender-all.jar",
                        "logback-classic.jar",
                        "logback-core.jar",
                        "slf4j-api.jar",
                        // The application's own, and what they bring.
                        "jackson-databind.jar",
                        "jackson-core.jar",
                        "jackson-annotations.jar",
                        "httpclient5.jar",
                        "httpcore5.jar",
                        "httpcore5-h2.jar");
    }

    @Test
    void everyClass_isUnderThisLibrarysName() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("jar.all"))) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .hasSizeGreaterThan(1_000)
                    .allMatch(name -> name.startsWith("com/moesif/logback/"));
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.startsWith("META-INF/services/")))
                    .allMatch(
                            name -> name.equals("META-INF/services/") || name.contains("/com.moesif.logback.shaded."));
        }
    }

    @Test
    void theNamesOfLogstashsClasses_areLeftAlone() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("jar.all"))) {
            String pool = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("com/moesif/logback/internal/mapping/Logstash"))
                    .map(name -> contentOf(jar, name))
                    .collect(Collectors.joining());

            assertThat(pool).contains("net.logstash.logback.marker.").doesNotContain("shaded.net");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar.plain", "jar.all", "jar.cli", "jar.testkit"})
    void aJar_hasItsModuleNameAndOurLicence(String property) throws IOException {
        try (JarFile jar = new JarFile(System.getProperty(property))) {
            // What is inside the others is no module of its own.
            assertThat(jar.getEntry("module-info.class") != null).isEqualTo(property.equals("jar.plain"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("com.moesif.logback" + (property.equals("jar.testkit") ? ".testkit" : ""));
            assertThat(contentOf(jar, "META-INF/NOTICE")).contains("the moesif-logback-appender authors");
            // Once, however many bring it.
            assertThat(contentOf(jar, "META-INF/LICENSE")).containsOnlyOnce("TERMS AND CONDITIONS FOR USE");
        }
    }

    @Test
    void thePlainJar_carriesNobodyElses_andItsPomNamesThem() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("jar.plain"))) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("com/moesif/logback/") || name.equals("module-info.class"))
                    .noneMatch(name -> name.contains("/shaded/"))
                    // Of these no service runs anything.
                    .noneMatch(name ->
                            name.matches("com/moesif/logback/(cli|collector|connect|testing|internal/statements)/.*"));
            assertThat(contentOf(jar, "META-INF/maven/com.moesif.logback/moesif-logback-appender/pom.xml"))
                    .contains("<artifactId>jackson-core</artifactId>")
                    .contains("<artifactId>httpclient5</artifactId>")
                    .contains("<artifactId>jctools-core</artifactId>");
        }
    }

    @Test
    void theTestKit_hasWhatThePlainJarLeavesOut_andNothingOfIt() throws IOException {
        try (JarFile kit = new JarFile(System.getProperty("jar.testkit"));
                JarFile plain = new JarFile(System.getProperty("jar.plain"));
                Stream<Path> compiled = Files.walk(Path.of("target", "classes", "com"))) {
            List<String> ours = compiled.map(file ->
                            Path.of("target", "classes").relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.matches("com/moesif/logback/(cli|connect)/.*"))
                    .toList();

            assertThat(Stream.concat(classes(kit), classes(plain)))
                    .hasSizeGreaterThan(300)
                    .containsExactlyInAnyOrderElementsOf(ours);
            assertThat(kit.getEntry("com/moesif/logback/collector/page/page.html"))
                    .isNotNull();
        }
    }

    private static Stream<String> classes(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith("com/") && name.endsWith(".class"));
    }

    private static String contentOf(JarFile jar, String name) {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jars of the project whose names contain a match of this. */
    private static List<String> dependencies(String pattern) throws IOException {
        try (Stream<Path> jars = Files.list(TARGET.resolve("dependency"))) {
            return jars.filter(jar -> Pattern.compile(pattern)
                            .matcher(jar.getFileName().toString())
                            .find())
                    .map(Path::toString)
                    .toList();
        }
    }

    private HostProcess run(String main, LocalCollector collector, String level, List<String> jars) throws Exception {
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>s3cret</applicationId>
                    <baseUri>%s</baseUri>
                    <rule>
                      <logger>com.acme</logger>
                      <message>Processed payment {amount} {currency} for {company_id}</message>
                      <actionName>Processed Payment</actionName>
                    </rule>
                  </appender>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%logger %%msg%%n</pattern></encoder>
                  </appender>
                  <root level="%s"><appender-ref ref="MOESIF"/><appender-ref ref="FILE"/></root>
                </configuration>
                """.formatted(
                        collector.baseUri(), directory.resolve("app.log"), level));
        List<String> classPath =
                new ArrayList<>(List.of(TARGET.resolve("classes").toString()));
        classPath.addAll(jars);
        return HostProcess.run(Jdks.own(), directory, classPath, List.of("-Dlogback.configurationFile=" + xml, main));
    }
}
