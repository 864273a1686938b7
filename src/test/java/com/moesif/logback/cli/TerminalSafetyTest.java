package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
