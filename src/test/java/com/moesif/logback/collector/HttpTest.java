package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything around the body: paths, headers, framing, compression, sizes. */
class HttpTest {
    private final LocalCollector collector = LocalCollector.start(0);
    private final Client client = new Client(collector);

    @AfterEach
    void close() {
        collector.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/action",
                "/v1/actions/",
                "/v1/actions/batch/",
                "/v1/actions/batches",
                "/v1/events",
                "/v2/actions",
                "//v1/actions",
                "/collector//v1/actions",
                "/v1/actions?a=1",
                "/?path=/v1/actions",
                "/V1/actions",
                "/xv1/actions"
            })
    void otherPath_isNotFound(String path) throws Exception {
        HttpResponse<String> answer = client.post(path, Samples.action());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("no such endpoint");
        assertThat(collector.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.path()).isEqualTo(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void otherMethod_isNotAllowed(String method) throws Exception {
        for (String path : new String[] {"/v1/actions", "/v1/actions/batch"}) {
            HttpResponse<String> answer =
                    client.send(client.to(path).method(method, BodyPublishers.ofString(Samples.action())));

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        }
        assertThat(collector.actions()).isEmpty();
    }

    @Test
    void missingApplicationId_isUnauthorized() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(collector.baseUri().resolve("/v1/actions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Samples.action()));

        HttpResponse<String> answer = client.send(request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).contains("X-Moesif-Application-Id is missing or blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blankApplicationId_isUnauthorized(String id) throws Exception {
        assertThat(client.send(client.to("/v1/actions")
                                .setHeader("X-Moesif-Application-Id", id)
                                .POST(BodyPublishers.ofString(Samples.action())))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=UTF-8", "Application/JSON;charset=\"utf-8\""})
    void jsonContentType_isAccepted(String type) throws Exception {
        assertThat(withContentType(type).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/jsonp",
                "application/x-ndjson",
                "application/json; charset=ISO-8859-1",
                "application/json, application/json",
                "application/x-www-form-urlencoded",
                ""
            })
    void otherContentType_isNotJson(String type) throws Exception {
        HttpResponse<String> answer = withContentType(type);

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.body()).contains("not JSON");
    }

    @Test
    void missingContentType_isNotJson() throws Exception {
        assertThat(client.send(HttpRequest.newBuilder(collector.baseUri().resolve("/v1/actions"))
                                .header("X-Moesif-Application-Id", "test")
                                .POST(BodyPublishers.ofString(Samples.action())))
                        .statusCode())
                .isEqualTo(406);
    }

    private HttpResponse<String> withContentType(String type) throws Exception {
        return client.send(client.to("/v1/actions")
                .setHeader("Content-Type", type)
                .POST(BodyPublishers.ofString(Samples.action())));
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                arguments("/v1/actions", false, false),
                arguments("/v1/actions", false, true),
                arguments("/v1/actions", true, false),
                arguments("/v1/actions", true, true),
                arguments("/v1/actions/batch", false, false),
                arguments("/v1/actions/batch", false, true),
                arguments("/v1/actions/batch", true, false),
                arguments("/v1/actions/batch", true, true));
    }

    @ParameterizedTest
    @MethodSource("framings")
    void bothEndpoints_takePlainAndGzipChunkedAndNot(String path, boolean gzip, boolean chunked) throws Exception {
        String action =
                Samples.actionWith("\"metadata\":{\"text\":\"" + UUID.randomUUID() + "x".repeat(200_000) + "\"}");
        String text = path.endsWith("batch") ? Samples.batch(action, action) : action;
        byte[] body = gzip ? Client.gzip(text) : text.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = client.to(path);
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }

        request.POST(chunked ? Client.chunked(body) : BodyPublishers.ofByteArray(body));
        assertThat(client.send(request).statusCode()).isEqualTo(201);

        assertThat(collector.actions()).extracting(ReceivedAction::json).containsOnly(action);
        assertThat(collector.received()).singleElement().satisfies(received -> {
            assertThat(received.headers()).containsKey(chunked ? "transfer-encoding" : "content-length");
            assertThat(received.bodySize()).isEqualTo(body.length);
            assertThat(received.decodedSize()).isEqualTo(text.length());
        });
    }

    @Test
    void gzipOfTwoMembers_isOneBody() throws Exception {
        String action = Samples.action();
        byte[] body = concat(Client.gzip(action.substring(0, 20)), Client.gzip(action.substring(20)));

        assertThat(client.postGzip("/v1/actions", body).statusCode()).isEqualTo(201);
        assertThat(collector.actions()).extracting(ReceivedAction::json).containsExactly(action);
    }

    static Stream<byte[]> brokenGzip() {
        byte[] good = Client.gzip(Samples.action());
        byte[] wrongChecksum = good.clone();
        wrongChecksum[good.length - 8] ^= 1;
        byte[] wrongLength = good.clone();
        wrongLength[good.length - 4] ^= 1;
        return Stream.of(
                new byte[0],
                Arrays.copyOf(good, 5),
                Arrays.copyOf(good, good.length / 2),
                Arrays.copyOf(good, good.length - 1),
                wrongChecksum,
                wrongLength,
                concat(good, new byte[1]),
                concat(good, new byte[100]),
                concat(good, Arrays.copyOf(good, 20)),
                Samples.action().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("brokenGzip")
    void brokenGzip_isRefused(byte[] body) throws Exception {
        HttpResponse<String> answer = client.postGzip("/v1/actions", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("gzip").doesNotContain("null");
        assertThat(collector.actions()).isEmpty();
    }

    @Test
    void otherContentEncoding_isRefused() throws Exception {
        assertThat(client.send(client.to("/v1/actions")
                                .header("Content-Encoding", "deflate")
                                .POST(BodyPublishers.ofString(Samples.action())))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void batchOfFifteenMillionBytes_isTheLargestTakenPlainAndGzip() throws Exception {
        String action = Samples.actionWithRequest("");
        String largest = Samples.batch(action) + " ".repeat(BodyRules.MAX_BODY_BYTES - action.length() - 2);
        String tooLarge = largest + " ";

        assertThat(client.post("/v1/actions/batch", largest).statusCode()).isEqualTo(201);
        assertThat(client.postGzip("/v1/actions/batch", Client.gzip(largest)).statusCode())
                .isEqualTo(201);
        assertThat(client.post("/v1/actions/batch", tooLarge).statusCode()).isEqualTo(413);
        assertThat(client.postGzip("/v1/actions/batch", Client.gzip(tooLarge)).statusCode())
                .isEqualTo(413);
        assertThat(collector.actions()).hasSize(2);
    }

    @Test
    void gzipBomb_isRefusedWithoutBeingUnpacked() throws Exception {
        byte[] bomb = Client.gzip(" ".repeat(100_000_000));

        assertThat(bomb.length).isLessThan(200_000);
        assertThat(client.postGzip("/v1/actions/batch", bomb).body())
                .contains("over " + BodyRules.MAX_BODY_BYTES + " bytes when decompressed");
    }

    @Test
    void bodyBeyondWhatIsHeld_isReadToItsEndSoThatTheAnswerArrives() throws Exception {
        byte[] body = new byte[40_000_000];
        assertThat(client.send(client.to("/v1/actions/batch").POST(BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.send(client.to("/v1/actions/batch").POST(Client.chunked(body)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(collector.received()).extracting(ReceivedRequest::bodySize).containsOnly(40_000_000L);
    }

    @Test
    void endlessBody_isAnsweredAndClosed() throws Exception {
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.head("Content-Length: 999999999999"));
            String megabyte = "x".repeat(1_000_000);
            for (int i = 0; i < 65; i++) {
                raw.send(megabyte);
            }

            assertThat(raw.readAll()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
        }
    }

    @Test
    void expectContinue_isAnsweredBeforeTheBodyIsSent() throws Exception {
        String body = Samples.action();
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.head("Expect: 100-continue\r\nContent-Length: " + body.length()));
            assertThat(raw.readHead()).startsWith("HTTP/1.1 100 ");

            raw.send(body);

            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(client.send(client.to("/v1/actions").expectContinue(true).POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void connection_isKeptAliveAlsoAfterARefusal() throws Exception {
        try (RawClient raw = new RawClient(collector)) {
            raw.send(
                    RawClient.request(Samples.action()) + RawClient.request("{") + RawClient.request(Samples.action()));

            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ").doesNotContain("Connection");
            String refused = raw.readHead();
            assertThat(refused).startsWith("HTTP/1.1 400 ").doesNotContain("Connection");
            int length = Integer.parseInt(refused.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
            for (int i = 0; i < length; i++) {
                raw.read();
            }
            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(collector.actions()).hasSize(2);
    }

    /** Whoever asks with HEAD reads no body: its bytes would be taken for the beginning of the next answer. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/actions", "/lines", "/faults"})
    void head_isAnsweredWithoutABody_andTheConnectionGoesOn(String path) throws Exception {
        try (RawClient raw = new RawClient(collector)) {
            raw.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + RawClient.request(Samples.action()));

            assertThat(raw.readHead()).startsWith("HTTP/1.1 40").contains("Content-Length: ");
            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void head_thatIsTurnedAway_hasNoBodyEither() throws Exception {
        try (RawClient raw = new RawClient(collector)) {
            raw.send("HEAD / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 403 ").endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\nConnection: close", "HTTP/1.0"})
    void connection_isClosedWhereTheClientSaysSo(String version) throws Exception {
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()).replace("HTTP/1.1", version));

            assertThat(raw.readAll()).startsWith("HTTP/1.1 201 ").contains("Connection: close");
        }
    }

    @Test
    void absoluteTarget_isTakenAsAProxyWouldSendIt() throws Exception {
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()).replace(" /v1", " http://localhost:1/v1"));

            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void chunks_mayHaveExtensionsAndTrailers() throws Exception {
        String body = Samples.action();
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.head("Transfer-Encoding: chunked") + "1;name=value\r\n{\r\n"
                    + Integer.toHexString(body.length() - 1) + "\r\n" + body.substring(1)
                    + "\r\n0\r\nTrailer: x\r\n\r\n");

            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(collector.actions()).extracting(ReceivedAction::json).containsExactly(body);
    }

    static Stream<String> malformed() {
        return Stream.of(
                "nonsense\r\n\r\n",
                "POST /v1/actions HTTP/2.0\r\nHost: a\r\n\r\n",
                "POST  /v1/actions HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /v1/actions HTTP/1.1\nHost: a\n\n",
                "POST /v1/actions HTTP/1.1\r\n\r\n",
                "POST /v1/actions HTTP/1.1\r\nHost: a\rb\r\n\r\n",
                "POST /v1/actions HTTP/1.1\r\nHost : a\r\n\r\n",
                "POST /v1/actions HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
                "POST /v1/actions HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(70_000) + "\r\n\r\n",
                RawClient.head("Content-Type: text/plain"),
                RawClient.head("X(y): 1"),
                RawClient.head("Content-Length: -1"),
                RawClient.head("Content-Length: +2") + "{}",
                RawClient.head("Content-Length: 1, 1"),
                RawClient.head("Content-Length: 1\r\nContent-Length: 1"),
                RawClient.head("Content-Length: 1\r\nTransfer-Encoding: chunked"),
                RawClient.head("X-Moesif-Application-Id: another"),
                RawClient.head("Transfer-Encoding: gzip, chunked"),
                RawClient.head("Transfer-Encoding: chunked") + "x\r\n",
                RawClient.head("Transfer-Encoding: chunked") + "\r\n",
                RawClient.head("Transfer-Encoding: chunked") + "1\r\n{}\r\n",
                RawClient.head("Transfer-Encoding: chunked") + "1\n{\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedHttp_isRefusedAndTheConnectionClosed(String text) throws Exception {
        try (RawClient raw = new RawClient(collector)) {
            raw.send(text);

            assertThat(raw.readAll()).startsWith("HTTP/1.1 400 ").contains("malformed HTTP");
        }
        assertThat(collector.requests()).isEqualTo(1);
        assertThat(collector.refusals()).hasSize(1);
        assertThat(collector.received())
                .singleElement()
                .satisfies(received -> assertThat(received.status()).isEqualTo(400));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
