package com.moesif.logback.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kafka itself in one version, broker, Connect worker and client, as the project {@code src/it/fleet} has gathered it: for the
 * class path of another process, and never for that of the tests. Where it isn't gathered yet:
 *
 * <pre>
 * mvn -q -f src/it/fleet/pom.xml package -Dkafka.version=4.4.0 -Dlibraries=$PWD/target/it/fleet/target/libraries
 * </pre>
 */
public record KafkaLibraries(String version, List<Path> jars) {
    private static final Path GATHERED =
            Path.of(System.getProperty("its", "target/it"), "fleet", "target", "libraries");

    public static KafkaLibraries newest() {
        return all().get(all().size() - 1);
    }

    public static KafkaLibraries oldest() {
        List<KafkaLibraries> all = all();
        if (all.size() < 2) {
            throw new IllegalStateException("The oldest is not gathered: see " + KafkaLibraries.class);
        }
        return all.get(0);
    }

    /** Where those of this version belong. */
    public static Path directory(String version) {
        return GATHERED.resolve(version);
    }

    private static List<KafkaLibraries> all() {
        List<KafkaLibraries> all = files(GATHERED).stream()
                .sorted()
                .map(directory -> new KafkaLibraries(directory.getFileName().toString(), files(directory)))
                .toList();
        if (all.isEmpty()) {
            throw new IllegalStateException("Not gathered: see " + KafkaLibraries.class);
        }
        return all;
    }

    public String classPath() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The jars of these artifacts alone. */
    public List<Path> only(String... artifacts) {
        return jars.stream()
                .filter(jar -> Stream.of(artifacts)
                        .anyMatch(artifact -> jar.getFileName().toString().matches(artifact + "-\\d.*\\.jar")))
                .toList();
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toAbsolutePath).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return version;
    }
}
