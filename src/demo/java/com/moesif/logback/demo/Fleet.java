package com.moesif.logback.demo;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.fleet.Broker;
import com.moesif.logback.fleet.FleetPage;
import com.moesif.logback.fleet.KafkaLibraries;
import com.moesif.logback.fleet.Worker;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Kafka between the appender and the collector: a broker and a Connect worker of Kafka's own jars, with the configurations of
 * the page on fleets.
 */
final class Fleet implements AutoCloseable {
    private static final String TOPIC = "moesif-actions";
    private static final String CONNECTOR = "usage";
    private static final String OURS = "the-application-id";
    private static final int PARTITIONS = 4;
    private static final int PATIENCE_SECONDS = 20;

    private final PrintStream out;
    private final String version = System.getProperty("kafka.version");
    private final Path directory;
    private final Broker broker;
    private final Worker worker;

    /** Not started yet. */
    Fleet(PrintStream out) throws Exception {
        this.out = out;
        gather();
        directory = Files.createTempDirectory(Path.of("target"), "demo-fleet-").toAbsolutePath();
        broker = new Broker(directory.resolve("broker"));
        worker = new Worker(Files.createDirectories(directory.resolve("worker")), broker, plugin(directory));
    }

    void start(LocalCollector collector) {
        out.println("A broker and a Connect worker start, both of Kafka " + version + ". It takes a while.");
        broker.start().createTopic(TOPIC, PARTITIONS, Map.of());
        worker.launch().awaitReady();
        Map<String, String> config = new HashMap<>(FleetPage.connector());
        config.putAll(Map.of(
                "moesif.application.id",
                OURS,
                "moesif.base.uri",
                collector.baseUri().toString(),
                "errors.deadletterqueue.topic.replication.factor",
                "1",
                "linger.ms",
                "100"));
        worker.connect(CONNECTOR, PARTITIONS, config);
        out.println("Actions go from the service to the topic " + TOPIC + ", and from there through the connector "
                + CONNECTOR + " to the collector.");
    }

    /** Once: Maven has them from then on. */
    private void gather() throws Exception {
        Path libraries = KafkaLibraries.directory(version);
        if (Files.isDirectory(libraries)) {
            return;
        }
        out.println("Maven gathers the jars of Kafka " + version + ", some 50 MB, the first time only.");
        boolean windows = File.separatorChar == '\\';
        Path maven = Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn");
        int exit = new ProcessBuilder(
                        maven.toString(),
                        "-q",
                        "-f",
                        Path.of("src", "it", "fleet", "pom.xml").toString(),
                        "package",
                        "-Dkafka.version=" + version,
                        "-Dlibraries=" + libraries.getParent().toAbsolutePath())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("Maven could not gather Kafka's jars.");
        }
    }

    /** What the jar with the classifier connect has, from what is compiled: ours, and the libraries beside it. */
    private static Path plugin(Path directory) throws IOException {
        Path plugin = Files.createDirectories(directory.resolve("plugins").resolve("moesif"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (name.matches("(jackson-core-3|httpclient5-|httpcore5-|jctools-core-).*\\.jar")) {
                Files.copy(path, plugin.resolve(name));
            } else if (path.endsWith(Path.of("target", "classes"))) {
                pack(path, plugin.resolve("moesif.jar"));
            }
        }
        return plugin;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
    }

    /** The sample, with the one thing changed that this changes for a service. Logback reads it before Kafka's client logs. */
    Path configuration(Path sample) throws IOException {
        String xml = Files.readString(sample);
        String kafka = "<kafka><bootstrapServers>" + broker.bootstrapServers() + "</bootstrapServers></kafka>";
        String changed =
                xml.replaceAll("<applicationId>.*</applicationId>", kafka).replaceAll("<baseUri>.*</baseUri>", "");
        out.println("For this " + sample + " has, in the place of <applicationId> and <baseUri>:");
        out.println("  " + kafka);
        return Files.writeString(directory.resolve(sample.getFileName()), changed);
    }

    /** Until the collector has each action that is in the topic, where one may stand twice. */
    void awaitArrived(LocalCollector collector) throws InterruptedException {
        long written = broker.records(TOPIC).stream()
                .map(record -> new String(
                        record.headers().lastHeader("moesif-transaction-id").value(), StandardCharsets.UTF_8))
                .distinct()
                .count();
        await(() -> collector.actions().size() >= written);
    }

    /** Until more have come twice than this: the connector sends again when it has waited for the lost answer. */
    void awaitRepeats(LocalCollector collector, long before) throws InterruptedException {
        await(() -> collector.duplicates() > before);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean() && until - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        worker.close();
        broker.close();
    }
}
