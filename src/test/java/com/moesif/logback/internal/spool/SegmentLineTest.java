package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What is a line of an action, byte by byte. */
class SegmentLineTest {
    private static final String HEAD = "0aF99999 {";

    private static boolean hasHead(String text) {
        byte[] bytes = ("x" + text + "\n").getBytes(StandardCharsets.US_ASCII);
        return SegmentLine.hasHead(bytes, 1, bytes.length - 1);
    }

    @Test
    void aLine_beginsWithEightHexDigitsASpaceAndABrace() {
        assertThat(hasHead(HEAD)).isTrue();
        for (int i = 0; i < HEAD.length(); i++) {
            assertThat(hasHead(HEAD.substring(0, i) + "g" + HEAD.substring(i + 1)))
                    .as("place %d", i)
                    .isFalse();
            assertThat(hasHead(HEAD.substring(0, i))).as("%d bytes", i).isFalse();
        }
    }

    @Test
    void theShortestAction_isSound() {
        byte[] json = "{}".getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[SegmentLine.HEAD + 2];
        CRC32C crc = new CRC32C();
        SegmentLine.writeHead(crc, json, 0, 2, line, 0);
        System.arraycopy(json, 0, line, SegmentLine.HEAD, 2);

        assertThat(SegmentLine.isSound(crc, line, 0, line.length)).isTrue();
        line[0] ^= 1;
        assertThat(SegmentLine.isSound(crc, line, 0, line.length)).isFalse();
    }

    /** The checksum of no bytes is zero: what follows must not make it an action. */
    @Test
    void nothing_isNoAction() {
        byte[] text = "xx00000000 {}\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(SegmentLine.hasHead(text, 2, 2 + SegmentLine.HEAD)).isFalse();
        assertThat(SegmentLine.isSound(new CRC32C(), text, 2, 2 + SegmentLine.HEAD))
                .isFalse();
        assertThat(SegmentLine.hasHead(text, 2, 2 + SegmentLine.HEAD + 1)).isTrue();
    }
}
