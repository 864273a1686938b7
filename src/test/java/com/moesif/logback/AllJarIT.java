package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that carries its libraries under names of its own. */
@Timeout(60)
class AllJarIT {
    @TempDir
    private Path directory;

    @Test
    void anApplicationWithOlderLibrariesOfItsOwn_ships() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            // DEBUG: HttpClient's loggers, under their new names, must neither fail nor become events of their own.
            Path xml = Files.writeString(
                    directory.resolve("logback.xml"), """
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
                      <root level="DEBUG"><appender-ref ref="MOESIF"/><appender-ref ref="FILE"/></root>
                    </configuration>
                    """.formatted(collector.baseUri(), directory.resolve("app.log")));

            List<String> printed = run(xml);

            assertThat(printed).hasSize(2).allMatch(location -> location.contains("jars-beside"));
            assertThat(collector.refusals()).isEmpty();
            assertThat(collector.actions())
                    .extracting(ReceivedAction::actionName, ReceivedAction::companyId, ReceivedAction::metadata)
                    // Two requests may be under way at once.
                    .containsExactlyInAnyOrder(
                            tuple("Processed Payment", "acme", Map.of("amount", 24.6, "currency", "EUR")),
                            tuple("Registered", "acme", Map.of("card", Map.of("brand", "visa"))));
            assertThat(Files.readString(directory.resolve("app.log")))
                    .contains("com.moesif.logback.shaded.hc.client5")
                    .doesNotContain("s3cret");
        }
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
                    .filter(name -> name.startsWith("com/moesif/logback/internal/mapping/LogstashFields"))
                    .map(name -> contentOf(jar, name))
                    .collect(Collectors.joining());

            assertThat(pool).contains("net.logstash.logback.marker.").doesNotContain("shaded.net");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar.plain", "jar.all", "jar.cli"})
    void aJar_hasItsModuleNameAndTheLicencesOfWhatItCarries(String property) throws IOException {
        try (JarFile jar = new JarFile(System.getProperty(property))) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("com.moesif.logback");
            String notice = contentOf(jar, "META-INF/NOTICE");
            assertThat(notice).contains("the moesif-logback-appender authors");
            assertThat(contentOf(jar, "META-INF/LICENSE")).contains("Apache License");
            if (!property.equals("jar.plain")) {
                assertThat(notice).contains("Jackson").contains("Apache HttpComponents");
            }
        }
    }

    @Test
    void thePlainJar_carriesNobodyElses_andItsPomNamesThem() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("jar.plain"))) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("com/moesif/logback/"))
                    .noneMatch(name -> name.contains("/shaded/"));
            assertThat(contentOf(jar, "META-INF/maven/com.moesif.logback/moesif-logback-appender/pom.xml"))
                    .contains("<artifactId>jackson-databind</artifactId>")
                    .contains("<artifactId>httpclient5</artifactId>")
                    .contains("<artifactId>jctools-core</artifactId>");
        }
    }

    private static String contentOf(JarFile jar, String name) {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> run(Path xml) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Dlogback.configurationFile=" + xml,
                        "-cp",
                        classPath(),
                        AllJarApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readAllLines(out);
    }

    /** The application's own libraries first; the application; then ours, and Logback. */
    private String classPath() throws IOException {
        String beside;
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("jars.beside")))) {
            beside = jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
        String logback = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar ->
                        jar.contains("logback-classic") || jar.contains("logback-core") || jar.contains("slf4j-api"))
                .collect(Collectors.joining(File.pathSeparator));
        return String.join(File.pathSeparator, beside, applicationAlone(), System.getProperty("jar.all"), logback);
    }

    /** Without the other classes of this build's tests. */
    private String applicationAlone() throws IOException {
        Path classes = directory.resolve("classes");
        for (Class<?> type : List.of(AllJarApplication.class, AllJarApplication.Card.class)) {
            String name = type.getName().replace('.', '/') + ".class";
            Files.createDirectories(classes.resolve(name).getParent());
            try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                Files.copy(in, classes.resolve(name));
            }
        }
        return classes.toString();
    }
}
