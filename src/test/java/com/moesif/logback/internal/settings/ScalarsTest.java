package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.config.SpoolElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write for durations and sizes, and the defaults that depend on something else. */
class ScalarsTest {
    @ParameterizedTest
    @CsvSource({
        "500, 500",
        "500 ms, 500",
        "500ms, 500",
        "500 milliseconds, 500",
        "1 milli, 1",
        "5s, 5000",
        "5 S, 5000",
        "5 sec, 5000",
        "1.5 seconds, 1500",
        ".5 seconds, 500",
        "2 seconde, 2000",
        "2 secondes, 2000",
        "2 secs, 2000",
        "1 second, 1000",
        "3 millis, 3",
        "1 millisecond, 1",
        "1 minute, 60000",
        "3 mins, 180000",
        "1 hours, 3600000",
        "2 minutes, 120000",
        "2 min, 120000",
        "1 hour, 3600000",
        "1h, 3600000",
        "0, 0",
        "PT5S, 5000",
        "pt1m30s, 90000",
        "' 7 s ', 7000",
        "1 min 5 s, 65000",
        "59 min 59.5 s 250 ms, 3599750",
    })
    void duration_isReadAsPeopleWriteIt(String text, long millis) {
        Faults faults = new Faults();

        assertThat(new Settings(Map.of("linger", text), null, null, HeapShare.ofThisJvm(), faults).get(Settings.LINGER))
                .isEqualTo(Duration.ofMillis(millis));
        assertThat(faults.sentences()).isEmpty();
    }

    /** One that is wrong is told, and its default is used: also one so long that it would begin anew as a short one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 s x",
                "1 2",
                "1 s 2",
                "s",
                "-1 s",
                "P-1D",
                "P1X",
                "1,5 s",
                "3 fortnights",
                "1.0000000001 s",
                "59 s",
                "3651 d",
                "213503982334602 d",
                "999999999999999 d",
                "PT2562047788015215H"
            })
    void duration_thatIsNoneOrOutOfBounds_isAnError(String text) {
        List<String> errors = new ArrayList<>();
        SpoolElement spool = new SpoolElement();
        spool.setDirectory("/tmp/spool");
        spool.setMaxAge(text);

        assertThat(SpoolSettings.of(spool, errors).maxAge)
                .isEqualTo(Duration.ofDays(30).minusHours(1));
        assertThat(errors)
                .singleElement()
                .asString()
                .contains("<maxAge> is '" + text + "'", "from 60 s to", "29 d 23 h");
    }

    @ParameterizedTest
    @CsvSource({
        "1 min, 60",
        "1 d, 86400",
        "1 day, 86400",
        "2 days, 172800",
        "1 d 2 h 3 min 4 s, 93784",
        "3650 d, 315360000",
        "PT1M, 60"
    })
    void duration_ofMinutesToYears_isTaken(String text, long seconds) {
        List<String> errors = new ArrayList<>();
        SpoolElement spool = new SpoolElement();
        spool.setDirectory("/tmp/spool");
        spool.setMaxAge(text);

        assertThat(SpoolSettings.of(spool, errors).maxAge).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "999 ms, 999 ms", "1 s, 1 s", "1500 ms, 1500 ms", "90 s, 90 s", "2 h, 2 h"})
    void duration_isShownAsItCanBeRead(String text, String shown) {
        assertThat(DurationText.show(DurationText.parse(text))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 kB",
        "1025, 1025 B",
        "1048575, 1048575 B",
        "1048576, 1 MB",
        "1049600, 1025 kB",
        "1073741823, 1073741823 B",
        "1073741824, 1 GB",
        "1074790400, 1025 MB",
    })
    void size_isShownAsItCanBeRead(long bytes, String shown) {
        assertThat(SizeText.show(bytes)).isEqualTo(shown);
        assertThat(SizeText.parse(shown)).isEqualTo(bytes);
    }

    /** One more would begin anew below zero. */
    @Test
    void theLargestSize_isRead() {
        assertThat(SizeText.parse("8589934591 g")).isEqualTo(Long.MAX_VALUE - (1 << 30) + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 MBx", "-1", "1.5 MB", "ten", "999999999999 g", "8589934592 g", "65535", "513 GB"})
    void size_thatIsNoneOrOutOfBounds_isAnError(String text) {
        Faults faults = new Faults();
        Settings settings = new Settings(Map.of("maxMemory", text), null, null, new HeapShare(1 << 30), faults);

        assertThat(settings.get(Settings.MAX_MEMORY)).isEqualTo(64 << 20);
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .contains("<maxMemory> is '" + text + "'", "64 MB, is used");
    }

    /** A heap of 100 MB: half of it is the most that needs no word. */
    @ParameterizedTest
    @CsvSource({"50 MB, false", "51 MB, true"})
    void maxMemory_ofMoreThanHalfTheHeap_isWarnedOf(String given, boolean warned) {
        assertThat(new HeapShare(100 << 20).warningOf(SizeText.parse(given)).isPresent())
                .isEqualTo(warned);
        assertThat(new HeapShare(100 << 20).warningOf(SizeText.parse("51 MB")).orElseThrow())
                .contains("51 MB", "at most 100 MB", "makes it 12800 kB");
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 65536",
        "64k, 65536",
        "64 kB, 65536",
        "64 KiB, 65536",
        "10MB, 10485760",
        "10 mb, 10485760",
        "10 MBs, 10485760",
        "2 g, 2147483648",
        "100000 bytes, 100000",
        "' 1GB ', 1073741824",
    })
    void size_isReadAsPeopleWriteIt(String text, long bytes) {
        Faults faults = new Faults();

        assertThat(new Settings(Map.of("maxMemory", text), null, null, HeapShare.ofThisJvm(), faults)
                        .get(Settings.MAX_MEMORY))
                .isEqualTo(bytes);
        assertThat(faults.sentences()).isEmpty();
    }

    /** As YAML and variables of the environment have them; a default must not hide what was read. */
    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "' yes ', true",
        "Yes, true",
        "on, true",
        "ON, true",
        "1, true",
        "false, false",
        "False, false",
        "no, false",
        "NO, false",
        "off, false",
        "Off, false",
        "0, false",
    })
    void flag_isReadAsPeopleWriteIt(String text, boolean value) {
        List<String> errors = new ArrayList<>();
        Setting<Boolean> flag = Setting.flag("flag", String.valueOf(!value));

        assertThat(flag.read(Map.of("flag", text), errors)).isEqualTo(value);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "n", "t", "01", "10", "yes no", "nein", "null"})
    void flag_thatIsNeither_isAnErrorThatSaysWhatIsAccepted(String text) {
        for (String byDefault : List.of("true", "false")) {
            List<String> errors = new ArrayList<>();

            assertThat(Setting.flag("flag", byDefault).read(Map.of("flag", text), errors))
                    .isEqualTo(Boolean.valueOf(byDefault));
            assertThat(errors)
                    .containsExactly(
                            "<flag> is '" + text + "', but has to be true, yes, on or 1, or false, no, off or 0;"
                                    + " the default, " + byDefault + ", is used.");
        }
    }

    /** Each of its amounts counts, and the default is written with two. */
    @Test
    void maxAge_isADayAndAnHourLessThanTheCollectorTakes() {
        List<String> errors = new ArrayList<>();
        SpoolElement spool = new SpoolElement();
        spool.setDirectory("/tmp/spool");

        assertThat(SpoolSettings.of(spool, errors).maxAge)
                .isEqualTo(Duration.ofDays(30).minusHours(1));
        assertThat(errors).isEmpty();
    }

    /** What is in files needs no hurry to be sent. */
    @Test
    void shutdownTimeout_isShorterWithASpoolUnlessItIsGiven() {
        SpoolElement element = new SpoolElement();
        element.setDirectory("/tmp/spool");
        Faults faults = new Faults();
        SpoolSettings spool = SpoolSettings.of(element, faults.sentences());
        HeapShare heap = HeapShare.ofThisJvm();

        assertThat(new Settings(Map.of(), spool, null, heap, faults).get(Settings.SHUTDOWN_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(new Settings(Map.of(), null, null, heap, faults).get(Settings.SHUTDOWN_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(new Settings(Map.of("shutdownTimeout", "7 s"), spool, null, heap, faults)
                        .get(Settings.SHUTDOWN_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(faults.sentences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"32 MB, 4 MB", "64 MB, 8 MB", "511 MB, 65408 kB", "512 MB, 64 MB", "16 GB, 64 MB", "100 kB, 64 kB"})
    void maxMemory_isAnEighthOfTheHeapButNoMoreThan64Mb(String heap, String share) {
        Settings settings = new Settings(Map.of(), null, null, new HeapShare(SizeText.parse(heap)), new Faults());

        assertThat(settings.get(Settings.MAX_MEMORY)).isEqualTo(SizeText.parse(share));
    }
}
