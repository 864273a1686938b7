package com.moesif.logback.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One that an application may have, made of the jars that the project {@code src/it/classpaths} has resolved.
 *
 * @param jars by the name of the artifact; those of Jackson 2, which has some of the same names, by "jackson2-" and so on
 */
record ClassPath(String name, Map<String, Path> jars) {
    static final Path BUILT = Path.of(System.getProperty("its", "target/it"), "classpaths");

    private static final Path SINGLE = BUILT.resolve("target").resolve("single");
    private static final Path PINNED = BUILT.resolve("target").resolve("pinned");
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    /** Those that bills of materials pin, in the order of the alphabet. */
    static Stream<ClassPath> allPinned() {
        return files(PINNED)
                .sorted()
                .map(directory -> pinned(directory.getFileName().toString()));
    }

    /** What this bill of materials pins, and where it says nothing, what the appender brings. */
    static ClassPath pinned(String bom) {
        Map<String, Path> jars = new TreeMap<>();
        files(PINNED.resolve(bom)).forEach(jar -> jars.put(artifact(jar), jar));
        return new ClassPath(bom, jars);
    }

    /** With each of these in the place of the one of its name. */
    ClassPath with(String... singles) {
        Map<String, Path> changed = new TreeMap<>(jars);
        for (String single : singles) {
            Path jar = SINGLE.resolve(single + ".jar");
            if (!Files.isRegularFile(jar)) {
                throw new IllegalArgumentException(jar + " is not there");
            }
            changed.put(artifact(jar), jar);
        }
        return new ClassPath(name + " with " + String.join(", ", singles), changed);
    }

    ClassPath without(String artifact) {
        Map<String, Path> changed = new TreeMap<>(jars);
        changed.remove(artifact);
        return new ClassPath(name + " without " + artifact, changed);
    }

    boolean has(String artifact) {
        return jars.containsKey(artifact);
    }

    /** "none" where there is none. */
    String version(String artifact) {
        return has(artifact) ? part(jars.get(artifact), 2) : "none";
    }

    private static String artifact(Path jar) {
        String artifact = part(jar, 1);
        return part(jar, 2).startsWith("2.")
                ? artifact.replaceFirst("^jackson-(?=core|databind)", "jackson2-")
                : artifact;
    }

    private static String part(Path jar, int which) {
        Matcher matcher = JAR.matcher(jar.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(jar.toString());
        }
        return matcher.group(which);
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
