package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.internal.spool.Child;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a service that runs in a process of its own. */
@Timeout(120)
class StatusTest extends CommandScene {
    private static final Duration AMPLE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void aRunningService_showsWhatItsRulesHaveMatched() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            Path xml = Files.writeString(directory.resolve("logback.xml"), """
                    <configuration>
                      <contextName>billing: *</contextName>
                      <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                        <applicationId>the-id</applicationId>
                        <baseUri>%s</baseUri>
                        <rule><name>Survivors</name><message>survived</message></rule>
                        <rule><name>Others</name><message>another</message></rule>
                      </appender>
                      <root level="INFO"><appender-ref ref="MOESIF"/></root>
                    </configuration>
                    """.formatted(collector.baseUri()));
            try (Child service = Child.start(List.of(), "com.moesif.logback.harness.VictimProgram", xml.toString())) {
                service.ask("start");
                service.ask("log 0 5 1");
                service.ask("flush");
                String pid = String.valueOf(service.pid());
                await().atMost(AMPLE).until(() -> run("status", pid) == Command.FINE);

                assertThat(out())
                        .contains(
                                "MOESIF in context billing: *",
                                "Accepted 5",
                                "Delivered 5",
                                "Dropped 0, Dead 0, Corrupt 0")
                        .containsPattern("Survivors +matched 5, last 20[^ ]+Z, fields lost 0")
                        .containsPattern("Others +matched 0, last none, fields lost 0")
                        .doesNotContain("PAUSED", "SILENT");
                assertThat(out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
                assertThat(run("status", pid, "--json")).isEqualTo(Command.FINE);
                JsonNode appender =
                        new JsonMapper().readTree(out()).get("appenders").get(0);
                assertThat(appender.get("name").asString()).isEqualTo("MOESIF");
                assertThat(appender.get("context").asString()).isEqualTo("billing: *");
                assertThat(appender.get("Delivered").asInt()).isEqualTo(5);
                assertThat(appender.get("DroppedByReason").isObject()).isTrue();
                assertThat(appender.get("Rules").get(0).get("name").asString()).isEqualTo("Survivors");
                assertThat(appender.get("Rules").get(0).get("matched").asInt()).isEqualTo(5);
                assertThat(run("status")).isEqualTo(Command.FINE);
                assertThat(run("status", "--json")).isEqualTo(Command.FINE);
                assertThat(new JsonMapper().readTree(out()).get("processes").isArray())
                        .isTrue();
            }
        }
    }

    /** The page's ledger in one process, of an appender in another. */
    @Test
    void collectorWithJmx_comparesWhatTheServiceHasCounted() throws Exception {
        int port = Ports.free();
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>http://127.0.0.1:%d</baseUri>
                    <rule><message>survived</message></rule>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(port));
        try (Child service = Child.start(List.of(), "com.moesif.logback.harness.VictimProgram", xml.toString());
                Child collector = Child.start(
                        List.of(),
                        Main.class.getName(),
                        "collector",
                        "--port",
                        String.valueOf(port),
                        "--jmx",
                        String.valueOf(service.pid()))) {
            service.ask("start");
            service.ask("log 0 5 1");
            URI ledger = URI.create("http://127.0.0.1:" + port + "/ledger");
            HttpClient client = HttpClient.newHttpClient();

            await().atMost(AMPLE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(client.send(
                                            HttpRequest.newBuilder(ledger).build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .body())
                            .contains("Both have counted 5 actions.", "\"source\":\"another process\"")
                            .doesNotContain("service:jmx:", "/stub/"));
            assertThat(collector.pid()).isPositive();
        }
    }

    /** What a SIGKILL took is lost, although the service that tells of it has lost nothing itself. */
    @Test
    void whatACrashBeforeHasTaken_isNotFine() throws Exception {
        try (SpoolScene scene = new SpoolScene(directory)) {
            scene.left("MOESIF", "the-id", 5);
            scene.crashed(scene.files(".segment").get(0).getParent(), "000000000000000042", "000000000000008851");
            Path xml = Files.writeString(
                    directory.resolve("logback.xml"), """
                    <configuration>
                      <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                        <applicationId>the-id</applicationId>
                        <baseUri>%s</baseUri>
                        <spool><directory>%s</directory></spool>
                      </appender>
                      <root level="INFO"><appender-ref ref="MOESIF"/></root>
                    </configuration>
                    """.formatted(scene.collector.baseUri(), scene.spool()));
            try (Child service = Child.start(List.of(), "com.moesif.logback.harness.VictimProgram", xml.toString())) {
                service.ask("start");
                service.ask("log 0 1 1");
                service.ask("flush");
                String pid = String.valueOf(service.pid());
                await().atMost(AMPLE).until(() -> {
                    run("status", pid);
                    return out().contains("Pending 0") && out().contains("crashes before: 1");
                });

                assertThat(out())
                        .contains("lost at least 37, at most 8851", "Dropped 0, Dead 0, Corrupt 0", "last error none")
                        .doesNotContain("PAUSED", "SILENT");
                assertThat(run("status", pid)).isEqualTo(Command.WRONG);
                assertThat(run("status", pid, "--json")).isEqualTo(Command.WRONG);
                JsonNode appender =
                        new JsonMapper().readTree(out()).get("appenders").get(0);
                assertThat(appender.get("LostInCrashesAtLeast").asInt()).isEqualTo(37);
            }
        }
    }

    @Test
    void aServiceWithoutAnAppender_isToldOfInShortLines() throws Exception {
        try (Child service = Child.start(List.of(), "com.moesif.logback.harness.VictimProgram", "none.xml")) {
            service.ask("wait");

            assertThat(run("status", String.valueOf(service.pid()))).isEqualTo(Command.WRONG);

            assertThat(out()).startsWith("This process shows no appender.");
            assertThat(out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void whatIsNoService_isSaid() {
        assertThat(run("status", "a", "b")).isEqualTo(Command.MISUSED);
        assertThat(run("status", "nonsense")).isEqualTo(Command.MISUSED);
        assertThat(run("status", "2147483647")).isEqualTo(Command.WRONG);
        assertThat(run("status", "127.0.0.1:1")).isEqualTo(Command.WRONG);
        assertThat(err()).doesNotContain("\tat ");
    }

    /** Such as an image for services has. An address needs no more than it has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status             | jdk.attach
            status 4711        | jdk.attach
            status 127.0.0.1:1 | 127.0.0.1:1 can't be asked
            """)
    void aJavaThatIsNoJdk_isToldOfInOneLine(String arguments, String said) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--limit-modules",
                "java.se,jdk.unsupported",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments.split(" ")));
        Process program = new ProcessBuilder(command)
                .redirectError(directory.resolve("err").toFile())
                .start();

        assertThat(program.waitFor()).isEqualTo(Command.WRONG);
        assertThat(Files.readAllLines(directory.resolve("err")))
                .singleElement()
                .asString()
                .startsWith("status: ")
                .contains(said);
    }

    /** In one line, and without what Java calls it. */
    @Test
    void whereNobodyAnswers_isSaid() throws IOException {
        for (String where : List.of("2147483647", "127.0.0.1:" + Ports.free())) {
            assertThat(run("status", where)).isEqualTo(Command.WRONG);
            assertThat(err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("status: " + where + " can't be asked: ")
                    .doesNotContain("Exception");
        }
    }

    /** It ends while it is asked, say: what Java says of that has two lines. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "status --json"})
    void aServiceThatFailsWhileItIsAsked_isToldOfInOneLine(String arguments) throws Exception {
        JMXConnectorServer agent = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", "127.0.0.1", 0), null, failing());
        agent.start();
        try {
            List<String> typed = new ArrayList<>(List.of(arguments.split(" ")));
            typed.add(1, agent.getAddress().toString());

            assertThat(run(typed.toArray(String[]::new))).isEqualTo(Command.WRONG);

            assertThat(err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("status: " + agent.getAddress() + " can't be asked: ")
                    .contains("java.lang.Object")
                    .doesNotContain("nested exception");
        } finally {
            agent.stop();
        }
    }

    /** What it fails with can't be sent to whoever asks. */
    private static MBeanServer failing() {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        return (MBeanServer) Proxy.newProxyInstance(
                MBeanServer.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, given) -> {
                    if (method.getName().equals("queryNames")) {
                        throw new IllegalStateException("no words") {
                            private static final long serialVersionUID = 1;

                            @SuppressWarnings({"serial", "unused"})
                            private final Object unsendable = new Object();
                        };
                    }
                    return method.invoke(server, given);
                });
    }
}
