package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The versions that the README promises are those that {@code MatrixIT} tries. */
class ReadmeMatrixTest {
    private static final Markdown README = Markdown.of("README.md");

    @Test
    void table_hasTheVersionsOfThePom() throws Exception {
        Pom pom = Pom.ours();
        List<String> rows = Pattern.compile("^\\| Logback (\\S+) \\|.*$", Pattern.MULTILINE)
                .matcher(README.text)
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(rows)
                .containsExactly(
                        pom.property("logback.oldest.version"),
                        pom.property("logback.version"),
                        pom.property("logback.next.version"));
        assertThat(README.prose().replace('\n', ' '))
                .contains("your own Logback, " + pom.property("logback.oldest.version") + " or later");
    }

    @Test
    void javaAsked_isTheOneCompiledFor() throws Exception {
        assertThat(README.prose())
                .contains("It needs Java " + Pom.ours().property("maven.compiler.release") + " or later");
    }
}
