package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a notice says of a line of a file, which may be anybody's. */
class ActionLineTest {
    private static final long MILLIS = 1_709_268_342_914L;
    private static final String TIME = "2024-03-01T04:45:42.914Z";

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"action_name":"Paid","transaction_id":"t"}            | Paid | t
            ,{"action_name":"Paid","transaction_id":"t"}           | Paid | t
            {"transaction_id":"t","metadata":{"action_name":"x","transaction_id":"y"},"action_name":"Paid"} | Paid | t
            {"list":[{"action_name":"x"}],"action_name":"ü"}       | ü    | ?
            {"transaction_id":"t"}                                 | ?    | t
            {"action_name":7,"transaction_id":{"a":1}}             | ?    | ?
            {}                                                     | ?    | ?
            ["action_name"]                                        | ?    | ?
            {"action_name":"Paid","transaction_id":"t"             | ?    | ?
            {"action_name":"Paid","transaction_id":t}              | ?    | ?
            ~~|?|?
            ,                                                      | ?    | ?
            """)
    void nameAndId_areThoseOfTheActionItself(String line, String name, String id) {
        assertThat(ActionLine.of(bytes(line))).isEqualTo(new ActionLine(name, id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request\":{\"time\":\"" + TIME + "\"}}",
                "{\"action_name\":\"a\",\"x\":{\"request\":{\"time\":1}},\"request\":{\"time\":\"" + TIME
                        + "\",\"uri\":\"u\"}}",
                "{\"time\":\"2020-01-01T00:00:00Z\",\"request\":{\"time\":\"" + TIME + "\"},\"request2\":{}}",
                "{\"request\":null,\"request\":{\"time\":\"" + TIME + "\"}}",
            })
    void itsTime_isThatOfItsRequest(String line) {
        byte[] among = bytes("{}\n" + line + "\n{\"request\":{\"time\":\"2020-01-01T00:00:00Z\"}}");
        int from = 3;
        assertThat(ActionLine.requestMillis(among, from, from + bytes(line).length))
                .isEqualTo(MILLIS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"time\":\"" + TIME + "\"}",
                "{\"request\":{}}",
                "{\"request\":[\"time\",\"" + TIME + "\"]}",
                "{\"request\":{\"time\":1709268342914}}",
                "{\"request\":{\"when\":\"" + TIME + "\"}}",
                "{\"request\":{\"time\":\"yesterday\"}}",
                "{\"request\":{\"time\":\"" + TIME,
                "{\"request\":",
            })
    void whatHasNoTimeThatCanBeRead_hasNone(String line) {
        assertThat(ActionLine.requestMillis(bytes(line), 0, bytes(line).length)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void bytesThatAreNoText_areUnknown() {
        assertThat(ActionLine.of(new byte[] {'{', (byte) 0xff, '}'})).isEqualTo(new ActionLine("?", "?"));
    }
}
