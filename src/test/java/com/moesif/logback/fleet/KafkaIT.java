package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An appender and a real broker. What breaks the broker itself is in {@link KafkaOutageIT}. */
@Timeout(180)
class KafkaIT {
    private static final String FAST = "<connectTimeout>2 s</connectTimeout><responseTimeout>4 s</responseTimeout>"
            + "<shutdownTimeout>2 s</shutdownTimeout><linger>0</linger>";

    @TempDir
    private static Path shared;

    private static Broker broker;

    @TempDir
    private Path directory;

    /** Of its own, so that no test sees what another has written. */
    private final String topic = "actions-" + UUID.randomUUID();

    @BeforeAll
    static void startBroker() {
        broker = new Broker(shared).start();
    }

    @AfterAll
    static void endBroker() {
        broker.close();
    }

    private KafkaScene scene(String within, String beside) {
        broker.createTopic(topic, 3, Map.of());
        return KafkaScene.of(topic).configure(broker.bootstrapServers(), within, beside);
    }

    @Test
    void eachAction_isOneRecordOfTheTimeOfSending() {
        try (KafkaScene scene = scene("", "")) {
            Instant before = Instant.now();
            scene.context
                    .getLogger("com.acme.Service")
                    .atInfo()
                    .addKeyValue("action_name", "Said \"transaction_id\":\"no\"")
                    .addKeyValue("company_id", "acme")
                    .addKeyValue("request.time", before.minus(Duration.ofDays(8)))
                    .addKeyValue("nested", Map.of("transaction_id", "not this"))
                    .log("tested");
            scene.awaitDelivered();
            scene.log(500).awaitDelivered();

            List<ConsumerRecord<byte[], byte[]>> records = broker.records(topic);
            assertThat(records).hasSize(501).allSatisfy(record -> {
                assertThat(header(record, "content-type")).isEqualTo("application/json");
                assertThat(header(record, "moesif-transaction-id"))
                        .isEqualTo(KafkaScene.json(record).get("transaction_id").stringValue());
                assertThat(record.key()).isNull();
                assertThat(Instant.ofEpochMilli(record.timestamp())).isBetween(before.minusMillis(1), Instant.now());
            });
            assertThat(records)
                    .extracting(record -> header(record, "moesif-transaction-id"))
                    .doesNotHaveDuplicates();
            assertThat(scene.errors()).isEmpty();
            assertThat(scene.warnings()).isEmpty();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void keyedByCompany_aCompanyIsInOnePartition() {
        try (KafkaScene scene = scene("<key>company_id</key><compression>gzip</compression>", "")) {
            scene.log(100).awaitDelivered();

            assertThat(broker.records(topic))
                    .hasSize(100)
                    .allSatisfy(record -> assertThat(new String(record.key(), StandardCharsets.UTF_8))
                            .isEqualTo(KafkaScene.json(record).get("company_id").stringValue()));
        }
    }

    @Test
    void whatKafkaLogs_isNoAction() {
        LoggerContext jvms = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level level = jvms.getLogger("org.apache.kafka").getEffectiveLevel();
        broker.createTopic(topic, 1, Map.of());
        String every = "<rule><message>*</message><actionName>Logged</actionName></rule>";
        try (KafkaScene scene = KafkaScene.global(jvms, topic)
                .configure(broker.bootstrapServers(), "", every + "<maxMemory>1 MB</maxMemory>")) {
            jvms.getLogger("org.apache.kafka").setLevel(Level.TRACE);
            scene.log(1).awaitDelivered();
            scene.log(1).awaitDelivered();
            scene.context.stop();
            long accepted = scene.counts().accepted();
            // What a consumer logs on this thread is none of the appender's.
            jvms.getLogger("org.apache.kafka").setLevel(Level.OFF);

            assertThat(accepted).isEqualTo(2);
            assertThat(broker.records(topic)).hasSize(2);
        } finally {
            jvms.reset();
            jvms.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
            assertThat(level).isEqualTo(Level.OFF);
        }
    }

    @Test
    void topicThatIsMissing_isNamed_andWrittenToOnceItIsThere() {
        try (KafkaScene scene = KafkaScene.of(topic).configure(broker.bootstrapServers(), "", FAST)) {
            scene.log(10).awaitWarning("there is no topic " + topic + ": create it");
            assertThat(scene.warnings()).allMatch(warning -> warning.startsWith("The topic can't be reached"));
            broker.createTopic(topic, 2, Map.of());

            scene.awaitDelivered().assertArrived(broker);
            scene.awaitInfo("The topic takes actions again.");
        }
    }

    @Test
    void passwordThatIsRefused_pausesUntilItsFileIsRight_andIsNeverShown() throws Exception {
        broker.createTopic(topic, 2, Map.of());
        allow(topic);
        Path file = credentials("wrong-secret");
        try (KafkaScene scene = KafkaScene.of(topic)
                .configure(broker.securedServers(), "<settingsFile>" + file + "</settingsFile>", FAST)) {
            scene.log(10).awaitWarning("the brokers do not accept who we are: SaslAuthenticationException");
            credentials(Broker.PASSWORD);

            scene.awaitDelivered().assertArrived(broker);
            assertThat(scene.allStatuses()).noneMatch(status -> status.contains("secret"));
            assertThat(scene.errors()).isEmpty();
        }
    }

    @Test
    void rightThatIsMissing_pausesUntilItIsGiven() throws Exception {
        broker.createTopic(topic, 2, Map.of());
        Path file = credentials(Broker.PASSWORD);
        try (KafkaScene scene = KafkaScene.of(topic)
                .configure(broker.securedServers(), "<settingsFile>" + file + "</settingsFile>", FAST)) {
            scene.log(10).awaitWarning("Give this service's user the rights to WRITE to the topic " + topic);
            allow(topic);

            scene.awaitDelivered().assertArrived(broker);
        }
    }

    private Path credentials(String password) throws Exception {
        Path next = Files.writeString(directory.resolve("next"), """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
                  username="%s" password="%s";
                """.formatted(Broker.USER, password));
        return Files.move(
                next, directory.resolve("kafka.properties"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void allow(String topic) {
        try (Admin admin = broker.admin()) {
            for (AclOperation operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE)) {
                Broker.done(admin.createAcls(List.of(new AclBinding(
                                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                                new AccessControlEntry(
                                        "User:" + Broker.USER, "*", operation, AclPermissionType.ALLOW))))
                        .all());
            }
        }
    }

    @Test
    void recordThatIsTooLarge_holdsNobodyElseUp_andIsKept() {
        broker.createTopic(topic, 1, Map.of("max.message.bytes", "20000"));
        try (KafkaScene scene = KafkaScene.of(topic)
                .configure(
                        broker.bootstrapServers(),
                        "<compression>none</compression>",
                        FAST + "<spool><directory>" + directory + "</directory></spool>")) {
            scene.log(20);
            scene.log("x".repeat(30_000));
            scene.log(20);

            await().atMost(KafkaScene.AMPLE)
                    .untilAsserted(
                            () -> assertThat(scene.numbers(broker).distinct().boxed())
                                    .hasSize(40)
                                    .doesNotContain(20));
            await().atMost(KafkaScene.AMPLE)
                    .untilAsserted(() -> assertThat(scene.counts().delivered())
                            .as("%s", scene.counts())
                            .isEqualTo(40));
            await().atMost(KafkaScene.AMPLE)
                    .until(() ->
                            scene.counts().deadInAll() + scene.counts().held().spooled() == 1);
        }
    }

    @Test
    void reload_losesNothing() {
        try (KafkaScene scene = scene("", FAST)) {
            for (int i = 0; i < 5; i++) {
                scene.log(200).configure(broker.bootstrapServers(), "", FAST);
            }

            scene.log(1).awaitDelivered();
            await().atMost(KafkaScene.AMPLE).untilAsserted(() -> scene.assertArrived(broker));
        }
    }
}
