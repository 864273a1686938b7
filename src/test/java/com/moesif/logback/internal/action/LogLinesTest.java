package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lines are kept for a collector that may ask, and for how long. */
class LogLinesTest {
    private final LogLines lines = new LogLines();

    private List<String> asked() {
        byte[] forms = lines.ask();
        return forms == null
                ? List.of()
                : new String(forms, StandardCharsets.US_ASCII).lines().toList();
    }

    @Test
    void beforeItAsks_theNewestThousandAreKept_andToldInTheirOrder() {
        for (int i = 0; i < 1_050; i++) {
            lines.made("id" + i, null, "line " + i, List.of());
        }
        assertThat(lines.areAsked()).isFalse();
        for (int from = 50; from < 1_050; from += 200) {
            List<String> some = asked();
            assertThat(some).hasSize(200);
            assertThat(some.get(0)).isEqualTo("id=id" + from + "&rule=&line=line+" + from);
            assertThat(some.get(199)).startsWith("id=id" + (from + 199) + "&");
        }
        assertThat(lines.ask()).isNull();
        assertThat(lines.areAsked()).isTrue();
    }

    @Test
    void whoDoesNotAsk_getsNothing_untilItAsksAgain() {
        lines.made("old", null, "x", List.of());
        lines.ask();
        lines.made("before", null, "x", List.of());
        lines.unwanted();
        assertThat(lines.areAsked()).isFalse();
        assertThat(lines.areWanted()).isFalse();
        assertThat(asked()).isEmpty();
        assertThat(lines.areWanted()).isTrue();
        lines.made("new", "rule 'Größe'", "a=b&c", List.of());
        assertThat(asked()).containsExactly("id=new&rule=rule+%27Gr%C3%B6%C3%9Fe%27&line=a%3Db%26c");
    }

    @Test
    void aLine_isCutAfter500Characters_andMayBeMissing() {
        lines.made("a", null, "x".repeat(501), List.of());
        lines.made("b", null, "y".repeat(500), List.of());
        lines.made("c", null, null, List.of());
        assertThat(asked().stream()
                        .map(form ->
                                URLDecoder.decode(form.substring(form.indexOf("line=") + 5), StandardCharsets.UTF_8)))
                .containsExactly("x".repeat(500), "y".repeat(500), "");
    }
}
