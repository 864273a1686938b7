package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents tell to write into a build is this project, and what the projects in {@code src/it} are built with. */
class ReadmeAddingTest {
    private static final Markdown README = Markdown.readme();
    private static final Markdown PAGE = Markdown.page("compatibility");

    @Test
    void versions_areThoseOfThePomThatMatrixITTries() throws Exception {
        Pom pom = Pom.ours();

        assertThat(found(PAGE, "^\\| Logback (\\S+) \\|.*$"))
                .containsExactly(
                        pom.property("logback.oldest.version"),
                        pom.property("logback.version"),
                        pom.property("logback.next.version"));
        assertThat(PAGE.prose()).contains("Java " + pom.property("maven.compiler.release"));
        assertThat(README.prose()).contains("Java " + pom.property("maven.compiler.release"));
    }

    @Test
    void mavensSnippets_areWhatProjectsAreBuiltWith() throws Exception {
        isBuiltWith("plain", README.block("Maven", "xml"));
        isBuiltWith("all", PAGE.blocks("xml").get(0).text());
    }

    private static void isBuiltWith(String project, String snippet) throws Exception {
        assertThat(unindented(Files.readString(Path.of("src/it", project, "pom.xml"))))
                .contains(unindented(snippet.replace(Pom.ours().text("version"), "@project.version@")));
    }

    private static String unindented(String xml) {
        return xml.replaceAll("(?m)^ +", "");
    }

    /** They are run by hand only, and would go on with what they were written for. */
    @Test
    void examples_useWhatIsBuiltHere() throws Exception {
        Pom pom = Pom.ours();
        Pom examples = Pom.of(Path.of("src/examples/pom.xml"));

        assertThat(examples.property("moesif.version")).isEqualTo(pom.text("version"));
        assertThat(examples.property("logback.version")).isEqualTo(pom.property("logback.version"));
        assertThat(Markdown.page("frameworks").prose()).contains("Logback " + pom.property("logback.version"));
    }

    @ParameterizedTest
    @CsvSource({
        "ktor, ktor-server-netty-jvm, Ktor",
        "ktor, kotlin-logging-jvm, kotlin-logging",
        "pekko, pekko-actor-typed_2.13, Pekko",
        "scala, scala-logging_3, scala-logging",
        "javalin, javalin, Javalin",
        "jetty, jetty-server, Jetty",
        "vertx, vertx-web, Vert.x",
        "aot, spring-boot-dependencies, Spring Boot",
    })
    void frameworks_areOfTheVersionsThatThePageNames(String example, String artifact, String name) throws Exception {
        String version = Pom.of(Path.of("src/examples", example, "pom.xml"))
                .text("descendant::dependency[artifactId='" + artifact + "']/version");

        assertThat(Markdown.page("frameworks").text).contains(name + " " + version.replaceFirst("\\.\\d+$", ""));
    }

    /** No Gradle is run here; {@code @jar} is what it takes for a file without its dependencies. */
    @Test
    void gradlesNotations_nameThisProject() throws Exception {
        Pom pom = Pom.ours();
        String coordinates = pom.text("groupId") + ":" + pom.text("artifactId") + ":" + pom.text("version");
        String notation = "\\w*[iI]mplementation\\(\"(.+?)\"\\)";

        assertThat(found(README, notation)).isNotEmpty().allMatch(coordinates::equals);
        assertThat(found(PAGE, notation)).containsExactly(coordinates + ":all@jar");
    }

    @Test
    void whatTestsNeed_isOfThisProjectAndOfTheVersionOfThePom() throws Exception {
        Pom pom = Pom.ours();
        Markdown cookbook = Markdown.page("mapping-cookbook");
        String kit = pom.text("groupId") + ":" + pom.text("artifactId") + ":" + pom.text("version") + ":testkit";
        String asm = "org.ow2.asm:asm-analysis:" + pom.property("asm.version");

        assertThat(found(cookbook, "testImplementation\\(\"(.+?)\"\\)")).containsExactly(kit, asm);
        assertThat(cookbook.blocks("Keep rules and code together", "xml")
                        .get(0)
                        .text()
                        .replaceAll("\\s", ""))
                .contains("<classifier>testkit</classifier>", "<version>" + pom.property("asm.version") + "</version>");
    }

    /** The page has a profile around the root, and nothing else that the README's quick start has not. */
    @Test
    void springBootsConfiguration_isThatOfItsPage() {
        assertThat(withoutProfile(
                        Markdown.page("spring-boot").blocks("xml").get(0).text()))
                .isEqualTo(withoutProfile(README.block("Spring Boot", "xml")));
    }

    private static String withoutProfile(String xml) {
        return xml.replaceAll("</?springProfile[^>]*>|\\s", "");
    }

    private static Stream<String> found(Markdown document, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(document.text)
                .results()
                .map((MatchResult match) -> match.group(1));
    }
}
