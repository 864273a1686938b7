package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.harness.Rig;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The project {@code dropwizard}, in the two ways that the page on frameworks has. */
@Timeout(180)
class DropwizardIT {
    private static final Path TARGET = Path.of(System.getProperty("its"), "dropwizard", "target");
    private static final int PAYMENTS = 20;

    private final LocalCollector collector = LocalCollector.start(0);
    private final HttpClient client = HttpClient.newHttpClient();

    private Path output;
    private Process service;

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        collector.close();
        if (service != null) {
            service.destroyForcibly();
        }
    }

    @Test
    void withItsOwnLogbackXml_eachPaymentIsOneAction() throws Exception {
        Path xml = logbackXml();

        eachPaymentIsOneAction("com.acme.Service", "type: external", "-Dlogback.configurationFile=" + xml);
    }

    @Test
    void withinItsOwnLogging_eachPaymentIsOneAction() throws Exception {
        Path xml = logbackXml();

        eachPaymentIsOneAction(
                "com.acme.PlainService", "appenders: [{type: console}, {type: moesif, file: " + xml + "}]");
    }

    @Test
    void withNothingOfThis_noActionComes_andAWarningSaysWhy() throws Exception {
        start("com.acme.PlainService", "level: INFO", "-Dlogback.configurationFile=" + logbackXml());
        service.destroy();

        assertThat(service.waitFor(1, TimeUnit.MINUTES)).as("%s", output()).isTrue();
        assertThat(collector.requests()).isZero();
        assertThat(output())
                .contains("WARN", "took all appenders from a logger and stopped this one", "type: external");
    }

    private Path logbackXml() throws IOException {
        return Files.writeString(directory.resolve("logging.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    <rule>
                      <logger>com.acme</logger>
                      <message>Processed payment {number} of {company_id}</message>
                      <actionName>Processed Payment</actionName>
                    </rule>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(collector.baseUri()));
    }

    private void eachPaymentIsOneAction(String main, String logging, String... options) throws Exception {
        URI payments = start(main, logging, options).resolve("/payments");
        for (int i = 0; i < PAYMENTS; i++) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(payments + "?customer=acme&number=" + i))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
        service.destroy();

        assertThat(service.waitFor(1, TimeUnit.MINUTES)).as("%s", output()).isTrue();
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions().stream().map(ReceivedAction::metadata).map(fields -> fields.get("number")))
                .as("%s", output())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, PAYMENTS).boxed().toList());
        assertThat(output().lines().filter(line -> line.contains("ERROR in ") || line.contains("lost")))
                .isEmpty();
    }

    /** @return where it listens */
    private URI start(String main, String logging, String... options) throws Exception {
        URI base = URI.create("http://127.0.0.1:" + Ports.free());
        Path configuration =
                Files.writeString(directory.resolve("service.yml"), """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: []
                logging:
                  %s
                """.formatted(base.getPort(), logging));
        output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(Jdks.own().toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                TARGET.resolve("classes") + File.pathSeparator + TARGET.resolve("dependency") + File.separator + "*",
                main,
                "server",
                configuration.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        service = builder.start();
        await().atMost(Rig.AMPLE).until(() -> !service.isAlive() || answers(base));
        assertThat(service.isAlive()).as("%s", output()).isTrue();
        return base;
    }

    private boolean answers(URI base) throws InterruptedException {
        try {
            client.send(HttpRequest.newBuilder(base).build(), HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }
}
