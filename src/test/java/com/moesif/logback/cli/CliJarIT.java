package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.LocalCollector;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is shipped, in a process of its own with nothing on its class path. */
@Timeout(60)
class CliJarIT {
    private static final String JAVA =
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";

    @TempDir
    private Path directory;

    @Test
    void check_printsItsOwnOutputAndNothingElse() throws Exception {
        Path xml = configuration("""
                <rule>
                  <name>Payments</name><logger>com.acme</logger>
                  <message>Paid {amount} € for {company_id}</message><actionName>Paid</actionName>
                </rule>
                """);
        Path log = file("app.log", "INFO com.acme.Service - Paid 5 € for acme\nINFO org.other.Foo - x\n");

        Ended ended = run(null, "check", xml.toString(), "--log", log.toString());

        assertThat(ended.out().replaceAll("\"(time|transaction_id)\":\"[^\"]*\"", "…"))
                .isEqualTo(xml + """
                : no problems

                Rules, the first that matches takes an event:
                  1. rule 'Payments'
                     logger   com.acme or below
                     message  Paid {amount} € for {company_id}

                The log (the values of a <message> are read from the text: they are strings, unless a <type> is given):

                INFO com.acme.Service - Paid 5 € for acme
                  rule 'Payments' takes it: {"action_name":"Paid","request":{…},"company_id":"acme",…,"metadata":{"amount":"5"}}

                INFO org.other.Foo - x
                  no action: nearest is rule 'Payments', but its <logger> is com.acme, the event is of org.other.Foo

                Lines: 2, skipped: 0, actions: 1.
                """);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void check_readsStandardInput() throws Exception {
        Path xml = configuration(
                "<rule><regex>^(?&lt;company_id&gt;\\w+) done$</regex><actionName>Done</actionName></rule>");
        Path in = file("in.log", "{\"level\":\"INFO\",\"logger_name\":\"a\",\"message\":\"acme done\",\"n\":1}\n");

        Ended ended = run(in, "check", xml.toString(), "--log", "-");

        assertThat(ended.out()).contains("rule 1 (Done) takes it: ").contains("\"metadata\":{\"n\":1}");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void spool_sendsWhatAServiceHasLeft_andHttpClientSaysNothing() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            Path spool = left(collector);

            Ended ended = run(
                    null,
                    "spool",
                    spool.toString(),
                    "--send",
                    "--application-id-file",
                    directory.resolve("id").toString(),
                    "--base-uri",
                    collector.baseUri().toString());

            assertThat(ended.err()).isEmpty();
            assertThat(ended.out())
                    .isEqualTo("Sending 1 actions of appender 'MOESIF' to " + collector.baseUri()
                            + " …\n  delivered: 1, dead letters: 0\nNothing is left.\n");
            assertThat(ended.code()).isZero();
            assertThat(collector.actions()).hasSize(1);
            assertThat(spool).isEmptyDirectory();
        }
    }

    /** A directory with one action in it, bound for this collector. */
    private Path left(LocalCollector collector) throws IOException {
        Path home = Files.createDirectories(directory.resolve("spool").resolve("MOESIF-1"));
        String json = "{\"action_name\":\"Paid\",\"request\":{\"time\":\"" + Instant.now()
                + "\"},\"company_id\":\"acme\",\"transaction_id\":\"" + UUID.randomUUID() + "\"}";
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                home.resolve(System.currentTimeMillis() + "-000000.segment"),
                String.format("%08x %s%n", crc.getValue(), json));
        Files.writeString(home.resolve("lock"), "");
        Files.writeString(
                home.resolve("owner"),
                "name=MOESIF\nendpoint=" + collector.baseUri().toString().replace(":", "\\:")
                        + "\napplicationIdHash=19fe5033f99b463e\nrefused=false\n");
        file("id", "the-id\n");
        return home.getParent();
    }

    @Test
    void atATerminal_somebodyIsAsked_andSeesHowFarItIs() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                LocalCollector other = LocalCollector.start(0)) {
            Path spool = left(collector);
            String command = JAVA + " -jar " + System.getProperty("jar.cli") + " spool " + spool
                    + " --send --application-id-file " + directory.resolve("id") + " --base-uri " + other.baseUri();

            Ended no = program(file("no", "n\n"), "script", "-qec", command, "/dev/null");
            assertThat(no.out()).contains("Send it to " + other.baseUri() + "? [y/N]", "you said no");
            assertThat(no.code()).isEqualTo(1);
            assertThat(other.requests()).isZero();

            // How far it is, is not shown before a quarter of a second has passed: a quick sending shows nothing of it.
            other.onAction(action -> await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(directory.resolve("out")).contains("\r  sent ")));
            Ended yes = program(file("yes", "y\n"), "script", "-qec", command, "/dev/null");
            assertThat(yes.out()).contains("\r  sent ", "delivered: 1", "Nothing is left.");
            assertThat(yes.code()).isZero();
            assertThat(other.actions()).hasSize(1);
        }
    }

    @Test
    void theUserWhoseSpoolItIs_sends_byTheCommandThatRootIsTold() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            Path spool = left(collector);
            Path jar = Files.copy(Path.of(System.getProperty("jar.cli")), directory.resolve("cli.jar"));
            assertThat(program(null, "chmod", "-R", "go+rX", directory.toString())
                            .code())
                    .isZero();
            Assumptions.assumeTrue(program(null, "chown", "-R", "65534:65534", spool.toString()).code == 0);
            String[] sending = {
                JAVA,
                "-jar",
                jar.toString(),
                "spool",
                spool.toString(),
                "--send",
                "--application-id-file",
                directory.resolve("id").toString(),
                "--base-uri",
                collector.baseUri().toString()
            };
            Ended byRoot = program(null, sending);
            assertThat(byRoot.code()).isEqualTo(1);
            String become = "setpriv --reuid=65534 --regid=65534 --clear-groups";
            assertThat(byRoot.out()).contains(become);

            List<String> command = new ArrayList<>(List.of(become.split(" ")));
            command.addAll(List.of(sending));
            Ended byOwner = program(null, command.toArray(String[]::new));

            assertThat(byOwner.out()).contains("delivered: 1", "Nothing is left.");
            assertThat(byOwner.code()).isZero();
            assertThat(spool).isEmptyDirectory();
        }
    }

    @Test
    void collector_isTheLocalOne() throws Exception {
        Process process = new ProcessBuilder(JAVA, "-jar", System.getProperty("jar.cli"), "collector", "--port", "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).matches("Local collector at http://127\\.0\\.0\\.1:\\d+");
            String page = out.readLine().replaceFirst("^.*: http", "http");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<html");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theLoggingOfTheClassPath_isNotConfigured() throws Exception {
        Path xml = configuration("<rule><marker>M</marker><message>*</message><actionName>A</actionName></rule>");
        file(
                "log.json",
                "{\"level\":\"INFO\",\"logger_name\":\"a\",\"message\":\"m\",\"tags\":[\"M\"],\"mdc\":{\"k\":\"v\"}}");
        Path resources = Files.createDirectory(directory.resolve("resources"));
        Files.writeString(resources.resolve("logback.xml"), """
                <configuration>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>production.log</file><encoder><pattern>%m%n</pattern></encoder>
                  </appender>
                  <root><appender-ref ref="FILE"/></root>
                </configuration>
                """);

        Ended ended = java(
                null,
                "-cp",
                System.getProperty("jar.cli") + File.pathSeparator + resources,
                "com.moesif.logback.cli.Main",
                "check",
                xml.toString(),
                "--log",
                "log.json");

        assertThat(ended.out()).contains("rule 1 (A) takes it: ");
        assertThat(ended.code()).isZero();
        assertThat(directory.resolve("production.log")).doesNotExist();
    }

    @Test
    void theExitCode_saysWhatWasWrong() throws Exception {
        Path wrong = configuration("<rule><actionName>A</actionName></rule>");

        assertThat(run(null, "check", wrong.toString()))
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(1))
                .satisfies(ended -> assertThat(ended.out()).contains("it has neither <message> nor <regex>"));
        assertThat(run(null, "check", "missing.xml"))
                .isEqualTo(new Ended(
                        1, "", "check: there is no file missing.xml that can be read" + System.lineSeparator()));
        assertThat(run(null, "chekc").code()).isEqualTo(2);
        assertThat(run(null, "--help"))
                .satisfies(ended -> assertThat(ended.code()).isZero())
                .satisfies(ended -> assertThat(ended.err()).isEmpty());
        String jar = Path.of(System.getProperty("jar.cli")).getFileName().toString();
        assertThat(run(null, "--version").out().strip().replace(' ', '-') + "-cli.jar")
                .isEqualTo(jar);
    }

    private record Ended(int code, String out, String err) {}

    /** Both streams into files: no pipe can fill up, and nothing can be lost. */
    private Ended run(Path in, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-jar", System.getProperty("jar.cli")));
        command.addAll(List.of(args));
        return java(in, command.toArray(String[]::new));
    }

    private Ended java(Path in, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(args));
        return program(in, command.toArray(String[]::new));
    }

    private Ended program(Path in, String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // What the shell of this build sets must not speak here.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        if (in != null) {
            builder.redirectInput(in.toFile());
        }
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private Path configuration(String inAppender) throws IOException {
        return file(
                "logback.xml",
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + inAppender
                        + "</appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
