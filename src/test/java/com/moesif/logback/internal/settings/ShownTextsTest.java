package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a status says of a size or duration means the same when it is read again. */
class ShownTextsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 kB",
        "1025, 1025 B",
        "1536, 1536 B",
        "1047552, 1023 kB",
        "1048576, 1 MB",
        "1049600, 1025 kB",
        "1072693248, 1023 MB",
        "1073741824, 1 GB",
        "1074790400, 1025 MB",
        "5368709120, 5 GB"
    })
    void size(long bytes, String text) {
        assertThat(SizeText.show(bytes)).isEqualTo(text);
        assertThat(SizeText.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "1, 1 ms",
        "999, 999 ms",
        "1000, 1 s",
        "1001, 1001 ms",
        "90000, 90 s",
        "100000, 100 s",
        "101000, 1 min 41 s",
        "3600000, 1 h",
        "3601000, 1 h 1 s",
        "3600001, 3600001 ms",
        "2588400000, 29 d 23 h"
    })
    void duration(long millis, String text) {
        assertThat(DurationText.show(Duration.ofMillis(millis))).isEqualTo(text);
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }
}
