package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignActionTest {
    private static final long MILLIS = 1_709_268_342_914L;

    private static ForeignAction of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ForeignAction of(byte[] json) {
        return ForeignAction.of(json, () -> "made", MILLIS);
    }

    private static String text(ForeignAction action) {
        return new String(action.json(), StandardCharsets.UTF_8);
    }

    @Test
    void completeOne_staysAsItIs() {
        String json =
                "{\"action_name\":\"Zahlung ü 😀\",\"transaction_id\":\"t\", \"metadata\":{\"n\":1.10,\"a\":[{}]},"
                        + "\"request\":{\"time\":\"2024-03-01T04:45:42.914Z\"}}";

        ForeignAction action = of(json);

        assertThat(text(action)).isEqualTo(json);
        assertThat(action.requestMillis()).isEqualTo(MILLIS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"action_name":"a"}|{"transaction_id":"made","request":{"time":"2024-03-01T04:45:42.914Z"},"action_name":"a"}
            {"action_name":"a","request":{}}|{"transaction_id":"made","action_name":"a","request":{"time":"2024-03-01T04:45:42.914Z"}}
            { "request": { "uri":"u"},"action_name":"a","transaction_id":"t"}|\
            { "request": {"time":"2024-03-01T04:45:42.914Z", "uri":"u"},"action_name":"a","transaction_id":"t"}
            {"action_name":"a","transaction_id":null,"request":{"time":null}}|\
            {"action_name":"a","transaction_id":"made","request":{"time":"2024-03-01T04:45:42.914Z"}}
            {"request":{"time":null},"action_name":"a","transaction_id":null}|\
            {"request":{"time":"2024-03-01T04:45:42.914Z"},"action_name":"a","transaction_id":"made"}
            {"action_name":"ä","transaction_id" : " ","request":{"uri":"ü","time" : ""}}|\
            {"action_name":"ä","transaction_id" : "made","request":{"uri":"ü","time" : "2024-03-01T04:45:42.914Z"}}
            """)
    void whatIsMissing_isAdded(String json, String completed) {
        assertThat(text(of(json))).isEqualTo(completed);
    }

    /** What has these names elsewhere is a field like any other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action_name\":\"a\",\"transaction_id\":7,\"request\":{\"time\":\"2024-03-01T04:45:42.914Z\"}}",
                "{\"transaction_id\":{\"request\":7,\"x\":{}},\"request\":{\"time\":{\"time\":null}},\"action_name\":\"a\"}",
                "{\"request\":{\"x\":{\"time\":null},\"time\":\"2024-03-01T04:45:42.914Z\"},\"metadata\":{\"transaction_id\":null},"
                        + "\"transaction_id\":\"t\",\"action_name\":\"a\"}",
            })
    void whatIsGiven_staysAsItIs(String json) {
        assertThat(text(of(json))).isEqualTo(json);
    }

    @Test
    void itsTime_isTheOneItGives() {
        ForeignAction action =
                of("{\"action_name\":\"a\",\"transaction_id\":\"t\",\"request\":{\"time\":\"2024-03-01T04:45:43Z\"}}");

        assertThat(action.requestMillis()).isEqualTo(MILLIS + 86);
    }

    @Test
    void lineFeedsAndMark_areNoMatter() {
        ForeignAction action = of(
                "\uFEFF{\n \"action_name\" :\n\"a\",\"transaction_id\":\"t\",\"request\":{\"time\":\"2024-03-01\"}}\n");

        assertThat(text(action))
                .isEqualTo(
                        "{  \"action_name\" : \"a\",\"transaction_id\":\"t\",\"request\":{\"time\":\"2024-03-01\"}} ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~|is no JSON object
            hello|is no JSON
            ["a"]|is no JSON object
            {"action_name":"a"} {}|more than one
            {"action_name":"a"|is no JSON
            {"action_name":"a","metadata":{"x":tru}}|is no JSON
            {"action_name":"a","request":7}|has a request that is no object
            {"action_name":7}|has no action_name
            {"action_name":" "}|has no action_name
            {}|has no action_name
            """)
    void whatCantBeSent_saysWhy(String json, String why) {
        assertThatThrownBy(() -> of(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void otherEncodings_areNoJson() {
        String json = "{\"action_name\":\"\u00e9\"}";

        assertThatThrownBy(() -> of(json.getBytes(StandardCharsets.UTF_16LE))).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> of(json.getBytes(StandardCharsets.ISO_8859_1))).hasMessageContaining("is no JSON");
        assertThatThrownBy(() -> of("{\"action_name\":\"a\",\"metadata\":[{\"k\":\"\u00e9\"}]}"
                        .getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("is no JSON");
    }

    /** What counts is what is sent: with the id and the time that were missing, and without the mark that is not. */
    @Test
    void theLargest_hasAMillionBytes_withAllThatIsAdded() {
        String rest =
                "{\"transaction_id\":\"made\",\"request\":{\"time\":\"2024-03-01T04:45:42.914Z\"},\"action_name\":\"\"}";
        String name = "x".repeat(1_000_000 - rest.length());
        String largest = "{\"action_name\":\"" + name + "\"}";

        for (String tooLarge :
                List.of("{\"action_name\":\"x" + name + "\"}", text(of(largest)) + " ", "x".repeat(1_000_001))) {
            assertThatThrownBy(() -> of(tooLarge))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1000000 bytes");
        }
        assertThat(of(largest).json()).hasSize(1_000_000);
        assertThat(of("\uFEFF" + text(of(largest))).json()).hasSize(1_000_000);
    }
}
