package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceivedActionTest {

    @Test
    void documentedExample_isReadFieldByField() {
        ReceivedAction action = received(Samples.DOCUMENTED);

        assertThat(action.actionName()).isEqualTo("Processed Payment Transaction");
        assertThat(action.companyId()).isEqualTo("12345");
        assertThat(action.transactionId()).isEqualTo("a3765025-46ec-45dd-bc83-b136c8d1d257");
        assertThat(action.requestTime()).isEqualTo("2024-03-01T04:45:42.914");
        assertThat(action.request()).containsExactly(Map.entry("time", "2024-03-01T04:45:42.914"));
        assertThat(action.metadata())
                .containsExactly(
                        Map.entry("amount", 24.6), Map.entry("currency", "USD"), Map.entry("time_seconds", 66.3));
        assertThat(action.camelCase()).isFalse();
    }

    @Test
    void absentFields_areNullOrEmpty() {
        ReceivedAction action = received(Samples.actionWithRequest(""));

        assertThat(action.companyId()).isNull();
        assertThat(action.userId()).isNull();
        assertThat(action.subscriptionId()).isNull();
        assertThat(action.sessionToken()).isNull();
        assertThat(action.transactionId()).isNull();
        assertThat(action.requestTime()).isNull();
        assertThat(action.request()).isEmpty();
        assertThat(action.metadata()).isEmpty();
    }

    @Test
    void reservedNamesWithinMetadata_areMetadata() {
        ReceivedAction action = received(
                "{\"metadata\":{\"company_id\":\"inner\",\"request\":{\"time\":\"t\"}},\"company_id\":\"outer\","
                        + "\"action_name\":\"a\",\"request\":{}}");

        assertThat(action.companyId()).isEqualTo("outer");
        assertThat(action.request()).isEmpty();
        assertThat(action.metadata()).containsEntry("company_id", "inner");
    }

    @Test
    void numbers_keepEveryDigit() {
        Map<String, Object> metadata = metadata("{\"int\":1,\"text\":\"1\",\"long\":3000000000,"
                + "\"big\":123456789012345678901234567890,\"double\":0.1,\"whole\":2.0,\"exponent\":1E3,"
                + "\"money\":12345678901234567.89,\"huge\":1e400,\"tiny\":1e-400,\"zero\":-0.0}");

        assertThat(metadata)
                .containsEntry("int", 1)
                .containsEntry("text", "1")
                .containsEntry("long", 3_000_000_000L)
                .containsEntry("big", new BigInteger("123456789012345678901234567890"))
                .containsEntry("double", 0.1)
                .containsEntry("whole", 2.0)
                .containsEntry("exponent", 1000.0)
                .containsEntry("money", new BigDecimal("12345678901234567.89"))
                .containsEntry("huge", new BigDecimal("1e400"))
                .containsEntry("tiny", new BigDecimal("1e-400"))
                .containsEntry("zero", -0.0);
    }

    @Test
    void nestedValues_areMapsAndLists() {
        Map<String, Object> metadata =
                metadata("{\"list\":[1,\"a\",null,[],{\"b\":true}],\"map\":{\"c\":false},\"nil\":null}");

        assertThat(metadata)
                .containsEntry("list", Arrays.asList(1, "a", null, List.of(), Map.of("b", true)))
                .containsEntry("map", Map.of("c", false))
                .containsEntry("nil", null);
    }

    @Test
    @SuppressWarnings("unchecked")
    void metadata_isUnmodifiableThroughout() {
        Map<String, Object> metadata = metadata("{\"list\":[1],\"map\":{}}");

        assertThatThrownBy(() -> metadata.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<Object>) metadata.get("list")).add(1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<String, Object>) metadata.get("map")).put("a", 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void longAction_isReadToItsEnd() {
        String text = "größer 😀 ".repeat(50_000);
        ReceivedAction action =
                received("{\"metadata\":{\"text\":\"" + text + "\"},\"action_name\":\"a\",\"request\":{}}");

        assertThat(action.metadata()).containsEntry("text", text);
        assertThat(action.actionName()).isEqualTo("a");
    }

    @Test
    void line_isReadable() {
        assertThat(received(Samples.DOCUMENTED))
                .hasToString("2024-03-01T04:45:42.914  Processed Payment Transaction  company 12345  "
                        + "amount=24.6 currency=\"USD\" time_seconds=66.3");
        assertThat(received("{\"actionName\":\"Bare\",\"request\":{}}"))
                .hasToString("(no time)  Bare  (camelCase names)");
    }

    @Test
    void line_isOneShortHarmlessLine() {
        String line = received("{\"action_name\":\"a\\nb\\u001b[31m\\u202e\",\"user_id\":\"u\\u0085\",\"request\":{},"
                        + "\"metadata\":{\"long\":\"" + "x".repeat(900_000) + "\",\"n\\u2028\":\"\\n\"}}")
                .toString();

        assertThat(line)
                .startsWith("(no time)  a\uFFFDb\uFFFD[31m\uFFFD  user u\uFFFD  long=\"xxx")
                .endsWith("…\" n\uFFFD=\"\\n\"")
                .hasSizeLessThan(200);
    }

    private static Map<String, Object> metadata(String json) {
        return received(Samples.actionWith("\"metadata\":" + json)).metadata();
    }

    private static ReceivedAction received(String json) {
        return new ReceivedAction(json, UUID.randomUUID(), Instant.EPOCH);
    }
}
