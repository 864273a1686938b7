package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.statements.Compiled;
import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What a command shows was logged by an application, or lies in files that somebody else may have written. */
class TerminalSafetyTest {
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
    /** Raw, as a file has it that no encoder of ours wrote. */
    private static final String HOSTILE = "x\u001b]52;c;cm0gLXJm\u0007\u009b31m\u202egpj";

    @TempDir
    private Path temp;

    private SpoolScene scene;

    @BeforeEach
    void open() {
        scene = new SpoolScene(temp);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void dead_andSpool_showNoControlCharacters_andNoLineThatIsForged() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        Path home = scene.files(".segment").get(0).getParent();
        String action =
                Files.readString(scene.files(".segment").get(0)).substring(9).strip();
        Files.createDirectories(home.resolve("dead"));
        String escaped = "forged\\u001b[2J\\r\\nDead letters: 0.\\u009b\\u2028";
        Files.writeString(
                home.resolve("dead").resolve("dead.jsonl"),
                "{\"id\":\"a3765025-46ec-45dd-bc83-b136c8d1d257\",\"time\":\"2026-01-01T00:00:00Z\",\"reason\":\"refused\",\"status\":400,"
                        + "\"answer\":\"" + escaped + "\",\"action\":"
                        + action.replace("Tested", escaped)
                                .replace("{\"action_name", "{\"\u009bm\u202e\":1,\"action_name")
                        + "}\n");

        assertThat(scene.run("dead", scene.spool().toString())).isZero();
        assertThat(scene.out()).doesNotContainPattern(HARMFUL).contains("Dead letters: 1.");
        assertThat(scene.out().lines()).noneMatch(line -> line.startsWith("Dead letters: 0"));
        scene.run("spool", scene.spool().toString(), "--verify");
        assertThat(scene.out()).doesNotContainPattern(HARMFUL);
    }

    /** Byte code of a stranger's is no better than a log of his. */
    @Test
    void discover_showsTheCodesTextsAsText() throws IOException {
        Path classes = new Compiled(temp).with("-g").classes("""
                package com.acme;
                public class Paid {
                    static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger("com.acme.\\33[2J\\nA");
                    void pay(int rows, String id) {
                        LOG.info("Paid\\33]0;title\\7\\u009b\\u202e\\nStatements: 0 of 0 {} \\r\\177", rows);
                        LOG.info("Paid\\33]0;title\\7\\u009b\\u202e\\u2028\\nrows " + rows + id);
                        LOG.atInfo().addKeyValue("key\\33[2J\\nStatements: 0", rows).log("Made \\33");
                    }
                }
                """);

        for (String more : List.of("--level INFO", "--rule 1,2,3", "--json")) {
            assertThat(scene.run(("discover " + classes + " " + more).split(" ")))
                    .isZero();
            assertThat(scene.out()).doesNotContainPattern(HARMFUL).contains("Paid");
            assertThat(scene.out().lines()).noneMatch(line -> line.startsWith("Statements: 0"));
        }
    }

    /** So that a rule takes its statement all the same. */
    @Test
    void discover_writesWhatATerminalMustNotSee_asEscapes() throws IOException {
        Path classes = new Compiled(temp).with("-g").classes("""
                package com.acme;
                public class Paid {
                    static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger("com.acme.A");
                    void pay(String id) {
                        LOG.info("Paid \\33\\177\\u009b\\u202e \\ud83d\\ude00 \\udb40\\udc01 {} \\ufffe", id);
                        LOG.info("Repaid \\33\\177\\u009b\\u202e \\ud83d\\ude00 \\udb40\\udc01 \\ufffe " + id);
                    }
                }
                """);

        assertThat(scene.run("discover", classes.toString(), "--rule", "1,2")).isZero();
        assertThat(scene.out())
                .contains(
                        "<message>Paid \\u001B\\u007F\\u009B\\u202E \ud83d\ude00 \\uDB40\\uDC01 {id} \\uFFFE</message>")
                .contains("^Repaid \\x1B\\x7F\\x9B\\u202E \ud83d\ude00 \\uDB40\\uDC01 \\uFFFE (?:null|(?&lt;id&gt;");
        Path xml = Files.writeString(
                temp.resolve("logback.xml"),
                "<configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>" + scene.out()
                        + "</appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>");
        try (RuleTester tester = RuleTester.of(xml)) {
            Logger logger = tester.logger("com.acme.A");
            logger.info("Paid \33\177\u009b\u202e \ud83d\ude00 \udb40\udc01 {} \ufffe", "i-1");
            logger.info("Repaid \33\177\u009b\u202e \ud83d\ude00 \udb40\udc01 \ufffe i-2");

            assertThat(tester.actions())
                    .extracting(action -> action.get("metadata"))
                    .containsExactly(Map.of("id", "i-1"), Map.of("id", "i-2"));
        }
    }

    @Test
    void check_showsALogAsText() throws IOException {
        Path xml = temp.resolve("logback.xml");
        Files.writeString(xml, """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <rule><message>paid {amount} by {company_id}</message><actionName>Paid</actionName></rule>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """);
        Path log = temp.resolve("app.log");
        Files.writeString(
                log,
                "INFO com.acme.A - paid " + HOSTILE + " by c-1\nINFO com.acme.A - " + HOSTILE
                        + "\n{\"message\":\"a\\u001b\\nERROR forged\",\"logger_name\":\"a\",\"level\":\"INFO\"}\n");

        scene.run("check", xml.toString(), "--log", log.toString());

        assertThat(scene.out())
                .doesNotContainPattern(HARMFUL)
                .contains("takes it", "nearest is", "\\u009B31m", "Lines: 3, skipped: 0, actions: 1.");
        assertThat(scene.out().lines()).noneMatch(line -> line.strip().startsWith("ERROR forged"));
        scene.run("no\u001b[2J");
        assertThat(scene.err()).doesNotContainPattern(HARMFUL);
        scene.run("check", "no\u001b[2J\nERROR forged.xml");
        assertThat(scene.err()).doesNotContainPattern(HARMFUL);
        assertThat(scene.err().lines()).noneMatch(line -> line.startsWith("ERROR forged"));
    }
}
