package com.moesif.logback.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mutants that live are held against, and that the lists themselves can be read. */
class SurvivorsTest {
    private static final Path LISTS = Path.of("src/test/resources/survivors");
    private static final String NAMED = "a.room.Ring\ttake\tMath\tleft = size - 1;\t";

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void sources() throws IOException {
        Files.createDirectories(temp.resolve("a/room"));
        Files.writeString(temp.resolve("a/room/Ring.java"), "class Ring {\n    left = size - 1;\n    right();\n}\n");
    }

    private boolean report(String list, String... mutants) throws IOException {
        Files.writeString(temp.resolve("room.tsv"), list);
        Path csv = Files.write(temp.resolve("mutations.csv"), List.of(mutants));
        return Survivors.of(csv, temp).report(temp, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static String mutant(String method, int line, String status) {
        return "Ring.java,a.room.Ring,org.pitest.mutators.MathMutator," + method + "," + line + "," + status + ",none";
    }

    private static String[] nineNoticedAnd(String last) {
        String[] mutants = Collections.nCopies(10, mutant("put", 3, "KILLED")).toArray(String[]::new);
        mutants[9] = last;
        return mutants;
    }

    @Test
    void oneThatIsNamed_isGood() throws IOException {
        assertThat(report(NAMED + "Equivalent: nobody reads it.", nineNoticedAnd(mutant("take", 2, "SURVIVED"))))
                .isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("room      9 of 10 mutants noticed (90.0 %; wanted 90), 0 not reached");
    }

    @Test
    void oneWithoutAReason_isShown() throws IOException {
        assertThat(report("", nineNoticedAnd(mutant("lambda$take$3", 2, "SURVIVED"))))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("no list", NAMED.strip());
    }

    @Test
    void oneThatNoTestReaches_needsAReasonToo_andDoesNotCount() throws IOException {
        assertThat(report("", nineNoticedAnd(mutant("take", 2, "NO_COVERAGE")))).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("9 of 9", "1 not reached", NAMED.strip());
    }

    @Test
    void oneThatIsNamed_andWasNoticed_isShown() throws IOException {
        assertThat(report(NAMED + "Equivalent: nobody reads it.", mutant("take", 2, "KILLED")))
                .isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("were noticed this time", NAMED.strip());
    }

    @Test
    void oneOfAClassThatWasNotMeasured_isNotAskedFor() throws IOException {
        assertThat(report(NAMED.replace("Ring", "Sender") + "Equivalent: so it is.", mutant("take", 2, "KILLED")))
                .isTrue();
    }

    @Test
    void tooFewNoticed_isNotGood_whateverTheReasons() throws IOException {
        assertThat(report(
                        NAMED + "Equivalent: nobody reads it.",
                        mutant("take", 2, "SURVIVED"),
                        mutant("put", 3, "TIMED_OUT")))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 of 2", "50.0 %");
    }

    @Test
    void aLineWithoutAReason_isRefused() {
        assertThatThrownBy(() -> report(NAMED, mutant("take", 2, "SURVIVED")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 columns");
    }

    /** Nobody measures for hours at each build: what a build can see is that each line says something of code that there is. */
    @Test
    void theLists_nameLinesOfTheCode() throws IOException {
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(LISTS, "*.tsv")) {
            for (Path list : lists) {
                for (String line : Files.readAllLines(list)) {
                    String[] columns = line.split("\t");
                    assertThat(columns).as(line).hasSize(5);
                    String file = columns[0].replaceFirst("\\$.*", "").replace('.', '/') + ".java";
                    assertThat(Files.readString(Path.of("src/main/java", file))
                                    .lines()
                                    .map(String::strip))
                            .as(line)
                            .contains(columns[3]);
                }
            }
        }
    }
}
