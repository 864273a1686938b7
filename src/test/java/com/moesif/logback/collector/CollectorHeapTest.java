package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Jdks;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;

/** The program with a small heap: many large requests at once wait for each other, and none is lost for want of memory. */
@Timeout(120)
class CollectorHeapTest {
    private static final byte[] LARGE = large();

    @TempDir
    private Path temp;

    private Process process;
    private URI address;
    private Path said;

    @BeforeEach
    void start() throws IOException {
        said = temp.resolve("err");
        List<String> command = Jdks.quickly(
                Jdks.own(),
                "-Xmx64m",
                "-cp",
                location(LocalCollector.class) + File.pathSeparator + location(JsonParser.class),
                LocalCollector.class.getName(),
                "--port",
                "0");
        process = new ProcessBuilder(command).redirectError(said.toFile()).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        address = URI.create(line.substring(line.indexOf("http")));
        Thread rest = new Thread(() -> out.lines().forEach(each -> {}));
        rest.setDaemon(true);
        rest.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void manyLargeRequests_areAllAnswered() throws Exception {
        assertThat(statuses(30, BodyPublishers.ofByteArray(LARGE), "identity"))
                .hasSize(30)
                .containsOnly(400);
        assertThat(Files.readString(said)).isEmpty();
    }

    @Test
    void manyLargeRequestsInChunks_areAllAnswered() throws Exception {
        assertThat(statuses(20, Client.chunked(LARGE), "identity")).hasSize(20).containsOnly(400);
        assertThat(Files.readString(said)).isEmpty();
    }

    @Test
    void manySmallOnesThatUnpackToMuch_areAllAnswered() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(LARGE);
        }

        assertThat(statuses(30, BodyPublishers.ofByteArray(packed.toByteArray()), "gzip"))
                .hasSize(30)
                .containsOnly(400);
        assertThat(Files.readString(said)).isEmpty();
    }

    private List<Integer> statuses(int requests, BodyPublisher body, String encoding) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/actions/batch"))
                .header("X-Moesif-Application-Id", "the-id")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(body)
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(client.sendAsync(request, BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode)
                    .exceptionally(failure -> 0));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** No action, so that nothing of it is kept. */
    private static byte[] large() {
        byte[] blanks = new byte[14_000_000];
        Arrays.fill(blanks, (byte) ' ');
        return blanks;
    }

    private static String location(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
