package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a terminal would obey, and a log file would take for another line, is seen instead. */
class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "0000, \\u0000",
        "000A, \\u000A",
        "000D, \\u000D",
        "001B, \\u001B",
        "007F, \\u007F",
        "0085, \\u0085",
        "009B, \\u009B",
        "00AD, \\u00AD",
        "200F, \\u200F",
        "2028, \\u2028",
        "2029, \\u2029",
        "202E, \\u202E",
        "D800, \\uD800",
        "FEFF, \\uFEFF",
        "E0001, \\uDB40\\uDC01",
    })
    void whatIsNoText_isSeen(String codePoint, String escape) {
        String harmful = Character.toString(Integer.parseInt(codePoint, 16));

        assertThat(Printable.line("😀a" + harmful + "b" + harmful)).isEqualTo("😀a\uFFFDb\uFFFD");
        assertThat(Printable.json("😀a" + harmful + "b" + harmful)).isEqualTo("😀a" + escape + "b" + escape);
        assertThat(Printable.line(harmful)).isEqualTo("\uFFFD");
        assertThat(Printable.json(harmful)).isEqualTo(escape);
    }

    @ParameterizedTest
    @CsvSource({"0009", "0020", "00A0", "00E4", "05D0", "0301", "FFFD", "1F600"})
    void text_staysAsItIs(String codePoint) {
        String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";

        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.json(text)).isSameAs(text);
        assertThat(Printable.line(text + "\n")).isEqualTo(text + "\uFFFD");
    }
}
