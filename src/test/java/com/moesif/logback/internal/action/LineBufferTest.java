package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that wait for their batch: none is lost, doubled or changed when they grow and move. */
class LineBufferTest {
    private static LineBuffer of(String text) {
        LineBuffer buffer = new LineBuffer();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.write(bytes, 0, bytes.length);
        return buffer;
    }

    private static String text(LineBuffer buffer) {
        return new String(Arrays.copyOf(buffer.bytes(), buffer.length()), StandardCharsets.UTF_8);
    }

    @Test
    void itGrows_byOneByteAndByMany() {
        LineBuffer buffer = new LineBuffer();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            buffer.write('a' + i % 26);
            expected.append((char) ('a' + i % 26));
        }
        assertThat(text(buffer)).isEqualTo(expected.toString());

        String much = "y".repeat(500_000);
        buffer.write(("z" + much).getBytes(StandardCharsets.UTF_8), 1, 500_000);
        assertThat(text(buffer)).isEqualTo(expected + much);
    }

    @ParameterizedTest
    @CsvSource({"0, '', abcdef", "2, ab, cdef", "6, abcdef, ''"})
    void theFirstBytes_goToTheEndOfTheOther(int count, String moved, String rest) {
        LineBuffer from = of("abcdef");
        LineBuffer empty = new LineBuffer();
        from.moveTo(empty, count);
        assertThat(text(empty)).isEqualTo(moved);
        assertThat(text(from)).isEqualTo(rest);
        // Each has its own bytes: what one gets now is not in the other.
        from.write('!');
        empty.write('?');
        assertThat(text(empty)).isEqualTo(moved + "?");
        assertThat(text(from)).isEqualTo(rest + "!");

        LineBuffer source = of("abcdef");
        LineBuffer full = of("123");
        source.moveTo(full, count);
        assertThat(text(full)).isEqualTo("123" + moved);
        assertThat(text(source)).isEqualTo(rest);
    }

    /** More than the empty one has room for. */
    @Test
    void aLongRest_staysWhole() {
        String rest = "r".repeat(300_000) + "end";
        LineBuffer from = of("first" + rest);
        LineBuffer empty = new LineBuffer();
        from.moveTo(empty, 5);
        assertThat(text(empty)).isEqualTo("first");
        assertThat(text(from)).isEqualTo(rest);
    }

    @Test
    void bytesAtTheBeginning_areForgotten() {
        LineBuffer buffer = of("abcdef");
        buffer.removeFirst(4);
        assertThat(text(buffer)).isEqualTo("ef");
        buffer.removeFirst(0);
        assertThat(text(buffer)).isEqualTo("ef");

        // One that is full to its last byte.
        LineBuffer full = of("a" + "b".repeat(65_535));
        full.removeFirst(1);
        assertThat(text(full)).isEqualTo("b".repeat(65_535));
    }
}
