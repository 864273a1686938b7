package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.ConsoleBeside;
import com.moesif.logback.harness.HostProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Libraries that a build has put in the place of ours: JVMs with these on their class paths. */
class ForeignLibrariesTest {
    private static final Path FOREIGN = Path.of("target", "foreign-libraries");

    @TempDir
    private Path temp;

    /** Knows no more of SLF4J than 1.7 has. */
    public static final class Program {
        private Program() {}

        public static void main(String[] args) {
            LoggerFactory.getLogger("com.acme.Service").info("Order of {} for {}", List.of("a", "b"), "acme");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "logback-classic-1.2.13 logback-core-1.2.13 slf4j-api-1.7.36, logback-classic 1.2.13, logback-classic 1.4.7 or later",
        "logback-classic-1.3.15 logback-core-1.3.15, logback-classic 1.3.15, logback-classic 1.4.7 or later",
        "logback-classic-1.4.6 logback-core-1.4.6, logback-core 1.4.6, logback-core 1.4.7 or later",
        "jctools-core-1.2.1, jctools-core 1.2.1, jctools-core 2.1 or later",
        "jctools-core-2.0.2, jctools-core 2.0.2, jctools-core 2.1 or later",
        "httpclient5-5.0 httpcore5-5.0 httpcore5-h2-5.0, httpclient5 5.0, httpclient5 5.1 or later",
        "httpcore5-5.0, httpcore5 5.0, httpcore5 5.1 or later",
        "httpclient5-5.2.3 httpcore5-5.1 httpcore5-h2-5.2.4, httpcore5 5.1, httpcore5 5.2 or later",
        "httpclient5-5.1 httpcore5-5.2.4 httpcore5-h2-5.2.4, httpcore5-h2 5.2.4, httpcore5-h2 5.1 or later",
        "httpclient5-5.2.3 httpcore5-5.2.4, httpclient5 5.2.3, httpcore5-h2 5.2 or later",
    })
    void versionThatWontDo_isOneErrorThatNamesBoth(String jars, String found, String needed) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run(collector, "none", jars.split(" "));

            assertRunsOn(process, found, needed);
            assertThat(process.err().get(0))
                    .contains(jars.contains("logback") ? "Put that on the class path" : "'all'");
            assertThat(collector.actions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jctools-core", "jackson-core", "httpclient5", "httpcore5", "httpcore5-h2"})
    void libraryThatIsMissing_isOneErrorThatNamesIt(String missing) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run(collector, missing);

            assertRunsOn(process, missing + " is missing", "'all'");
            assertThat(collector.actions()).isEmpty();
        }
    }

    /** What is named as needed will do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "logback-classic-1.4.7 logback-core-1.4.7",
                "jctools-core-2.1.0",
                "jackson-core-3.0.0",
                "httpclient5-5.1 httpcore5-5.1 httpcore5-h2-5.1",
                "httpclient5-5.2.3 httpcore5-5.2.4 httpcore5-h2-5.2.4",
            })
    void oldestThatIsNamed_ships(String jars) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run(collector, "none", jars.split(" "));

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(process.err()).isEmpty();
            assertThat(collector.actions()).as("%s", process).hasSize(1);
        }
    }

    @Test
    void ownLibraries_ship() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            assertThat(run(collector, "none").err()).isEmpty();
            assertThat(collector.actions()).hasSize(1);
        }
    }

    private static void assertRunsOn(HostProcess process, String... words) {
        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.out()).contains("console Order of [a, b] for acme");
        assertThat(process.err()).singleElement().asString().contains("ERROR").contains(words);
    }

    /** Not on the class path of that JVM, as in most applications. */
    @Test
    void kafkaClientThatIsMissing_isOneErrorThatNamesIt() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            Path xml = ConsoleBeside.write(temp, collector, "Order of {skus} for {company_id}");
            Files.writeString(
                    xml,
                    Files.readString(xml)
                            .replaceAll("<(applicationId|baseUri)>.*", "")
                            .replace("<rule>", "<kafka><bootstrapServers>b1:9092</bootstrapServers></kafka><rule>"));

            assertRunsOn(
                    run(xml, ""),
                    "kafka-clients is missing",
                    "<kafka> needs org.apache.kafka:kafka-clients 3.6 or later. Put that on the class path.");
            assertThat(collector.requests()).isZero();
        }
    }

    private HostProcess run(LocalCollector collector, String missing, String... jars) throws Exception {
        return run(ConsoleBeside.write(temp, collector, "Order of {skus} for {company_id}"), missing, jars);
    }

    private HostProcess run(Path xml, String missing, String... jars) throws Exception {
        Stream<String> foreign =
                Stream.of(jars).map(jar -> FOREIGN.resolve(jar + ".jar").toString());
        Stream<String> own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("classes")
                        || entry.matches(".*/(logback-c|slf4j-api-|httpc|jctools-)[^/]*|.*/jackson-core-3[^/]*"))
                .filter(entry -> Stream.concat(
                                Stream.of(missing), Stream.of(jars).map(jar -> jar.replaceAll("-\\d.*", "")))
                        .noneMatch(artifact -> entry.matches(".*/" + artifact + "(-\\d[^/]*)?\\.jar")));
        return HostProcess.run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                temp,
                Stream.concat(foreign, own).toList(),
                List.of("-Dlogback.configurationFile=" + xml, Program.class.getName()));
    }
}
