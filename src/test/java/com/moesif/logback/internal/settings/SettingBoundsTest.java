package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of each setting that is a number, a duration or a size: the least and the most that it takes, and its default. */
class SettingBoundsTest {
    private static Setting<?> named(String name) {
        return Stream.concat(Settings.ALL.stream(), SpoolSettings.ALL.stream())
                .filter(setting -> setting.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "queueSize, 1, 2, 16777216, 16777217",
        "maxBlockTime, , 0, 1 h, 3600001 ms",
        "maxBatchBytes, 0, 1, 14 MB, 14680065",
        "maxBatchSize, 0, 1, 2147483646, 2147483648",
        "linger, , 0, 1 h, 3600001 ms",
        "maxInFlight, 0, 1, 64, 65",
        "connectTimeout, 0.999999 ms, 1 ms, 1 h, 3600001 ms",
        "responseTimeout, 0.999999 ms, 1 ms, 1 h, 3600001 ms",
        "maxMemory, 65535, 64 kB, 64 GB, 68719476737",
        "shutdownTimeout, , 0, 1 h, 3600001 ms",
        "maxSize, 1048575, 1 MB, 1048576 GB, 1048577 GB",
        "maxAge, 59999 ms, 1 min, 3650 d, 87600 h 1 ms",
        "commitTimeout, 0.999999 ms, 1 ms, 1 h, 3600001 ms",
    })
    void boundsAreTaken_andNothingBeyond(String name, String below, String least, String most, String above) {
        Setting<?> setting = named(name);
        Object byDefault = setting.read(Map.of(), new ArrayList<>());
        List<String> errors = new ArrayList<>();
        for (String within : List.of(least, most)) {
            assertThat(setting.read(Map.of(name, within), errors)).isNotEqualTo(byDefault);
        }
        assertThat(errors).isEmpty();
        for (String beyond : below == null ? List.of(above) : List.of(below, above)) {
            assertThat(setting.read(Map.of(name, beyond), errors)).isEqualTo(byDefault);
        }
        assertThat(errors)
                .hasSize(below == null ? 1 : 2)
                .allMatch(error -> error.startsWith("<" + name + "> is '")
                        && error.endsWith("; the default, " + setting.defaultText + ", is used."));
    }

    @Test
    void defaults_areThoseOfTheReference() {
        Settings settings = new Settings(Map.of(), null, null, new HeapShare(1 << 30), new Faults());

        assertThat(settings.get(Settings.ENABLED)).isTrue();
        assertThat(settings.get(Settings.DRY_RUN)).isFalse();
        assertThat(settings.get(Settings.ACTION_MARKER)).isEqualTo("ACTION");
        assertThat(settings.get(Settings.SCOPE_TRANSACTION_ID)).isFalse();
        assertThat(settings.get(Settings.QUEUE_SIZE)).isEqualTo(8_192);
        assertThat(settings.get(Settings.MAX_BLOCK_TIME)).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.get(Settings.MAX_BATCH_BYTES)).isEqualTo(4 << 20);
        assertThat(settings.get(Settings.MAX_BATCH_SIZE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(settings.get(Settings.LINGER)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(Settings.MAX_IN_FLIGHT)).isEqualTo(4);
        assertThat(settings.get(Settings.COMPRESSION)).isEqualTo(Settings.Compression.GZIP);
        assertThat(settings.get(Settings.CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.get(Settings.RESPONSE_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.get(Settings.MAX_MEMORY)).isEqualTo(64 << 20);
        assertThat(settings.get(Settings.SHUTDOWN_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.get(Settings.SHUTDOWN_HOOK)).isTrue();
        assertThat(settings.get(Settings.STATUS_ON_CONSOLE)).isTrue();
        assertThat(settings.baseUri).hasToString("https://api.moesif.net");
        assertThat(settings.applicationId).isNull();
    }

    /** What the status line at start shows is what was given, in the words of the reference. */
    @Test
    void statusLine_showsEachSettingAsItWouldBeWritten() {
        Settings settings = new Settings(
                Map.of("maxBatchSize", "500", "linger", "1500 ms", "compression", "NONE", "applicationId", "hush"),
                null,
                null,
                new HeapShare(1 << 30),
                new Faults());

        assertThat(settings)
                .hasToString("baseUri=https://api.moesif.net applicationId=**** dryRun=false actionMarker=ACTION"
                        + " scopeTransactionId=false queueSize=8192 maxBlockTime=100 ms maxBatchBytes=4 MB maxBatchSize=500"
                        + " linger=1500 ms maxInFlight=4 compression=none connectTimeout=5 s responseTimeout=30 s"
                        + " maxMemory=64 MB shutdownTimeout=10 s shutdownHook=true statusOnConsole=true spool=none");
        assertThat(Settings.MAX_BATCH_SIZE.show(Integer.MAX_VALUE)).isEqualTo("none");
    }

    @Test
    void aDryRun_sendsEachActionByItselfAndAtOnce() {
        Settings settings = new Settings(
                        Map.of("maxBatchSize", "500", "queueSize", "16"),
                        null,
                        null,
                        new HeapShare(1 << 30),
                        new Faults())
                .forDryRun();

        assertThat(settings.get(Settings.MAX_BATCH_SIZE)).isEqualTo(1);
        assertThat(settings.get(Settings.MAX_IN_FLIGHT)).isEqualTo(1);
        assertThat(settings.get(Settings.LINGER)).isZero();
        assertThat(settings.get(Settings.COMPRESSION)).isEqualTo(Settings.Compression.NONE);
        assertThat(settings.get(Settings.QUEUE_SIZE)).isEqualTo(16);
        assertThat(settings.spool).isNull();
    }
}
