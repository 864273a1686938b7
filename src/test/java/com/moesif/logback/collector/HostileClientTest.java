package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;

/** Another user of the machine, or a page in the browser, that means no good. */
@Timeout(60)
class HostileClientTest {
    private static final int REQUESTS_OF_BLANKS = 40;

    private final LocalCollector collector = LocalCollector.start(0);
    private final Client client = new Client(collector);

    @AfterEach
    void close() {
        collector.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", " \t", "x "})
    void headersOfBlanks_areReadInTimeThatGrowsWithTheirLength(String blanks) throws IOException {
        String header = "X: " + blanks.repeat(60_000 / blanks.length()) + "end";
        try (RawClient raw = new RawClient(collector)) {
            // So many that the timeout ends it if the time grows with the square.
            for (int i = 0; i < REQUESTS_OF_BLANKS; i++) {
                raw.send(RawClient.request(Samples.action()).replaceFirst("\r\n", "\r\n" + header + "\r\n"));

                assertThat(raw.readHead()).startsWith("HTTP/1.1 201");
            }
        }
    }

    @Test
    void blanksAroundAValue_areNoneOfIt() throws IOException {
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()).replaceFirst("\r\n", "\r\nX-A: \t a \t b\t \r\nX-B:\r\n"));
            assertThat(raw.readHead()).startsWith("HTTP/1.1 201");
        }
        assertThat(collector.received().get(0).headers())
                .containsEntry("x-a", "a \t b")
                .containsEntry("x-b", "");
    }

    @Test
    void headersWithoutEnd_areRefused() throws IOException {
        try (RawClient raw = new RawClient(collector)) {
            raw.send("POST /v1/actions HTTP/1.1\r\nHost: localhost\r\n" + "a:\r\n".repeat(1_000));
            assertThat(raw.readAll()).startsWith("HTTP/1.1 400").contains("over 200 headers");
        }
        try (RawClient raw = new RawClient(collector)) {
            raw.send("POST /" + "a".repeat(10_000) + " HTTP/1.1\r\n");
            assertThat(raw.readAll()).startsWith("HTTP/1.1 400").contains("the path has over 8192 characters");
        }
    }

    @Test
    void idleConnections_keepNobodyOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < Acceptor.MAX_CONNECTIONS + 50; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), collector.port()));
            }
            assertThat(client.post("/v1/actions", Samples.action()).statusCode())
                    .isEqualTo(201);

            // Those that had waited for longest have made room.
            idle.get(0).setSoTimeout(20_000);
            assertThat(idle.get(0).getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void withoutThreadsToBeHad_theCollectorGoesOn_whenThereAreSomeAgain(@TempDir Path temp) throws Exception {
        Path jars = readableByAll(temp);
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--clear-groups",
                        "prlimit",
                        "--nproc=70",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        jars.resolve("classes") + ":" + jars.resolve("jackson.jar"),
                        LocalCollector.class.getName(),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        List<Socket> idle = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            Assumptions.assumeTrue(
                    line != null && line.startsWith("Local collector at "), "can't be another user here: " + line);
            URI address = URI.create(line.substring(line.indexOf("http")));
            for (int i = 0; i < 100; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), address.getPort()));
            }
            // The JVM says that it has no thread to give.
            assertThat(out.lines().anyMatch(said -> said.contains("Failed to start")))
                    .isTrue();
            for (Socket socket : idle) {
                socket.close();
            }
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> new Client(address)
                                    .post("/v1/actions", Samples.action())
                                    .statusCode()
                            == 201);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Path readableByAll(Path temp) throws Exception {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path classes = temp.resolve("classes");
        Path from = location(LocalCollector.class);
        try (Stream<Path> files = Files.walk(from.resolve("com/moesif/logback/collector"))) {
            for (Path file : files.toList()) {
                Path to = classes.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to);
                }
            }
        }
        Files.copy(location(JsonParser.class), temp.resolve("jackson.jar"));
        return temp;
    }

    private static Path location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-origin",
                "Host: evil.example:9500"
            })
    void whatABrowserPosts_isCountedNowhere_andUsesUpNoFault(String header) throws Exception {
        collector.play(Fault.status(503));
        for (String method : new String[] {"POST", "GET", "OPTIONS"}) {
            try (RawClient raw = new RawClient(collector)) {
                String request = RawClient.request(Samples.action()).replaceFirst("POST", method);
                raw.send(
                        header.startsWith("Host")
                                ? request.replaceFirst("Host: localhost", header)
                                : request.replaceFirst("\r\n", "\r\n" + header + "\r\n"));

                assertThat(raw.readAll()).startsWith("HTTP/1.1 403");
            }
        }
        assertThat(collector.requests()).isZero();
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions()).isEmpty();
        assertThat(client.post("/v1/actions", Samples.action()).statusCode()).isEqualTo(503);
        assertThat(client.post("/v1/actions", Samples.action()).statusCode()).isEqualTo(201);
    }

    @Test
    void whatOnlyLooks_usesUpNoFault() throws Exception {
        collector.play(Fault.status(503));

        assertThat(client.send(client.to("/v1/actions").GET()).statusCode()).isEqualTo(405);

        assertThat(client.post("/v1/actions", Samples.action()).statusCode()).isEqualTo(503);
    }

    @Test
    void gzipOfVeryManyEmptyPieces_isRefused() throws Exception {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(one)) {
            gzip.flush();
        }
        byte[] piece = one.toByteArray();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 200_000; i++) {
            all.write(piece);
        }

        assertThat(client.send(client.to("/v1/actions")
                                .setHeader("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(all.toByteArray())))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aProgram_keepsTheNewest_andCountsThemAll() throws Exception {
        try (LocalCollector bounded = LocalCollector.start(0, new Kept(80, 1_000_000, 10), AppenderSource.here())) {
            Client sender = new Client(bounded);
            for (int i = 0; i < 200; i++) {
                sender.post("/v1/actions", Samples.action().replaceFirst("\\{", "{\"user_id\":\"u" + i + "\","));
            }

            assertThat(bounded.actions()).hasSizeBetween(70, 80);
            assertThat(bounded.actions().get(bounded.actions().size() - 1).userId())
                    .isEqualTo("u199");
            assertThat(bounded.awaitActions(200, Duration.ZERO)).isTrue();
            assertThat(bounded.received()).hasSize(10);
            assertThat(bounded.requests()).isEqualTo(200);
            assertThat(bounded.awaitAction(action -> "u199".equals(action.userId()), Duration.ofSeconds(5)))
                    .isNotNull();
        }
    }

    @Test
    void whatIsKept_isBoundedByItsSizeToo_andKnownByItsNumber() {
        Inbox inbox = new Inbox(new Kept(1_000, 10_000, 10));
        String run = inbox.glance().run();
        for (int i = 0; i < 100; i++) {
            inbox.add(List.of(new ReceivedAction("{" + "x".repeat(998) + i, null, java.time.Instant.now())), false);
        }

        assertThat(inbox.actions()).hasSizeBetween(8, 10);
        assertThat(inbox.glance().actions()).isEqualTo(100);
        assertThat(inbox.slice(run, 99, 100))
                .singleElement()
                .satisfies(action -> assertThat(action.json()).endsWith("99"));
        assertThat(inbox.slice(run, 0, 50)).isEmpty();
        assertThat(inbox.slice(run, 0, 100)).hasSameSizeAs(inbox.actions());
    }
}
