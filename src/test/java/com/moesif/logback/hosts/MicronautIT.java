package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Jdks;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The project {@code micronaut}: a service that resets Logback after each start and at each {@code /refresh}, and reads {@code
 * -Dlogger.config} again.
 */
@Timeout(180)
class MicronautIT {
    private static final Path TARGET = Path.of(System.getProperty("its"), "micronaut", "target");
    private static final Pattern RUNNING = Pattern.compile("Server Running: (http://\\S+)");
    private static final int ROUNDS = 3;
    private static final int PAYMENTS = 20;

    private final LocalCollector collector = LocalCollector.start(0);
    private final HttpClient client = HttpClient.newHttpClient();

    private Path output;
    private Process service;
    private int paid;

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        collector.close();
        if (service != null) {
            service.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachPayment_isOneAction_overRefreshesOfLoggingAndAStop(boolean spooled) throws Exception {
        // What a refresh takes over has to be delivered by the one that follows.
        collector.playAlways(Fault.status(503));
        URI base = start(spooled ? "<spool><directory>" + directory.resolve("spool") + "</directory></spool>" : "");
        for (int round = 0; round < ROUNDS; round++) {
            pay(base);
            post(base.resolve("/refresh"), "{\"force\": true}");
        }
        collector.behave();
        pay(base);
        stop(base);

        assertThat(service.waitFor(1, TimeUnit.MINUTES)).as("%s", output()).isTrue();
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions().stream().map(ReceivedAction::metadata).map(fields -> fields.get("number")))
                .as("%s", output())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, paid).boxed().toList());
        assertThat(collector.actions()).extracting(ReceivedAction::companyId).containsOnly("acme");
        assertThat(output().lines().filter(line -> line.contains("ERROR in ") || line.contains("lost")))
                .isEmpty();
    }

    /** It ends half a second later, and on a busy machine its answer may not be out by then. */
    private void stop(URI base) throws Exception {
        try {
            post(base.resolve("/stop"), "");
        } catch (IOException e) {
            // It has ended already.
        }
    }

    private void pay(URI base) throws Exception {
        for (int i = 0; i < PAYMENTS; i++) {
            post(base.resolve("/payments?customer=acme&number=" + paid++), "");
        }
    }

    private void post(URI uri, String body) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s %s", uri, response.body()).isEqualTo(200);
    }

    /** @return where it listens */
    private URI start(String elements) throws Exception {
        Path xml = Files.writeString(directory.resolve("logging.xml"), """
                <configuration>
                  <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%%msg%%n</pattern></encoder>
                  </appender>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    <rule>
                      <logger>com.acme</logger>
                      <message>Processed payment {number} of {company_id}</message>
                      <actionName>Processed Payment</actionName>
                    </rule>
                    %s
                  </appender>
                  <root level="INFO"><appender-ref ref="CONSOLE"/><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(collector.baseUri(), elements));
        output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Jdks.own().toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogger.config=" + xml,
                "-cp",
                TARGET.resolve("classes") + File.pathSeparator + TARGET.resolve("dependency") + File.separator + "*",
                "com.acme.Application"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        service = builder.start();
        await().atMost(Rig.AMPLE)
                .until(() -> !service.isAlive() || RUNNING.matcher(output()).find());
        Matcher running = RUNNING.matcher(output());
        assertThat(running.find()).as("%s", output()).isTrue();
        return URI.create(running.group(1));
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }
}
