package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the README shows first is what happens. */
class ReadmeExampleTest {
    @TempDir
    Path directory;

    @Test
    @SuppressWarnings("unchecked")
    void firstLogbackXml_makesTheActionThatIsShown() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Path xml = Files.writeString(directory.resolve("logback.xml"), block(readme, "xml"));
        Map<String, Object> shown = new JsonMapper().readValue(block(readme, "json"), Map.class);
        assertThat(block(readme, "java"))
                .contains("(\"Processed payment {} {} for {} in {} s\", 24.6, \"USD\", \"12345\", 66.3)");

        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("com.acme.payments.Service")
                    .info("Processed payment {} {} for {} in {} s", 24.6, "USD", "12345", 66.3);

            assertThat(tester.problems()).isEmpty();
            assertThat(tester.actions()).singleElement().satisfies(action -> {
                assertThat(action.keySet()).containsExactlyElementsOf(shown.keySet());
                for (String field : new String[] {"action_name", "company_id", "metadata"}) {
                    assertThat(action.get(field)).isEqualTo(shown.get(field));
                }
            });
        }
    }

    /** Whatever else there is to say has a page of its own. */
    @Test
    void readme_isReadInAFewMinutes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme.lines()).hasSizeLessThanOrEqualTo(300);
        assertThat(readme.split("\\s+")).hasSizeLessThanOrEqualTo(2_500);
    }

    @Test
    void versionShown_isTheProjects() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
        assertThat(version.find()).isTrue();

        assertThat(Files.readString(Path.of("README.md")))
                .contains("<version>" + version.group(1) + "</version>")
                .contains("moesif-logback-appender:" + version.group(1));
    }

    /** The first block of this language. */
    private static String block(String readme, String language) {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}
