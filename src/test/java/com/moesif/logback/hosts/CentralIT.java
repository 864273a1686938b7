package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.docs.Pom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Maven Central asks of a release, but for its signatures. */
class CentralIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupId",
                "artifactId",
                "version",
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/organization",
                "developers/developer/organizationUrl",
                "scm/connection",
                "scm/developerConnection",
                "scm/url"
            })
    void pom_says(String path) throws Exception {
        assertThat(Pom.ours().text(path)).isNotBlank().doesNotContain("${");
    }

    /** It takes nothing that isn't there itself. */
    @Test
    void pom_needsNothingOfElsewhere() throws Exception {
        Pom pom = Pom.ours();

        assertThat(pom.texts("repositories/repository/url")).isEmpty();
        assertThat(pom.texts("dependencies/dependency/version"))
                .isNotEmpty()
                .noneMatch(version -> version.endsWith("-SNAPSHOT"));
    }

    @Test
    void sources_areBeside() throws IOException {
        try (JarFile jar = jar("sources");
                Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> Path.of("src/main/java").relativize(file).toString())
                    .toList();

            assertThat(names(jar)).contains("META-INF/LICENSE").containsAll(sources);
        }
    }

    @Test
    void javadocOfWhatUsersName_isBeside() throws IOException {
        List<String> pages = Files.readAllLines(Path.of("src/test/resources/public-api.txt")).stream()
                // Members have a type after a colon; the program has a --help.
                .filter(line -> !line.contains(":") && !line.startsWith("com.moesif.logback.cli."))
                .map(type -> type.replace('.', '/').replace('$', '.') + ".html")
                .toList();
        try (JarFile jar = jar("javadoc")) {
            List<String> names = names(jar);

            assertThat(pages).isNotEmpty().allSatisfy(page -> assertThat(names).anyMatch(name -> name.endsWith(page)));
        }
    }

    private static JarFile jar(String classifier) throws IOException {
        return new JarFile(System.getProperty("jar.plain").replaceFirst("\\.jar$", "-" + classifier + ".jar"));
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(entry -> entry.getName()).toList();
    }
}
