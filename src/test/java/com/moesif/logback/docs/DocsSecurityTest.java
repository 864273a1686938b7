package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What is said about attacks is tested. */
class DocsSecurityTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)#(\\w+)`");

    @Test
    void everyAttack_namesTestsThatAreRun() throws Exception {
        List<String> rows = Markdown.of(".github/SECURITY.md")
                .text
                .lines()
                .dropWhile(line -> !line.startsWith("| attacker |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(15)
                .allMatch(row -> TEST.matcher(row).find());
        for (MatchResult test : TEST.matcher(String.join("\n", rows)).results().toList()) {
            assertThat(testsIn(test.group(1))).as(test.group()).contains(test.group(2));
        }
    }

    /** The names of the test methods that a class has, in whatever package. */
    private static List<String> testsIn(String simpleName) throws Exception {
        Path root = Path.of("src", "test", "java");
        try (Stream<Path> files = Files.walk(root)) {
            Path file = files.filter(path -> path.endsWith(simpleName + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test class " + simpleName));
            String name = root.relativize(file).toString().replace(File.separatorChar, '.');
            return Arrays.stream(
                            Class.forName(name.replaceFirst("\\.java$", "")).getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class)
                            || method.isAnnotationPresent(ParameterizedTest.class))
                    .map(Method::getName)
                    .toList();
        }
    }
}
