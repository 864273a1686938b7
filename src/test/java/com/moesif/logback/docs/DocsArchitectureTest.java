package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.ArchitectureTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page "Architecture" names files that exist, and the rooms that the build enforces. */
class DocsArchitectureTest {
    private static final Markdown PAGE = Markdown.page("architecture");
    private static final Path SOURCES = Path.of("src", "main", "java", "com", "moesif", "logback");
    private static final Pattern FILE = Pattern.compile("`([\\w/]+\\.java)`");
    private static final Pattern METHOD = Pattern.compile("`([a-z]\\w+)`");
    private static final Pattern ROOM =
            Pattern.compile("(?m)^\\| `(root|config|testing|collector|cli|connect|internal\\.\\w+)` \\|.*\\|(.*)\\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    static Stream<String> steps() {
        return PAGE.text.lines().filter(line -> FILE.matcher(line).find());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyFileOfAStep_exists(String step) {
        assertThat(files(step))
                .allSatisfy(file -> assertThat(SOURCES.resolve(file)).exists());
    }

    /** A file in a step is in the room of the step's first file unless it has a path of its own. */
    private static List<Path> files(String step) {
        List<Path> files = new ArrayList<>();
        Path room = Path.of("");
        for (MatchResult file : FILE.matcher(step).results().toList()) {
            Path named = Path.of(file.group(1));
            Path inside = named.getParent() == null ? room.resolve(named) : named;
            files.add(inside);
            room = inside.getParent() == null ? room : inside.getParent();
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyMethodOfAStep_isInOneOfItsFiles(String step) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path file : files(step)) {
            sources.append(Files.readString(SOURCES.resolve(file)));
        }

        assertThat(METHOD.matcher(step).results().map(name -> name.group(1)))
                .allSatisfy(name -> assertThat(sources).containsPattern("\\b" + name + "\\b"));
    }

    @Test
    void eachWalk_hasItsSteps() {
        assertThat(steps()).hasSizeGreaterThan(40);
    }

    @Test
    void rooms_areThoseThatTheBuildEnforces() {
        Map<String, Set<String>> shown = ROOM.matcher(PAGE.text)
                .results()
                .collect(Collectors.toMap(
                        row -> key(row.group(1)),
                        row -> NAME.matcher(row.group(2))
                                .results()
                                .map(name -> key(name.group(1)))
                                .collect(Collectors.toSet())));

        assertThat(shown).isEqualTo(ArchitectureTest.ARROWS);
    }

    /** As {@code ArchitectureTest} has it, with or without {@code internal}. */
    private static String key(String name) {
        return ArchitectureTest.ARROWS.keySet().stream()
                .filter(key ->
                        name.equals("root") ? key.isEmpty() : key.equals("." + name) || key.equals(".internal." + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no room " + name));
    }
}
