package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFaultsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String SOUND = """
            {"action_name":"Paid","company_id":"c","user_id":"u","transaction_id":"t",
            "request":{"time":"2026-11-30T11:59:59.123Z","uri":"/"},"metadata":{"company_id":1,"list":[{"a":null}]}}""";

    static Stream<Arguments> faulty() {
        return Stream.of(
                arguments(SOUND.replace("\"action_name\":\"Paid\",", ""), List.of("has no action_name")),
                arguments(SOUND.replace("\"Paid\"", "null"), List.of("has a action_name that is no text")),
                arguments(SOUND.replace("\"company_id\":\"c\"", "\"company_id\":12345"), text("company_id")),
                arguments(SOUND.replace("\"user_id\":\"u\"", "\"user_id\":true"), text("user_id")),
                arguments(
                        SOUND.replace("\"transaction_id\":\"t\"", "\"transaction_id\":[\"t\"]"),
                        text("transaction_id")),
                arguments(action("\"metadata\":[1]"), object("metadata")),
                arguments(action("\"metadata\":\"text\""), object("metadata")),
                arguments(action("\"request\":null"), object("request")),
                arguments(
                        "{\"company_id\":1,\"metadata\":2}",
                        List.of(
                                "has a company_id that is no text",
                                "has a metadata that is no object",
                                "has no action_name")),
                arguments("{}", List.of("has no action_name")));
    }

    private static String action(String more) {
        return "{\"action_name\":\"Paid\"," + more + "}";
    }

    private static List<String> text(String field) {
        return List.of("has a " + field + " that is no text");
    }

    private static List<String> object(String field) {
        return List.of("has a " + field + " that is no object");
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void whatIsWrong_isNamed(String line, List<String> faults) {
        assertThat(of(line)).isEqualTo(faults);
        assertThat(of("," + line))
                .as("with the comma that parts it from the one before")
                .isEqualTo(faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ","})
    void ofASoundAction_nothingIsSaid(String before) {
        assertThat(of(before + SOUND)).isEmpty();
    }

    /** Half a line after a crash, a line of another's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"action_name\":\"Pa", "{\"action_name\":\"Paid\",", "{\"action_name\":Paid}", "{'a':1}", "\0"
            })
    void whatIsNoJson_isSaidToBeNone(String line) {
        assertThat(of(line)).containsExactly("is no JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "[]", "\"action_name\"", "1"})
    void whatIsNoObject_hasNoName(String line) {
        assertThat(of(line)).containsExactly("has no action_name");
    }

    @Test
    void bytesThatAreNoUtf8_areNoJson() {
        byte[] line = SOUND.getBytes(StandardCharsets.UTF_8);
        line[SOUND.indexOf("Paid")] = (byte) 0xff;

        assertThat(KnownFaults.of(line, NOW)).containsExactly("is no JSON");
    }

    @Test
    void thirtyDays_areTheBound() {
        Instant bound = NOW.minus(Duration.ofDays(30));

        assertThat(of(at(bound))).isEmpty();
        assertThat(of(at(bound.minusMillis(1))))
                .containsExactly("is older than 30 days (request.time 2026-10-31T11:59:59.999Z)");
    }

    /** A clock that is fast, or a time without its zone, is not the collector's reason. */
    @Test
    void whatLiesAhead_isSaidBeyondEveryTimeZone() {
        Instant bound = NOW.plus(Duration.ofHours(26));

        assertThat(of(at(bound))).isEmpty();
        assertThat(of(at(bound.plusMillis(1))))
                .containsExactly("lies in the future (request.time 2026-12-01T14:00:00.001Z)");
    }

    private static String at(Instant time) {
        return action("\"request\":{\"time\":\"" + time + "\"}");
    }

    private static List<String> of(String line) {
        return KnownFaults.of(line.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
