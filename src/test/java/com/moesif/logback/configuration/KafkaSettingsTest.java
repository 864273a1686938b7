package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.fleet.KafkaScene;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.testing.RuleTester;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code <kafka>} takes, and what is said of the rest. No broker is there, and none is looked for. */
class KafkaSettingsTest {
    private static final String NOWHERE = "localhost:1";
    private static final String QUICK = "<shutdownTimeout>0</shutdownTimeout>";

    @TempDir
    private Path directory;

    @Test
    void defaults_areShownAtTheStart() {
        try (KafkaScene scene = KafkaScene.of("moesif-actions").configure("b1:9092, b2:9093", "", QUICK)) {
            assertThat(scene.errors()).isEmpty();
            assertThat(scene.warnings()).isEmpty();
            assertThat(scene.allStatuses())
                    .anyMatch(status -> status.contains("Ships actions to a topic of Kafka, kept in memory only:"
                                    + " kafka=(bootstrapServers=b1:9092,b2:9093 topic=moesif-actions key=none"
                                    + " compression=lz4 settingsFile=none)")
                            && status.contains(" maxBatchBytes=1 MB ")
                            && status.contains(" compression=none ")
                            && !status.contains("baseUri"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b1                | <bootstrapServers> is 'b1', but has to be host:port
            b1:0              | <bootstrapServers> is 'b1:0', but
            b1:65536          | <bootstrapServers> is 'b1:65536', but
            http://b1:9092    | <bootstrapServers> is 'http://b1:9092', but
            b1:9092,          | <bootstrapServers> is 'b1:9092,', but
            me:pw@b1:9092     | <bootstrapServers> is '****@b1:9092', but
            ''                | <kafka> needs <bootstrapServers>.
            NO_IS_UNDEFINED   | <kafka><bootstrapServers> holds the variable ${NO}
            """)
    void wrongServers_holdEverything(String servers, String error) {
        assertHeld(KafkaScene.of("actions").configure(servers, "", QUICK), error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <key>user</key>                   | <key> is 'user', but has to be one of none, company_id.
            <compression>brotli</compression> | <compression> is 'brotli', but has to be one of lz4, zstd, snappy, gzip, none.
            <settingsFile>/no</settingsFile>  | <settingsFile> is '/no', but there is no such file.
            <topics>x</topics>                | <topics> is no element of <kafka>; <topic> may be meant.
            <acks>1</acks>                    | <acks> is no element of <kafka>
            """)
    void wrongElement_holdsEverything(String within, String error) {
        assertHeld(KafkaScene.of("actions").configure(NOWHERE, within, QUICK), error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a topic", "a/b", "..", "ä"})
    void wrongTopic_holdsEverything(String topic) {
        assertHeld(KafkaScene.of(topic).configure(NOWHERE, "", QUICK), "<topic> is '" + topic + "', but has to be");
    }

    @ParameterizedTest
    @CsvSource({
        "<applicationId>the-secret</applicationId>, applicationId",
        "<applicationIdFile>/no/such</applicationIdFile>, applicationIdFile",
        "<baseUri>https://collector.example</baseUri>, baseUri",
        "<proxy><host>proxy</host><port>3128</port></proxy>, proxy",
        "<ssl/>, ssl"
    })
    void whatIsForTheCollector_hasNoPlaceBesideIt(String beside, String element) {
        KafkaScene scene = KafkaScene.of("actions").configure(NOWHERE, "", beside + QUICK);
        assertThat(scene.allStatuses()).noneMatch(status -> status.contains("the-secret"));
        assertHeld(scene, "<" + element + "> stands beside <kafka>, where it has no meaning");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks", "enable.idempotence", "key.serializer", "value.serializer", "bootstrap.servers",
                "compression.type", "max.block.ms", "delivery.timeout.ms", "buffer.memory", "transactional.id"
            })
    void whatIsDecided_isRefusedInTheFile_andNothingOfItIsShown(String property) throws Exception {
        Path file = Files.writeString(
                directory.resolve("kafka.properties"),
                "sasl.jaas.config=the-secret\n" + property + "=another-secret\n");
        KafkaScene scene =
                KafkaScene.of("actions").configure(NOWHERE, "<settingsFile>" + file + "</settingsFile>", QUICK);
        assertThat(scene.allStatuses()).noneMatch(status -> status.contains("secret"));
        assertHeld(scene, "'" + property + "' may not stand in it: ");
    }

    private static void assertHeld(KafkaScene scene, String error) {
        try (scene) {
            scene.log(1);
            assertThat(scene.errors())
                    .anyMatch(text -> text.contains(error)
                            && text.endsWith("Nothing is sent, and all actions are kept, until this is mended."));
            assertThat(scene.allStatuses()).anyMatch(status -> status.contains("Sends nothing, since the way"));
            Counts counts = scene.counts();
            assertThat(counts.delivered()).isZero();
            assertThat(counts.accepted()).isEqualTo(1);
        }
    }

    @Test
    void compressionOfTheAppender_isToldToHaveNoMeaning() {
        try (KafkaScene scene =
                KafkaScene.of("actions").configure(NOWHERE, "", QUICK + "<compression>gzip</compression>")) {
            assertThat(scene.warnings()).singleElement().asString().startsWith("<compression> of the appender has no");
            assertThat(scene.errors()).isEmpty();
        }
    }

    @Test
    void testKit_takesIt_withoutItsFile() throws Exception {
        Path xml = Files.writeString(
                directory.resolve("logback.xml"),
                KafkaScene.xml(
                        "MOESIF",
                        "b1:9092",
                        "actions",
                        "<settingsFile>/run/secrets/kafka.properties</settingsFile>",
                        "<rule><message>Paid {company_id}</message><actionName>Paid</actionName></rule>"));
        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("com.acme.Payments").info("Paid {}", "acme");

            assertThat(tester.problems()).isEmpty();
            assertThat(tester.actions()).hasSize(1);
        }
    }

    @Test
    void dryRun_looksForNoBroker() {
        try (KafkaScene scene = KafkaScene.of("actions")
                .configure(NOWHERE, "", "<dryRun>true</dryRun><shutdownTimeout>9 s</shutdownTimeout>")) {
            scene.log(3).awaitDelivered();

            assertThat(scene.errors()).isEmpty();
            assertThat(scene.warnings()).isEmpty();
        }
    }

    @Test
    void attribute_isAnError() {
        try (KafkaScene scene = KafkaScene.of("actions").configure(NOWHERE, "<key name=\"x\">none</key>", QUICK)) {
            assertThat(scene.errors()).anyMatch(error -> error.contains("has an attribute, which Logback drops"));
        }
    }
}
