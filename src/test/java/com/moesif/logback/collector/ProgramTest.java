package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Jdks;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;

/** The program in a process of its own, with nothing on its class path but the collector and Jackson's core. */
@Timeout(60)
class ProgramTest {

    @Test
    void program_printsItsAddressThenEachActionAndEachRefusal() throws Exception {
        // Both streams in one: whatever is said on the other would be a line too many here.
        Process process = command("--port", "0").redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String address = out.readLine();
            assertThat(address).matches("Local collector at http://127\\.0\\.0\\.1:\\d+");
            assertThat(out.readLine()).matches("Watch it in a browser: http://127\\.0\\.0\\.1:\\d+/");
            Client client = new Client(URI.create(address.substring(address.indexOf("http"))));
            String action =
                    "{\"action_name\":\"Tested\",\"company_id\":\"12345\",\"request\":{},\"metadata\":{\"amount\":24.6}}";

            client.postBatch(action, "{\"actionName\":\"From a model\",\"request\":{}}");
            client.postBatch(action, "{}");
            client.post("/v1/events", "[]");

            assertThat(out.readLine()).isEqualTo("(no time)  Tested  company 12345  amount=24.6");
            assertThat(out.readLine()).isEqualTo("(no time)  From a model  (camelCase names)");
            assertThat(out.readLine()).isEqualTo("refused 400 POST /v1/actions/batch action 1: action_name is missing");
            assertThat(out.readLine()).startsWith("refused 404 POST /v1/events: no such endpoint");

            try (RawClient raw = new RawClient(
                    URI.create(address.substring(address.indexOf("http"))).getPort())) {
                raw.send(RawClient.request(action).replace("Host: localhost", "Host: host.docker.internal:9577"));
                assertThat(raw.readAll()).startsWith("HTTP/1.1 403");
            }
            assertThat(out.readLine())
                    .isEqualTo(
                            "turned away 403 POST /v1/actions: the collector answers to 127.0.0.1 and localhost only,"
                                    + " not to other names (Host: host.docker.internal:9577)");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** As {@code | head -1} leaves it: no program that prints goes on then, and nobody would know of this one. */
    @Test
    void whenNobodyReadsItsOutputAnyMore_itEnds_atTheNextLine() throws Exception {
        Process process = command("--port", "0").start();
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String address = out.readLine();
            assertThat(out.readLine()).startsWith("Watch it in a browser: ");
            out.close();
            Client client = new Client(URI.create(address.substring(address.indexOf("http"))));

            try {
                client.post("/v1/events", "[]");
            } catch (IOException e) {
                // It may end before it answers.
            }

            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).isOne();
            assertThat(process.errorReader().lines())
                    .containsExactly("The collector ends, since not all of its output could be written: nobody reads it"
                            + " any more, or the disk is full.");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void help_namesTheOptionsAndTheDefault() throws Exception {
        Ended help = run("--help");

        assertThat(help.code()).isZero();
        assertThat(String.join("\n", help.out())).contains("--port N").contains("default 9500");
        assertThat(help.out()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port -1", "--port 65536", "--port 1 2", "--prot 1", "9500"})
    void wrongArguments_areOneClearLine(String arguments) throws Exception {
        Ended ended = run(arguments.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).singleElement().asString().contains("--port N").endsWith(arguments);
    }

    @Test
    void takenPort_isOneClearLine() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            Ended ended = run("--port", String.valueOf(collector.port()));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err())
                    .singleElement()
                    .asString()
                    .contains("cannot listen on 127.0.0.1:" + collector.port());
        }
    }

    /** Each connection would end without an answer, and nobody would know why. */
    @Test
    void withoutJackson_itDoesNotStart_andSaysWhatIsMissing() throws Exception {
        ProcessBuilder command = command("--port", "0");
        int path = command.command().indexOf("-cp") + 1;
        command.command().set(path, location(LocalCollector.class));

        Ended ended = run(command);

        assertThat(ended.code()).isOne();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).singleElement().asString().contains("needs jackson-core 3", "scope test");
    }

    private record Ended(int code, List<String> out, List<String> err) {}

    private static Ended run(String... arguments) throws Exception {
        return run(command(arguments));
    }

    private static Ended run(ProcessBuilder command) throws Exception {
        Process process = command.start();
        try {
            // Not by reading to the end of what it says: of one that serves there is none.
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("it ends").isTrue();
            List<String> out = process.inputReader().lines().toList();
            List<String> err = process.errorReader().lines().toList();
            return new Ended(process.exitValue(), out, err);
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder command(String... arguments) {
        List<String> command = Jdks.quickly(
                Jdks.own(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                location(LocalCollector.class) + File.pathSeparator + location(JsonParser.class),
                LocalCollector.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static String location(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
