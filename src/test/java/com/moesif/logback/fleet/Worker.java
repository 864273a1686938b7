package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Ports;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.LongStream;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Connect worker, distributed, in a JVM of its own, with the configuration of {@link FleetPage}: our connector is a jar
 * in its {@code plugin.path}. Workers of the same broker are one cluster. Of the newest version, or with
 * {@code -Dfleet.worker=oldest} of that one.
 */
public final class Worker implements AutoCloseable {
    private static final Duration AMPLE = Duration.ofSeconds(120);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path directory;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final KafkaProcess process;

    /** @param connector its jar, or a directory with its jars */
    public Worker(Path directory, Broker broker, Path connector) {
        this(directory, broker, connector, "384m");
    }

    /** @param heap such as {@code 256m} */
    Worker(Path directory, Broker broker, Path connector, String heap) {
        this.directory = directory.toAbsolutePath();
        port = Ports.free();
        try {
            Path plugins = Files.createDirectories(this.directory.resolve("plugins"));
            if (Files.isDirectory(connector)) {
                configure(broker, connector.toAbsolutePath().getParent());
            } else {
                Files.copy(connector, plugins.resolve(connector.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                configure(broker, plugins);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean oldest = "oldest".equals(System.getProperty("fleet.worker"));
        process = new KafkaProcess(
                output(),
                oldest ? KafkaLibraries.oldest() : KafkaLibraries.newest(),
                heap,
                "org.apache.kafka.connect.cli.ConnectDistributed",
                this.directory.resolve("worker.properties"));
    }

    private void configure(Broker broker, Path plugins) throws IOException {
        Map<String, String> properties = new HashMap<>(FleetPage.worker());
        properties.putAll(Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "listeners", "http://localhost:" + port,
                "plugin.path", plugins.toString()));
        // One broker, few partitions, and a dead worker is soon known.
        properties.putAll(Map.of(
                "config.storage.replication.factor", "1",
                "offset.storage.replication.factor", "1",
                "status.storage.replication.factor", "1",
                "offset.storage.partitions", "1",
                "status.storage.partitions", "1",
                "session.timeout.ms", "6000",
                "heartbeat.interval.ms", "2000",
                "scheduled.rebalance.max.delay.ms", "1000"));
        Properties file = new Properties();
        file.putAll(properties);
        try (var out = Files.newOutputStream(directory.resolve("worker.properties"))) {
            file.store(out, null);
        }
    }

    /** Returns at once. */
    public Worker launch() {
        process.start();
        return this;
    }

    /** Until its REST interface answers. */
    public Worker awaitReady() {
        process.awaitReady(() -> {
            try {
                return request("GET", "/connectors", null).statusCode() == 200;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
        return this;
    }

    /** What it said. */
    public String said() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output() {
        return directory.resolve("worker.out");
    }

    public JsonNode get(String path) {
        return MAPPER.readTree(request("GET", path, null).body());
    }

    /** Returns the answer; the status may be any. */
    public HttpResponse<String> put(String path, Map<String, String> body) {
        return request("PUT", path, MAPPER.writeValueAsString(body));
    }

    /**
     * Until it is done.
     *
     * @param body JSON; null for none
     */
    public void ask(String method, String path, String body) {
        await().atMost(AMPLE).until(() -> request(method, path, body).statusCode() / 100 == 2);
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
        awaitRunning(name, tasks);
    }

    /** With its tasks. */
    void restart(String name) {
        ask("POST", "/connectors/" + name + "/restart?includeTasks=true", null);
    }

    public void awaitRunning(String name, int tasks) {
        await().atMost(AMPLE).until(() -> running(name) == tasks);
    }

    /** Until so many tasks run: one that has failed does not run again, one that is on the move does. */
    void awaitNoneFailed(String name, int tasks) {
        awaitRunning(name, tasks);
        assertThat(failure(name)).isEmpty();
    }

    /** Tasks of this connector that run, on whichever worker. */
    public int running(String name) {
        int running = 0;
        for (JsonNode task : get("/connectors/" + name + "/status").path("tasks")) {
            running += task.path("state").asString().equals("RUNNING") ? 1 : 0;
        }
        return running;
    }

    /** Why tasks of this connector have failed; empty when none has. */
    public String failure(String name) {
        StringBuilder traces = new StringBuilder();
        for (JsonNode task : get("/connectors/" + name + "/status").path("tasks")) {
            traces.append(task.path("trace").asString());
        }
        return traces.toString();
    }

    /** Tasks of this connector that are on this worker now. */
    public int tasks(String name) {
        int tasks = 0;
        for (JsonNode task : get("/connectors/" + name + "/status").path("tasks")) {
            tasks += task.path("worker_id").asString().endsWith(":" + port) ? 1 : 0;
        }
        return tasks;
    }

    /** Over JMX: the largest that a task of this connector on this worker shows. */
    public long most(String name, String attribute) {
        return shown(name, attribute).max().orElse(-1);
    }

    /** Over JMX: the least that a task of this connector on this worker shows. */
    long least(String name, String attribute) {
        return shown(name, attribute).min().orElse(-1);
    }

    private LongStream shown(String name, String attribute) {
        return overJmx(server -> {
            LongStream.Builder values = LongStream.builder();
            for (ObjectName task : server.queryNames(
                    new ObjectName("com.moesif.logback:type=MoesifSinkTask,connector=" + name + ",*"), null)) {
                try {
                    values.add(((Number) server.getAttribute(task, attribute)).longValue());
                } catch (InstanceNotFoundException e) {
                    // It has gone to another worker meanwhile.
                }
            }
            return values.build();
        });
    }

    /** What of the heap is in use when its garbage has been collected. */
    long heapInUse() {
        return overJmx(server -> {
            MemoryMXBean memory =
                    ManagementFactory.newPlatformMXBeanProxy(server, "java.lang:type=Memory", MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(MBeanServerConnection server) throws Exception;
    }

    private <T> T overJmx(Question<T> question) {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
            String agent = machine.startLocalManagementAgent();
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent))) {
                return question.ask(connector.getMBeanServerConnection());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the physical memory, as Linux counts it: the most that it had. */
    public String memory() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElse("unknown")
                    .replaceAll("\\s+", " ");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** In order, by SIGTERM. */
    public void stop() {
        process.stop();
    }

    /** By SIGKILL. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
