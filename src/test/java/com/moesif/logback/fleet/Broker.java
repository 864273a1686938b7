package com.moesif.logback.fleet;

import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real broker: one KRaft node in a JVM of its own, which may be stopped, killed or frozen, and started again with what it
 * had. Whoever comes without a name may do anything; at {@link #securedServers()} a name and a password are asked for, and
 * access lists hold.
 */
public final class Broker implements AutoCloseable {
    public static final String USER = "service";
    public static final String PASSWORD = "the-secret-of-the-service";

    private static final Duration AMPLE = Duration.ofSeconds(90);
    private static final String NODE = "1";

    private final Path directory;
    private final int clients;
    private final int secured;
    private final KafkaProcess process;

    /** Not started yet. Of the newest version, or with {@code -Dfleet.broker=oldest} of that one. */
    public Broker(Path directory) {
        this(directory, Map.of());
    }

    /** @param more properties of the broker, beside or in place of ours */
    public Broker(Path directory, Map<String, String> more) {
        this(
                directory,
                "oldest".equals(System.getProperty("fleet.broker")) ? KafkaLibraries.oldest() : KafkaLibraries.newest(),
                more);
    }

    /** @param more properties of the broker, beside or in place of ours */
    public Broker(Path directory, KafkaLibraries libraries, Map<String, String> more) {
        this.directory = directory.toAbsolutePath();
        clients = Ports.free();
        secured = Ports.free();
        try {
            configure(Ports.free(), more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = new KafkaProcess(
                output(), libraries, "256m", "kafka.Kafka", this.directory.resolve("broker.properties"));
    }

    private void configure(int controller, Map<String, String> more) throws IOException {
        Path log = Files.createDirectories(directory.resolve("log"));
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE,
                "controller.quorum.voters",
                NODE + "@localhost:" + controller,
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "CLIENTS",
                "listeners",
                "CLIENTS://localhost:" + clients + ",SECURED://localhost:" + secured + ",CONTROLLER://localhost:"
                        + controller,
                "advertised.listeners",
                "CLIENTS://localhost:" + clients + ",SECURED://localhost:" + secured,
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT,SECURED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                log.toString()));
        properties.putAll(Map.of(
                "listener.name.secured.sasl.enabled.mechanisms", "PLAIN",
                "listener.name.secured.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + USER + "=\""
                                + PASSWORD + "\";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:ANONYMOUS",
                "auto.create.topics.enable", "false"));
        // One node, few threads.
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.num.partitions", "4",
                "group.initial.rebalance.delay.ms", "0",
                "num.network.threads", "2",
                "num.io.threads", "2"));
        properties.putAll(more);
        store(properties, "broker.properties");
        // What Kafka's own tool "format" would leave, without a JVM for it.
        Properties meta = new Properties();
        meta.putAll(Map.of(
                "version", "1",
                "cluster.id", "MkU3OEVBNTcwNTJENDM2Qg",
                "node.id", NODE,
                "directory.id", "c29tZS1kaXJlY3RvcnkxMg"));
        store(meta, "log/meta.properties");
    }

    private void store(Properties properties, String file) throws IOException {
        try (var out = Files.newOutputStream(directory.resolve(file))) {
            properties.store(out, null);
        }
    }

    /** Until it listens. */
    public Broker start() {
        process.start();
        process.awaitReady(() -> isListening(clients) && isListening(secured));
        return this;
    }

    /** What it said. */
    public Path output() {
        return directory.resolve("broker.out");
    }

    /** Where nobody is asked who they are. */
    public String bootstrapServers() {
        return "localhost:" + clients;
    }

    /** Where {@link #USER} and {@link #PASSWORD} are asked for, by SASL/PLAIN. */
    public String securedServers() {
        return "localhost:" + secured;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** In order, by SIGTERM. */
    public void stop() {
        process.stop();
    }

    /** By SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** By SIGSTOP: it keeps its connections and says nothing. */
    public void freeze() {
        process.signal("STOP");
    }

    /** By SIGCONT. */
    public void thaw() {
        process.signal("CONT");
    }

    /** @param settings of the topic, such as {@code max.message.bytes} */
    public Broker createTopic(String topic, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(settings);
            done(admin.createTopics(List.of(wanted)).all());
        }
        return this;
    }

    /** @param settings in the place of those that it has */
    public void setTopic(String topic, Map<String, String> settings) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(each ->
                        new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = admin()) {
            done(admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
            // The controller has it then; the broker has it a moment later.
            await().atMost(AMPLE).until(() -> {
                Config shown =
                        done(admin.describeConfigs(List.of(resource)).all()).get(resource);
                return settings.entrySet().stream()
                        .allMatch(each ->
                                each.getValue().equals(shown.get(each.getKey()).value()));
            });
        }
    }

    public void deleteTopic(String topic) {
        try (Admin admin = admin()) {
            done(admin.deleteTopics(List.of(topic)).all());
        }
    }

    public Set<String> topics() {
        try (Admin admin = admin()) {
            return done(admin.listTopics().names());
        }
    }

    /** Without a name. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** @param properties of the producer, with the address of a broker */
    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> properties) {
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Until it is done. */
    public static <T> T done(KafkaFuture<T> future) {
        try {
            return future.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that this topic has now. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers()));
        properties.put("enable.auto.commit", false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
