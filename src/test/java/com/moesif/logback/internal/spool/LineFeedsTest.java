package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFeedsTest {
    @Test
    void eachPlaceInEachArray_isFoundFromEachStart() {
        Random random = new Random(5);
        for (int length = 1; length < 40; length++) {
            for (int place = 0; place < length; place++) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                for (int i = 0; i < length; i++) {
                    // Neighbours of a line feed in value, and those with the high bit, are what a trick gets wrong.
                    bytes[i] = switch (random.nextInt(4)) {
                        case 0 -> '\n' + 1;
                        case 1 -> '\n' - 1;
                        case 2 -> (byte) ('\n' | 0x80);
                        default -> bytes[i] == '\n' ? 0 : bytes[i];
                    };
                }
                Arrays.fill(bytes, place, length, (byte) '\n');
                for (int from = 0; from <= place; from++) {
                    assertThat(LineFeeds.next(bytes, from)).isEqualTo(place);
                }
            }
        }
    }
}
