package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.moesif.logback.Insight;
import com.moesif.logback.collector.ReceivedRequest;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.runtime.AppenderThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every setting: what is accepted, what isn't and how that is said, and what holds then (design, section 3). */
class SettingsTest {
    static Stream<Arguments> wrong() {
        return Stream.of(
                        arguments("enabled", List.of("y", "01", "nope"), "true, yes, on or 1, or false, no, off or 0"),
                        arguments("dryRun", List.of("2", "-1", "true false"), "true, yes, on or 1"),
                        arguments("shutdownHook", List.of("maybe"), "true, yes, on or 1"),
                        arguments("statusOnConsole", List.of("stderr"), "true, yes, on or 1"),
                        arguments("queueSize", List.of("many", "1", "-5", "99999999999", "8k"), "whole number from 2"),
                        arguments("maxInFlight", List.of("0", "65", "2.5"), "whole number from 1 to 64"),
                        arguments("maxBatchSize", List.of("0", "-1", "some"), "none or a whole number"),
                        arguments("maxBatchBytes", List.of("15MB", "0", "big", "1.5.2 MB"), "14 MB"),
                        arguments(
                                "maxMemory",
                                List.of("1k", "17179869185g", "999999999999g", "-1", "65 GB", "10 s"),
                                "from 64 kB to 64 GB"),
                        arguments(
                                "maxBlockTime", List.of("-1", "5 parsecs", "PT-5S", "2 h", "s"), "a duration such as"),
                        arguments(
                                "linger",
                                List.of(
                                        "soon",
                                        "P1D",
                                        "99999999999999999999",
                                        "5s x",
                                        "x 5s",
                                        "5s, 3s",
                                        "1 2",
                                        "5 s 3"),
                                "a duration such as"),
                        arguments("connectTimeout", List.of("0", "5 m m"), "from 1 ms"),
                        arguments("responseTimeout", List.of("0 s", "PT"), "from 1 ms"),
                        arguments("shutdownTimeout", List.of("never", "Infinity"), "a duration such as"),
                        arguments("compression", List.of("zip", "brotli"), "one of gzip, none"))
                .flatMap(each -> ((List<?>) each.get()[1])
                        .stream().map(value -> arguments(each.get()[0], value, each.get()[2])));
    }

    @ParameterizedTest(name = "<{0}>{1}")
    @MethodSource("wrong")
    void wrongValue_isOneErrorAndHasItsDefault(String element, String value, String accepted) {
        String id = "<applicationId>" + Logback.APPLICATION_ID + "</applicationId>";
        try (Logback logback = Logback.appender(id, "<%s>%s</%s>".formatted(element, value, element))) {
            logback.action().log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.errors())
                    .singleElement()
                    .asString()
                    .contains("<" + element + ">", "'" + value + "'", accepted, "the default");
            assertThat(startedWith(logback)).isEqualTo(startedWith(Logback.appender(id)));
        }
    }

    private static String startedWith(Logback logback) {
        try (logback) {
            return logback.allStatuses().stream()
                    .filter(status -> status.contains("Ships actions"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("(?s)^.*applicationId", "applicationId");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enabled",
                "dryRun",
                "actionMarker",
                "queueSize",
                "maxBlockTime",
                "maxBatchBytes",
                "maxBatchSize",
                "linger",
                "maxInFlight",
                "compression",
                "connectTimeout",
                "responseTimeout",
                "maxMemory",
                "shutdownTimeout",
                "shutdownHook",
                "statusOnConsole"
            })
    void blankValue_isTheDefault(String element) {
        try (Logback logback = Logback.with("<%s> ${NOTHING:-} </%s>".formatted(element, element))) {
            logback.action().log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.warnings()).isEmpty();
        }
    }

    @Test
    void severalWrongValues_areAllToldAtOnce() {
        try (Logback logback = Logback.with(
                "<linger>soon</linger>",
                "<compression>zip</compression>",
                "<field><name>x</name></field>",
                "<field><name>y</name><value>%nosuchword</value></field>",
                "<field><name>z</name><value>1</value><type>decimal</type></field>",
                "<alias><from>tenant</from></alias>",
                "<alias><from>a</from><to>b</to></alias>",
                "<alias><from>a</from><to>c</to></alias>")) {
            logback.action().addKeyValue("a", 1).log("m");

            assertThat(logback.theAction().metadata()).isEqualTo(Map.of("b", 1, "z", "1"));
            assertThat(logback.errors())
                    .hasSize(7)
                    .anyMatch(error -> error.contains("<field>") && error.contains("'x'"))
                    .anyMatch(error -> error.contains("'y'") && error.contains("%nosuchword"))
                    .anyMatch(error -> error.contains("'z'")
                            && error.contains("string, number, boolean, json, time, duration or size"))
                    .anyMatch(error -> error.contains("<alias>") && error.contains("<to>"))
                    .anyMatch(error -> error.contains("'a'") && error.contains("twice"));
        }
    }

    @Test
    void goodValues_areTaken() {
        try (Logback logback = Logback.with(
                "<compression>NONE</compression>",
                "<enabled> True </enabled>",
                "<maxBatchSize>NONE</maxBatchSize>",
                "<linger>0</linger>")) {
            logback.action().log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.collector.received().get(0).headers()).doesNotContainKey("content-encoding");
        }
    }

    @Test
    void baseUri_mayCarryAPathAndSlashes() {
        try (Logback logback = Logback.configuration(withBaseUri("${COLLECTOR}/collector//"))) {
            logback.action().log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.collector.received())
                    .extracting(ReceivedRequest::path)
                    .containsExactly("/collector/v1/actions");
            assertThat(logback.warnings()).isEmpty();
        }
    }

    private static String withBaseUri(String baseUri) {
        return """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>id</applicationId>
                    <baseUri>%s</baseUri>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(baseUri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.moesif.net",
                "ftp://api.moesif.net",
                "https://",
                "https://a b",
                "https://api.moesif.net?x=1",
                "https://api.moesif.net#x",
                "https://user:hush@api.moesif.net",
                "https://user:hu/sh@api.moesif.net",
                "https://user:hu@sh@api.moesif.net",
                "user:hush@api.moesif.net",
            })
    void wrongBaseUri_isOneErrorWithoutItsPassword(String baseUri) {
        try (Logback logback = Logback.configuration(withBaseUri(baseUri))) {
            assertThat(logback.errors())
                    .singleElement()
                    .asString()
                    .contains("<baseUri>", "Nothing is sent, and all actions are kept");
            assertThat(logback.allStatuses()).noneMatch(status -> status.matches("(?s).*hu.?sh.*"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector.acme.com, true",
        "HTTP://10.0.0.1:9500, true",
        "https://collector.acme.com, false",
        "http://localhost:9500/collector, false",
        "http://LOCALHOST:9500, false",
        "http://127.0.0.1:9500, false",
        "http://[::1]:9500, false",
        "http://127.evil.com, true",
    })
    void plainHttp_isWarnedOfUnlessItStaysOnThisMachine(String baseUri, boolean warned) {
        try (Logback logback = Logback.configuration(withBaseUri(baseUri))) {
            assertThat(logback.warnings()).hasSize(warned ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<applicationId></applicationId>",
                "<applicationId>  </applicationId>",
                "<applicationId>${MOESIF_TEST_NONE}</applicationId>",
                "<applicationId>${MOESIF_TEST_NONE:-}</applicationId>",
                "<applicationIdFile>${MOESIF_TEST_NONE}</applicationIdFile>",
            })
    void withoutApplicationId_theAppenderIsOffAndSaysSoOnce(String element) {
        try (Logback logback = Logback.appender(element)) {
            logback.action().log("m");

            assertThat(logback.appender().isStarted()).isTrue();
            assertThat(logback.counts()).isNull();
            noSenderRuns();
            assertThat(logback.collector.requests()).isZero();
            assertThat(logback.appender().flush(Duration.ZERO)).isFalse();
            logback.stop();
            // A variable without a value is a developer's machine: with a WARN Logback would print all of its statuses.
            List<String> told = new ArrayList<>(logback.warnings());
            told.addAll(logback.infos());
            assertThat(told)
                    .filteredOn(text -> text.contains("the appender is switched off"))
                    .singleElement()
                    .asString()
                    .contains("<applicationId>");
            assertThat(logback.warnings()).hasSize(element.contains("MOESIF_TEST_NONE") ? 0 : 1);
        }
    }

    /** Those of other tests may still be on their way out; one of ours would stay. */
    private static void noSenderRuns() {
        await().atMost(Rig.AMPLE)
                .untilAsserted(() -> assertThat(senderThreads()).isEmpty());
    }

    private static List<String> senderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread instanceof AppenderThread && thread.isAlive())
                .map(Thread::getName)
                .toList();
    }

    @Test
    void enabledFalse_isOffWithoutAWord() {
        try (Logback logback = Logback.with("<enabled>false</enabled>")) {
            logback.action().log("m");

            assertThat(logback.counts()).isNull();
            noSenderRuns();
            logback.stop();
            assertThat(logback.warnings()).isEmpty();
        }
    }

    @Test
    void dryRun_printsOneLineOfJsonForEachActionAndNeedsNoId() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Logback logback = Logback.appender("<dryRun>true</dryRun>").shippingNothing()) {
            for (int i = 0; i < 20; i++) {
                logback.action()
                        .addKeyValue("n", i)
                        .addKeyValue("text", "größe\n")
                        .log("m");
            }
            assertThat(logback.appender().flush(Duration.ofSeconds(10))).isTrue();

            assertThat(logback.collector.requests()).isZero();
            assertThat(logback.warnings()).isEmpty();
        } finally {
            System.setOut(console);
        }
        JsonMapper mapper = new JsonMapper();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(mapper::readTree))
                .hasSize(20)
                .allMatch(action -> action.get("action_name").asString().equals("Test"))
                .extracting(action -> action.get("metadata").get("n").asInt())
                .contains(0, 19)
                .doesNotHaveDuplicates();
    }

    @Test
    void unknownElement_isAnErrorWithTheNearestName() {
        try (Logback logback = Logback.with(
                "<maxInflight>8</maxInflight>",
                "<alias><form>a</form><to>b</to></alias>",
                "<shrubbery>x</shrubbery>")) {
            logback.action().log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.errors())
                    .hasSize(4)
                    .anyMatch(error -> error.contains("<maxInflight>") && error.contains("<maxInFlight> may be meant"))
                    .anyMatch(error -> error.contains("<form>") && error.contains("<from> may be meant"))
                    .anyMatch(error -> error.contains("<shrubbery>") && !error.contains("may be meant"))
                    .anyMatch(error -> error.contains("<alias> needs both"));
        }
    }

    @Test
    void unknownElementOfAnotherAppender_isToldOnce() {
        try (Logback logback = Logback.configuration("""
                <configuration>
                  <appender name="OTHER" class="com.moesif.logback.MoesifAppender">
                    <enabled>false</enabled>
                    <shrubbery>x</shrubbery>
                  </appender>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>id</applicationId>
                    <baseUri>${COLLECTOR}</baseUri>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/><appender-ref ref="OTHER"/></root>
                </configuration>
                """)) {
            assertThat(logback.errors()).hasSize(1);
        }
    }

    @Test
    void applicationIdFile_isReadWhenThereIsNoId(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("id"), "\n  id-of-the-file \r\n");
        try (Logback fromFile = Logback.appender("<applicationIdFile>" + file + "</applicationIdFile>");
                Logback fromText = Logback.with("<applicationIdFile>" + file + "</applicationIdFile>")) {
            fromFile.action().log("m");
            fromText.action().log("m");

            assertThat(fromFile.actions()).hasSize(1);
            assertThat(fromText.actions()).hasSize(1);
            assertThat(sentId(fromFile)).isEqualTo("id-of-the-file");
            assertThat(sentId(fromText)).isEqualTo(Logback.APPLICATION_ID);
            assertThat(fromFile.allStatuses()).noneMatch(status -> status.contains("id-of-the-file"));
        }
    }

    private static String sentId(Logback logback) {
        return logback.collector.received().get(0).headers().get("x-moesif-application-id");
    }

    @Test
    void applicationIdFileThatCannotBeRead_isOneError_andTheAppenderRuns(@TempDir Path directory) throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, 1});
        for (String file :
                List.of(directory.resolve("none").toString(), directory.toString(), binary.toString(), "/dev/zero")) {
            // No action: what is kept would wait in this JVM for whoever has the same name and port.
            try (Logback logback = Logback.appender("<applicationIdFile>" + file + "</applicationIdFile>")) {
                assertThat(logback.errors())
                        .singleElement()
                        .asString()
                        .contains("<applicationIdFile>", file, "all actions are kept");
                assertThat(Insight.isShipping(logback.appender())).isTrue();
            }
        }
    }

    @Test
    void applicationIdWithALineBreak_isRefusedAndNotShown(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("id"), "hush-1\nhush-2");
        for (String element : List.of(
                "<applicationId>hush-1 hush-2</applicationId>",
                "<applicationIdFile>" + file + "</applicationIdFile>")) {
            try (Logback logback = Logback.appender(element)) {
                assertThat(logback.errors()).singleElement().asString().contains("application");
                assertThat(logback.collector.requests()).isZero();
                assertThat(logback.allStatuses()).noneMatch(status -> status.contains("hush"));
            }
        }
    }

    @Test
    void maxMemoryThatCannotFit_isWarnedOfWithBothNumbers() {
        try (Logback logback = Logback.with("<maxMemory>64 GB</maxMemory>")) {
            assertThat(logback.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("<maxMemory> is 64 GB, but the whole heap of this JVM is at most "
                            + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
        }
    }
}
