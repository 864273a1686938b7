package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README tells to write into a build is this project, and what the projects in {@code src/it} are built with. */
class ReadmeAddingTest {
    private static final Markdown README = Markdown.of("README.md");
    private static final String SECTION = "Adding it";

    @Test
    void versions_areThoseOfThePomThatMatrixITTries() throws Exception {
        Pom pom = Pom.ours();
        List<String> rows = found("^\\| Logback (\\S+) \\|.*$");

        assertThat(rows)
                .containsExactly(
                        pom.property("logback.oldest.version"),
                        pom.property("logback.version"),
                        pom.property("logback.next.version"));
        assertThat(README.prose().replace('\n', ' '))
                .contains("your own Logback, " + pom.property("logback.oldest.version") + " or later")
                .contains("It needs Java " + pom.property("maven.compiler.release") + " or later");
    }

    @ParameterizedTest
    @CsvSource({"0, plain", "1, all"})
    void mavensSnippet_isWhatAProjectIsBuiltWith(int which, String project) throws Exception {
        String snippet = README.blocks(SECTION, "xml").get(which).text();

        assertThat(unindented(Files.readString(Path.of("src/it", project, "pom.xml"))))
                .contains(unindented(snippet.replace(Pom.ours().text("version"), "@project.version@")));
    }

    private static String unindented(String xml) {
        return xml.replaceAll("(?m)^ +", "");
    }

    /** No Gradle is run here; {@code @jar} is what it takes for a file without its dependencies. */
    @Test
    void gradlesNotation_namesThisProject() throws Exception {
        Pom pom = Pom.ours();
        String coordinates = pom.text("groupId") + ":" + pom.text("artifactId") + ":" + pom.text("version");

        assertThat(found("`implementation\\(\"(.+?)\"\\)`")).containsExactly(coordinates, coordinates + ":all@jar");
    }

    private static List<String> found(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(README.text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
