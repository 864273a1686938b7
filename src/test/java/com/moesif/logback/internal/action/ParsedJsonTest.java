package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedJsonTest {

    @Test
    void eachValue_isThePlainJavaOneThatSaysTheSame() {
        Map<String, Object> object = ParsedJson.object("""
                {"i":1,"l":3000000000,"big":12345678901234567890,"d":24.60,"exact":0.1234567890123456789,"huge":1e400,
                "t":true,"f":false,"n":null,"s":"ü\\n","list":[1,"a",[null]],"map":{"k":{}}}""");

        assertThat(object)
                .containsEntry("i", 1)
                .containsEntry("l", 3_000_000_000L)
                .containsEntry("big", new BigInteger("12345678901234567890"))
                .containsEntry("d", 24.6)
                .containsEntry("exact", new BigDecimal("0.1234567890123456789"))
                .containsEntry("huge", new BigDecimal("1e400"))
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("n", null)
                .containsEntry("s", "ü\n")
                .containsEntry("list", List.of(1, "a", Arrays.asList((Object) null)))
                .containsEntry("map", Map.of("k", Map.of()));
        assertThat(object.keySet()).startsWith("i", "l", "big").endsWith("list", "map");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{}{}", "{} x", "{\"a\":}", "{'a':1}"})
    void anythingButOneObject_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ParsedJson.object(text));
    }
}
