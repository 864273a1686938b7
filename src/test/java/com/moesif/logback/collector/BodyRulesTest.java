package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the API for what is in a body, with the clock stopped at the date of the documented example. */
class BodyRulesTest {
    private static final LocalCollector COLLECTOR = LocalCollector.start(0, () -> Samples.SOON_AFTER_DOCUMENTED);
    private static final Client CLIENT = new Client(COLLECTOR);

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    @BeforeEach
    void clear() {
        COLLECTOR.clear();
    }

    @Test
    void documentedExample_isAcceptedAtBothEndpoints() throws Exception {
        assertThat(CLIENT.postAction(Samples.DOCUMENTED).statusCode()).isEqualTo(201);
        assertThat(CLIENT.postBatch(Samples.DOCUMENTED).statusCode()).isEqualTo(201);

        assertThat(COLLECTOR.actions()).hasSize(1);
        assertThat(COLLECTOR.duplicates()).isEqualTo(1);
    }

    static Stream<String> goodActions() {
        return Stream.of(
                "{\"action_name\":\"a\",\"request\":{}}",
                Samples.actionWith("\"company_id\":\"c\",\"user_id\":\"u\",\"subscription_id\":\"s\","
                        + "\"session_token\":\"t\",\"metadata\":{}"),
                Samples.actionWithRequest("\"time\":\"2024-03-01T04:45:42.914Z\",\"uri\":\"https://example.org/\","
                        + "\"ip_address\":\"192.0.2.1\",\"user_agent_string\":\"agent\""),
                Samples.actionWith("\"metadata\":{\"a\":null,\"b\":[1,[true,{\"c\":\"\"}]],\"d\":-1.5e-3,\"request\":1,"
                        + "\"unknown\":{\"action_name\":[]}}"),
                Samples.actionWith("\"metadata\":{\"pair\":\"\\ud83d\\ude00\",\"raw\":\"😀\",\"nul\":\"\\u0000\"}"),
                Samples.actionWith("\"transaction_id\":\"A3765025-46EC-45DD-BC83-B136C8D1D257\""),
                Samples.actionWith("\"metadata\":" + "{\"a\":".repeat(400) + "1" + "}".repeat(400)),
                Samples.actionWith("\"metadata\":{\"" + "n".repeat(40_000) + "\":1e400}"));
    }

    @ParameterizedTest
    @MethodSource("goodActions")
    void goodAction_isAccepted(String action) throws Exception {
        HttpResponse<String> one = CLIENT.postAction(action);
        HttpResponse<String> batch = CLIENT.postBatch(action);

        assertThat(one.statusCode()).as(one.body()).isEqualTo(201);
        assertThat(batch.statusCode()).as(batch.body()).isEqualTo(201);
        assertThat(COLLECTOR.camelCaseRequests()).isZero();
    }

    static Stream<Arguments> badActions() {
        return Stream.of(
                arguments("{\"request\":{}}", "action_name is missing"),
                arguments("{\"action_name\":\" \\t\",\"request\":{}}", "action_name is blank"),
                arguments("{\"action_name\":1,\"request\":{}}", "action_name must be a string, not a number"),
                arguments("{\"action_name\":null,\"request\":{}}", "action_name must be a string, not null"),
                arguments("{\"action_name\":\"a\"}", "request is missing"),
                arguments("{\"action_name\":\"a\",\"request\":null}", "request must be an object, not null"),
                arguments("{\"action_name\":\"a\",\"request\":\"r\"}", "request must be an object, not a string"),
                arguments("{\"action_name\":\"a\",\"request\":[]}", "request must be an object, not an array"),
                arguments(Samples.actionWith("\"company_id\":12345"), "company_id must be a string, not a number"),
                arguments(Samples.actionWith("\"user_id\":true"), "user_id must be a string, not a boolean"),
                arguments(
                        Samples.actionWith("\"subscription_id\":{}"),
                        "subscription_id must be a string, not an object"),
                arguments(Samples.actionWith("\"session_token\":[]"), "session_token must be a string, not an array"),
                arguments(Samples.actionWith("\"metadata\":[{\"a\":1}]"), "metadata must be an object, not an array"),
                arguments(Samples.actionWith("\"metadata\":null"), "metadata must be an object, not null"),
                arguments(Samples.actionWith("\"compnay_id\":\"1\""), "unknown field compnay_id"),
                arguments(Samples.actionWith("\"time\":\"2024-03-01T04:45:42Z\""), "unknown field time"),
                arguments(Samples.actionWithRequest("\"company_id\":\"1\""), "unknown field request.company_id"),
                arguments(Samples.actionWithRequest("\"uri\":1"), "request.uri must be a string, not a number"),
                arguments(
                        Samples.actionWithRequest("\"ip_address\":null"),
                        "request.ip_address must be a string, not null"),
                arguments(
                        Samples.actionWithRequest("\"user_agent_string\":{}"),
                        "request.user_agent_string must be a string, not an object"),
                arguments(
                        Samples.actionWithRequest("\"time\":1709268342914"),
                        "request.time must be a string, not a number"),
                arguments(
                        Samples.actionWith("\"companyId\":\"1\",\"company_id\":\"1\""),
                        "company_id is given in both spellings"),
                arguments(Samples.actionWith("\"metadata\":{\"a\":\"\\ud800\"}"), "a lone surrogate in a string"),
                arguments(Samples.actionWith("\"metadata\":{\"a\":[\"x\\udc00y\"]}"), "a lone surrogate in a string"),
                arguments(Samples.actionWith("\"company_id\":\"\\ude00\\ud83d\""), "a lone surrogate in a string"),
                arguments(
                        Samples.actionWith("\"metadata\":{\"a\":1e99999999999}"),
                        "a number out of range: \"1e99999999999\""),
                arguments("[]", "an action must be an object, not an array"),
                arguments("\"text\"", "an action must be an object, not a string"),
                arguments("null", "an action must be an object, not null"),
                arguments("1", "an action must be an object, not a number"));
    }

    @ParameterizedTest
    @MethodSource("badActions")
    void badAction_isRefusedWithItsReason(String action, String reason) throws Exception {
        HttpResponse<String> answer = CLIENT.postAction(action);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":" + Json.quote(reason) + "}");
        assertThat(COLLECTOR.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.index()).isEqualTo(-1);
        });
        assertThat(COLLECTOR.actions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badActions")
    void batchWithOneBadAction_isRefusedWholeAndNamesIt(String action, String reason) throws Exception {
        HttpResponse<String> answer =
                CLIENT.postBatch(Samples.actionWithRequest(""), action, Samples.actionWithRequest(""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"index\":1,\"error\":" + Json.quote(reason) + "}");
        assertThat(COLLECTOR.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.index()).isEqualTo(1));
        assertThat(COLLECTOR.received())
                .singleElement()
                .satisfies(request -> assertThat(request.actions()).isEqualTo(3));
        assertThat(COLLECTOR.actions()).isEmpty();
    }

    static Stream<String> badJson() {
        return Stream.of(
                "",
                " ",
                "{",
                "{\"action_name\":\"a\",\"request\":{}",
                "{\"action_name\":\"a\",\"request\":{}}}",
                "{\"action_name\":\"a\",\"request\":{}} {}",
                "{\"action_name\":\"a\",\"request\":{},}",
                "{'action_name':'a','request':{}}",
                "{action_name:\"a\",\"request\":{}}",
                "{\"action_name\":\"a\nb\",\"request\":{}}",
                "{\"action_name\":\"a\\x\",\"request\":{}}",
                "/* */{\"action_name\":\"a\",\"request\":{}}",
                Samples.actionWith("\"metadata\":{\"a\":NaN}"),
                Samples.actionWith("\"metadata\":{\"a\":[-Infinity]}"),
                Samples.actionWith("\"metadata\":{\"a\":01}"),
                Samples.actionWith("\"metadata\":{\"a\":.5}"),
                Samples.actionWith("\"metadata\":{\"a\":5.}"),
                Samples.actionWith("\"metadata\":{\"a\":+5}"),
                Samples.actionWith("\"metadata\":{\"a\":1,\"a\":1}"),
                Samples.actionWith("\"metadata\":{\"\\ud800\":1}"),
                Samples.actionWith("\"metadata\":{\"\\ud800x\":1}"),
                Samples.actionWith("\"metadata\":{\"\\udc00\":1}"),
                Samples.actionWith("\"metadata\":{\"" + "n".repeat(100) + "\\udc00\\ud800\":1}"),
                Samples.actionWith("\"metadata\":{\"b\":[{\"a\":1,\"\\u0061\":2}]}"),
                Samples.actionWith("\"metadata\":" + "[".repeat(100_000)),
                "{\"action_name\":\"a\",\"action_name\":\"a\",\"request\":{}}",
                "{\"action_name\":\"a\",\"request\":{\"uri\":\"a\",\"uri\":\"a\"}}");
    }

    @ParameterizedTest
    @MethodSource("badJson")
    void badJson_isRefused(String body) throws Exception {
        assertThat(CLIENT.postAction(body).statusCode()).isEqualTo(400);
        assertThat(CLIENT.post("/v1/actions/batch", "[" + body).statusCode()).isEqualTo(400);
        assertThat(COLLECTOR.refused()).isEqualTo(2);
        assertThat(COLLECTOR.actions()).isEmpty();
    }

    @Test
    void duplicateKey_isNamed() throws Exception {
        assertThat(CLIENT.postAction(Samples.actionWith("\"metadata\":{\"amount\":1,\"amount\":1}"))
                        .body())
                .contains("Duplicate")
                .contains("amount");
    }

    @Test
    void badJsonInABatch_isLaidOnTheActionItIsIn() throws Exception {
        assertThat(CLIENT.post("/v1/actions/batch", "[" + Samples.actionWithRequest("") + ",{\"action_name\":x")
                        .body())
                .startsWith("{\"index\":1,\"error\":\"invalid JSON near byte ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"action_name\":\"a\",\"request\":{}}", "\"text\"", "1", "null"})
    void batchThatIsNoArray_isRefused(String body) throws Exception {
        assertThat(CLIENT.post("/v1/actions/batch", body).body()).contains("a batch must be an array of actions");
    }

    @Test
    void emptyBatch_isRefused() throws Exception {
        assertThat(CLIENT.postBatch().statusCode()).isEqualTo(400);
        assertThat(COLLECTOR.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("the batch is empty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c328", // a lead byte without its second
                "80", // a second byte without its lead
                "c0af", // a slash in two bytes
                "eda080", // a surrogate
                "f4908080", // above the last code point
                "ff"
            })
    void invalidUtf8_isRefused(String hex) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"action_name\":\"".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes("\",\"request\":{}}".getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer =
                CLIENT.send(CLIENT.to("/v1/actions").POST(BodyPublishers.ofByteArray(body.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid UTF-8 at byte 16");
    }

    @Test
    void invalidUtf8FarIntoABody_isRefused() throws Exception {
        String body = Samples.actionWith("\"metadata\":{\"a\":\"" + "é".repeat(300_000) + "\"}");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 4] = 'x';

        assertThat(CLIENT.postAction(body).statusCode()).isEqualTo(201);
        assertThat(CLIENT.send(CLIENT.to("/v1/actions").POST(BodyPublishers.ofByteArray(bytes)))
                        .body())
                .contains("invalid UTF-8 at byte " + (bytes.length - 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32LE", "X-UTF-32BE-BOM", "X-UTF-32LE-BOM"})
    void otherUnicodeEncodings_areRefused(String charset) throws Exception {
        byte[] body = Samples.actionWithRequest("").getBytes(Charset.forName(charset));

        assertThat(CLIENT.send(CLIENT.to("/v1/actions").POST(BodyPublishers.ofByteArray(body)))
                        .body())
                .contains("the body must be UTF-8 without a byte order mark");
    }

    @Test
    void byteOrderMark_isRefused() throws Exception {
        assertThat(CLIENT.postAction("\uFEFF" + Samples.actionWithRequest("")).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-03-01T04:45:42.914",
                "2024-03-01T04:45:42.914Z",
                "2024-03-01T04:45:42Z",
                "2024-03-01T04:45",
                "2024-03-01T04:45:42.914123456+05:30",
                "2024-03-01T04:45:42-08",
                "2024-02-29T04:45:42Z",
                "2024-01-31T05:00:00Z",
                "2024-01-31T05:00:00",
                "2030-01-01T00:00:00Z"
            })
    void isoTime_isAccepted(String time) throws Exception {
        assertThat(CLIENT.postAction(Samples.actionWithRequest("\"time\":\"" + time + "\""))
                        .body())
                .isEmpty();
        assertThat(COLLECTOR.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.requestTime()).isEqualTo(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2024-03-01",
                "2024-03-01 04:45:42",
                "2024-02-30T04:45:42Z",
                "2024-03-01T25:00:00Z",
                "2024-03-01T04:45:42 Z",
                "2024-03-01T04:45:42+5",
                "2024-03-01T04:45:42Z[UTC]",
                "Fri, 1 Mar 2024 04:45:42 GMT",
                "1709268342914"
            })
    void otherTime_isRefused(String time) throws Exception {
        assertThat(CLIENT.postAction(Samples.actionWithRequest("\"time\":\"" + time + "\""))
                        .body())
                .contains("request.time is not an ISO 8601 date-time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-31T04:59:59.999Z", "2024-01-31T04:59:59", "2024-01-31T06:59:59+02:00"})
    void timeOverThirtyDaysAgo_isRefused(String time) throws Exception {
        assertThat(CLIENT.postAction(Samples.actionWithRequest("\"time\":\"" + time + "\""))
                        .body())
                .contains("request.time is older than 30 days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payment-1",
                "1-1-1-1-1",
                "a3765025-46ec-45dd-bc83-b136c8d1d2é7",
                "a3765025-46ec-45dd-bc83-b136c8d1d25",
                "a3765025-46ec-45dd-bc83-b136c8d1d2577",
                "a3765025046ec045dd0bc830b136c8d1d257",
                "g3765025-46ec-45dd-bc83-b136c8d1d257",
                "{3765025-46ec-45dd-bc83-b136c8d1d257"
            })
    void idThatIsNoUuid_isRefused(String id) throws Exception {
        assertThat(CLIENT.postAction(Samples.actionWith("\"transaction_id\":\"" + id + "\""))
                        .body())
                .contains("transaction_id is not a UUID");
    }

    @Test
    void camelCaseNames_areAcceptedAndCounted() throws Exception {
        String action = "{\"actionName\":\"a\",\"companyId\":\"c\",\"userId\":\"u\",\"subscriptionId\":\"s\","
                + "\"sessionToken\":\"t\",\"transactionId\":\"a3765025-46ec-45dd-bc83-b136c8d1d257\","
                + "\"request\":{\"ipAddress\":\"i\",\"userAgentString\":\"g\"}}";

        assertThat(CLIENT.postAction(action).statusCode()).isEqualTo(201);
        assertThat(CLIENT.postBatch(Samples.actionWithRequest(""), Samples.actionWithRequest("\"ipAddress\":\"i\""))
                        .statusCode())
                .isEqualTo(201);

        assertThat(COLLECTOR.camelCaseRequests()).isEqualTo(2);
        assertThat(COLLECTOR.actions()).extracting(ReceivedAction::camelCase).containsExactly(true, false, true);
        assertThat(COLLECTOR.actions().get(0)).satisfies(received -> {
            assertThat(received.actionName()).isEqualTo("a");
            assertThat(received.companyId()).isEqualTo("c");
            assertThat(received.userId()).isEqualTo("u");
            assertThat(received.subscriptionId()).isEqualTo("s");
            assertThat(received.sessionToken()).isEqualTo("t");
            assertThat(received.transactionId()).isEqualTo("a3765025-46ec-45dd-bc83-b136c8d1d257");
        });
    }

    @Test
    void actionOfAMillionBytes_isTheLargestTaken() throws Exception {
        String frame = Samples.actionWith("\"metadata\":{\"text\":\"\"}");
        String filler = "é" + "x".repeat(ActionReader.MAX_ACTION_BYTES - frame.length() - 2);
        String largest = frame.replace("\"\"", "\"" + filler + "\"");
        String tooLarge = frame.replace("\"\"", "\"x" + filler + "\"");

        assertThat(CLIENT.postAction(" " + largest + " ").statusCode()).isEqualTo(201);
        assertThat(CLIENT.postBatch(largest, largest).statusCode()).isEqualTo(201);
        assertThat(CLIENT.postAction(tooLarge).statusCode()).isEqualTo(413);
        HttpResponse<String> batch = CLIENT.postBatch(largest, tooLarge);
        assertThat(batch.statusCode()).isEqualTo(413);
        assertThat(batch.body()).contains("\"index\":1").contains("1000001 bytes");
        assertThat(COLLECTOR.actions()).hasSize(3);
    }
}
