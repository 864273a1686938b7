package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.testing.RuleTester;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and what other machines write: each has an answer of one line, and none is a stack trace. */
class OddInputTest extends CommandScene {
    private static final String PAID = """
            <rule><name>Paid</name><logger>com.acme</logger>
              <message>Paid {amount} für {company_id}</message><actionName>Paid</actionName></rule>
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check X",
                "check XML --log X",
                "check XML --classes X",
                "discover X",
                "spool X",
                "dead X",
                "dead X --delete 1 --yes",
                "spool DIR --send --yes --application-id-file X",
            })
    void pathThatIsNone_isMisuse(String typed) throws IOException {
        assertThat(type(typed.replace("XML", xml(PAID).toString())
                        .replace("DIR", directory.toString())
                        .replace("X", "a\0b")))
                .isEqualTo(2);
        assertThat(err()).contains("is no path").doesNotContain("Exception", "\0");
        assertThat(err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status localhost:99999",
                "status localhost:65536",
                "status service:jmx:rmi:///jndi/rmi://localhost:99999/jmxrmi",
                "collector --jmx localhost:99999",
                "collector --port 65536",
                "spool DIR --send --yes --application-id-file ID --base-uri https://localhost:99999",
            })
    void portThatIsNone_isMisuse(String typed) throws IOException {
        Path id = Files.writeString(directory.resolve("id"), "abc");

        assertThat(type(typed.replace("DIR", directory.toString()).replace("ID", id.toString())))
                .isEqualTo(2);
        assertThat(err()).contains("65535").doesNotContain("Exception");
        assertThat(err().lines()).hasSize(1);
    }

    /** Windows' PowerShell writes UTF-16 by {@code >}, and its editors mark UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void logWithAByteOrderMark_isReadInItsEncoding(String encoding) throws IOException {
        Path log = directory.resolve("app.log");
        Files.write(
                log,
                "\uFEFFINFO com.acme.A - Paid 7 für acme\nINFO com.acme.A - Paid 8 für acme\n"
                        .getBytes(Charset.forName(encoding)));

        assertThat(type("check " + xml(PAID) + " --log " + log)).isZero();
        assertThat(out())
                .contains("\nINFO com.acme.A - Paid 7 für acme\n  rule 'Paid' takes it")
                .contains("Lines: 2, skipped: 0, actions: 2.");
    }

    @Test
    void logWithoutAByteOrderMark_isUtf8() throws IOException {
        Path log = Files.writeString(directory.resolve("app.log"), "I\n");
        Path short3 = Files.writeString(directory.resolve("short.log"), "INFO com.acme.A - Paid 7 für acme");
        Path empty = Files.writeString(directory.resolve("empty.log"), "");

        assertThat(type("check " + xml(PAID) + " --log " + log)).isEqualTo(1);
        assertThat(out()).contains("\nI\n  skipped");
        assertThat(type("check " + xml(PAID) + " --log " + short3)).isZero();
        assertThat(out()).contains("Lines: 1, skipped: 0, actions: 1.");
        assertThat(type("check " + xml(PAID) + " --log " + empty)).isZero();
        assertThat(out()).contains("Lines: 0, skipped: 0, actions: 0.");
    }

    /** As {@code --log <(zcat app.log.gz)} gives one. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Timeout(60)
    void logThatIsAPipe_isRead() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> {
            try (OutputStream to = new FileOutputStream(pipe.toFile())) {
                to.write("INFO com.acme.A - Paid 7 für acme\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.setDaemon(true);
        writer.start();

        assertThat(type("check " + xml(PAID) + " --log " + pipe)).as(err()).isZero();
        assertThat(out()).contains("Lines: 1, skipped: 0, actions: 1.");
        writer.join();
    }

    /** As a rotated log is. */
    @Test
    void logThatIsPacked_isUnpacked_alsoWhereItWasPackedInPieces() throws IOException {
        byte[] first = packed("\uFEFFINFO com.acme.A - Paid 7 für acme\n");
        byte[] second = packed("INFO com.acme.A - Paid 8 für acme\n");
        Path log = Files.write(directory.resolve("app.log.gz"), first);
        Files.write(log, second, StandardOpenOption.APPEND);

        assertThat(type("check " + xml(PAID) + " --log " + log)).isZero();
        assertThat(out())
                .contains("\nINFO com.acme.A - Paid 7 für acme\n  rule 'Paid' takes it")
                .contains("Lines: 2, skipped: 0, actions: 2.");
    }

    @Test
    void logThatIsPackedAndCutOff_isSaidToBe() throws IOException {
        byte[] whole = packed("INFO com.acme.A - Paid 7 für acme\n");
        for (int length : List.of(2, 5, whole.length - 12)) {
            Path log = Files.write(directory.resolve("app.log.gz"), Arrays.copyOf(whole, length));

            assertThat(type("check " + xml(PAID) + " --log " + log)).isEqualTo(1);
            assertThat(err())
                    .startsWith("check: " + log + " can't be unpacked to its end (")
                    .doesNotContain("Exception");
            assertThat(err().lines()).hasSize(1);
        }
        Path none = Files.write(directory.resolve("one.log"), new byte[] {whole[0], 'I'});
        assertThat(type("check " + xml(PAID) + " --log " + none)).isEqualTo(1);
        assertThat(out()).contains("Lines: 1, skipped: 1");
    }

    @Test
    void logThatIsADirectory_isNamed() throws IOException {
        assertThat(type("check " + xml(PAID) + " --log " + directory)).isEqualTo(1);
        assertThat(err()).startsWith("check: " + directory).doesNotContain("Exception");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(to)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return to.toByteArray();
    }

    /** A module brings its configuration in its jar. */
    @Test
    void configurationInAJar_isRead() throws IOException {
        URI jar = URI.create("jar:" + directory.resolve("a b.jar").toUri());
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.copy(xml(PAID), inside.getPath("logback.xml"));
        }
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of());
                RuleTester tester = RuleTester.of(inside.getPath("logback.xml"))) {
            tester.logger("com.acme.A").info("Paid {} für {}", 7, "acme");

            assertThat(tester.problems()).isEmpty();
            assertThat(tester.actions()).hasSize(1);
        }
    }

    /** Which of them no line matched is told, and which took a line. */
    @Test
    void rulesOfOneName_areToldApart() throws IOException {
        Path xml = xml(PAID + PAID.replace("Paid {amount}", "Repaid {amount}") + PAID.replace("Paid", "Other"));
        Path log = Files.writeString(directory.resolve("app.log"), "INFO com.acme.A - Paid 7 für acme\n");

        assertThat(type("check " + xml + " --log " + log)).isZero();
        assertThat(out())
                .contains("1. rule 'Paid' (number 1)\n")
                .contains("2. rule 'Paid' (number 2)\n")
                .contains("3. rule 'Other'\n")
                .contains("rule 'Paid' (number 1) takes it")
                .contains("No line matched rule 'Paid' (number 2), rule 'Other'.");

        type("check " + xml + " --classes " + Files.createDirectories(directory.resolve("none")));
        assertThat(out()).contains("rule 'Paid' (number 2): never");
    }

    @Test
    void numberOutOfTheListsRange_saysTheRange() throws IOException {
        Path none = Files.createDirectories(directory.resolve("none"));

        assertThat(type("discover " + none + " --rule 1")).isEqualTo(2);
        assertThat(err()).contains("--rule takes a number of the list, and with these arguments it is empty");
        assertThat(type("discover target/test-classes/com/moesif/logback/rules --level TRACE --rule 123456789012"))
                .isEqualTo(2);
        assertThat(err()).contains("--rule takes a number from 1 to ").contains("not 123456789012.");
    }

    private int type(String typed) {
        return run(typed.split(" "));
    }

    private Path xml(String rules) throws IOException {
        return Files.writeString(
                directory.resolve("logback.xml"),
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + rules
                        + "</appender><root level='DEBUG'><appender-ref ref='MOESIF'/></root></configuration>");
    }
}
