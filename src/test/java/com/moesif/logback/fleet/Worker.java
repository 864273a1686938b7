package com.moesif.logback.fleet;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Connect worker, distributed, in a JVM of its own, as Kafka's distribution has it: our connector is a jar in its
 * {@code plugin.path}. Workers of the same broker are one cluster.
 */
public final class Worker implements AutoCloseable {
    private static final Duration AMPLE = Duration.ofSeconds(120);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path directory;
    private final KafkaLibraries libraries;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread atExit = new Thread(this::kill);
    private Process process;

    /**
     * @param jar of the connector
     * @param more properties of the worker, beside or in place of ours
     */
    public Worker(Path directory, KafkaLibraries libraries, Broker broker, Path jar, Map<String, String> more) {
        this.directory = directory.toAbsolutePath();
        this.libraries = libraries;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Path plugins = Files.createDirectories(this.directory.resolve("plugins"));
            Files.copy(jar, plugins.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            configure(broker, plugins, more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    private void configure(Broker broker, Path plugins, Map<String, String> more) throws IOException {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "connect",
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "listeners", "http://localhost:" + port,
                "plugin.path", plugins.toString(),
                "plugin.discovery", "service_load",
                "config.providers", "file",
                "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider",
                "scheduled.rebalance.max.delay.ms", "1000"));
        // One broker, few partitions, and a dead worker is soon known.
        properties.putAll(Map.of(
                "config.storage.topic", "connect-configs",
                "offset.storage.topic", "connect-offsets",
                "status.storage.topic", "connect-status",
                "config.storage.replication.factor", "1",
                "offset.storage.replication.factor", "1",
                "status.storage.replication.factor", "1",
                "offset.storage.partitions", "1",
                "status.storage.partitions", "1",
                "session.timeout.ms", "6000",
                "heartbeat.interval.ms", "2000"));
        properties.putAll(more);
        try (var out = Files.newOutputStream(directory.resolve("worker.properties"))) {
            properties.store(out, null);
        }
    }

    /** Returns at once. */
    public Worker launch() {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                libraries.classPath(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                directory.resolve("worker.properties").toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Until its REST interface answers. */
    public Worker awaitReady() {
        await().atMost(AMPLE).ignoreException(UncheckedIOException.class).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The worker has ended: see " + output());
            }
            return request("GET", "/connectors", null).statusCode() == 200;
        });
        return this;
    }

    /** What it said. */
    public Path output() {
        return directory.resolve("worker.out");
    }

    public JsonNode get(String path) {
        return MAPPER.readTree(request("GET", path, null).body());
    }

    /** Returns the answer; the status may be any. */
    public HttpResponse<String> put(String path, Map<String, String> body) {
        return request("PUT", path, MAPPER.writeValueAsString(body));
    }

    private HttpResponse<String> request(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(AMPLE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes the connector, or changes it, and waits until so many tasks run. */
    public void connect(String name, int tasks, Map<String, String> config) {
        await().atMost(AMPLE)
                .until(() -> put("/connectors/" + name + "/config", config).statusCode() / 100 == 2);
        await().atMost(AMPLE).until(() -> running(name) == tasks);
    }

    /** Tasks of this connector that run, on whichever worker. */
    public int running(String name) {
        int running = 0;
        for (JsonNode task : get("/connectors/" + name + "/status").path("tasks")) {
            running += task.path("state").asString().equals("RUNNING") ? 1 : 0;
        }
        return running;
    }

    /** In order, by SIGTERM. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** By SIGKILL. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM exits already.
        }
        kill();
    }
}
