package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sections of the page Quick start, as they stand there, each from an empty folder. Only the port and the repositories are
 * those of this build.
 */
@Timeout(600)
class QuickStartIT {
    private static final String BOOT = "Spring Boot 4";
    private static final String GRADLE = "Gradle, without a framework";
    private static final Markdown PAGE = Markdown.page("quick-start");
    private static final Pattern FILE =
            Pattern.compile("[Tt]he file `([^`]+)`:\\n\\n```\\w+\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Path REPOSITORY = Path.of(System.getProperty("its")).resolveSibling("local-repo");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void springBoot(int version) throws Exception {
        files(BOOT);
        Path pom = folder.resolve("pom.xml");
        String four = "<version>" + versionOf(4) + "</version>";
        assertThat(Files.readString(pom)).containsOnlyOnce(four);
        assertThat(PAGE.text).contains("For Spring Boot 3.5, take `" + versionOf(3) + "` as the parent's version");
        Files.writeString(pom, Files.readString(pom).replace(four, "<version>" + versionOf(version) + "</version>"));

        actionOf(commands(BOOT)
                .replace(
                        "mvn -q package",
                        "mvn -q -s '" + settings() + "' '-Dmaven.repo.local=" + REPOSITORY + "' package"));
    }

    private static String versionOf(int boot) throws Exception {
        return Pom.of(Path.of("src", "it", "boot" + boot, "pom.xml")).text("parent/version");
    }

    /** What the builder's own repository has needn't come over the network again. */
    private Path settings() throws Exception {
        Path own = Path.of(System.getProperty(
                "localRepository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        return Files.writeString(
                folder.resolve("settings.xml"),
                Files.readString(Path.of("src", "it", "settings.xml"))
                        .replace("@localRepositoryUrl@", own.toUri().toString()));
    }

    @Test
    void gradle() throws Exception {
        files(GRADLE);
        Pom pom = Pom.ours();
        assertThat(Files.readString(folder.resolve("build.gradle.kts")))
                .contains("\"" + pom.text("groupId") + ":" + pom.text("artifactId") + ":" + pom.text("version") + "\"")
                .contains("\"ch.qos.logback:logback-classic:" + pom.property("logback.version") + "\"");
        Assumptions.assumeTrue(isOnThePath("gradle"), "Gradle is not installed: its quick start was not run");

        actionOf(commands(GRADLE).replace("gradle -q run", "gradle -q '-Dmaven.repo.local=" + REPOSITORY + "' run"));
    }

    private void files(String heading) throws Exception {
        Matcher file = FILE.matcher(section(heading));
        int files = 0;
        while (file.find()) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2) + "\n");
            files++;
        }
        assertThat(files).as(heading).isGreaterThanOrEqualTo(3);
    }

    private static String commands(String heading) {
        return PAGE.block(heading, "sh");
    }

    private static String section(String heading) {
        String text = PAGE.text;
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private void actionOf(String commands) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            String port = "http://localhost:9500";
            assertThat(commands).containsOnlyOnce(port);
            Path output = folder.resolve("output.txt");
            ProcessBuilder builder = new ProcessBuilder(
                            "sh",
                            "-e",
                            "-c",
                            commands.replace(port, collector.baseUri().toString()))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "MAVEN_OPTS"));
            builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
            Process process = builder.start();
            try {
                assertThat(process.waitFor(8, TimeUnit.MINUTES))
                        .as(Files.readString(output))
                        .isTrue();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String said = Files.readString(output);

            assertThat(process.exitValue()).as(said).isZero();
            assertThat(collector.refusals()).isEmpty();
            assertThat(collector.actions()).as(said).singleElement().satisfies(action -> {
                assertThat(action.actionName()).isEqualTo("Processed Payment");
                assertThat(action.companyId()).isEqualTo("12345");
                assertThat(action.metadata()).containsEntry("amount", 24.6).containsEntry("currency", "USD");
            });
        }
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
