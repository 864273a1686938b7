package com.moesif.logback.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class Jdks {
    private Jdks() {}

    /** The program {@code java} of the JDK that runs the tests. */
    public static Path own() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * The command for a program that has ended before better code pays, as most have that a test starts.
     *
     * @param arguments options of Java, which may say otherwise, the main class and what is given to it
     * @return a list to which more may be added
     */
    public static List<String> quickly(Path java, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** That of a JDK with virtual threads: named by {@code JDK_CURRENT}, our own, or one where Linux has them. */
    public static Optional<Path> current() throws IOException {
        String given = System.getenv("JDK_CURRENT");
        if (given != null) {
            return Optional.of(Path.of(given, "bin", "java"));
        }
        if (Runtime.version().feature() >= 21) {
            return Optional.of(own());
        }
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> jdks = Files.list(all)) {
            return jdks.filter(jdk -> jdk.getFileName().toString().matches(".*\\b(2[1-9]|[3-9]\\d)\\b.*"))
                    .map(jdk -> jdk.resolve("bin").resolve("java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    /** Our own, and the current one where that is another. */
    public static Stream<Path> all() throws IOException {
        return Stream.concat(Stream.of(own()), current().stream()).distinct();
    }
}
