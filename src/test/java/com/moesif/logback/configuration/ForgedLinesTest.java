package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.action.Printable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** What is logged tells no terminal what to do, and fakes no line. */
@Timeout(60)
class ForgedLinesTest {
    /** A colour, the clipboard (OSC 52), a faked line, both line ends, C1, and the directions of text. */
    static final String HOSTILE = "Paid\u001b[31m\u001b]52;c;cm0gLXJm\u0007\r\n12:00:00,000 ERROR in com.acme - forged"
            + "\u009b31m\u0085\u2028\u202egpj.exe\u2066\u200f";

    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");

    @Test
    void status_isOneLineWithoutControlCharacters() {
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Rig rig = Rig.direct("")) {
            rig.context
                    .getLogger("com.acme.Service")
                    .atInfo()
                    .addKeyValue("action_name", HOSTILE)
                    .log("m");
            rig.awaitWarning("has no company_id");

            List<Status> statuses = rig.context.getStatusManager().getCopyOfStatusList();
            assertThat(statuses)
                    .allSatisfy(status ->
                            assertThat(status.getMessage()).doesNotContain("\n").doesNotContainPattern(HARMFUL));
        } finally {
            System.setErr(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .doesNotContainPattern(HARMFUL)
                .contains("WARN in ", "ERROR in com.acme - forged")
                .doesNotContainPattern("(?m)^12:00:00,000");
    }

    @Test
    void dryRun_printsItAsEscapes_onOneLine() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Logback logback = Logback.appender("<dryRun>true</dryRun>").shippingNothing()) {
            logback.action().addKeyValue("v", HOSTILE).log("m");
            assertThat(logback.appender().flush(Rig.AMPLE)).isTrue();
        } finally {
            System.setOut(console);
        }
        String out = printed.toString(StandardCharsets.UTF_8);
        assertThat(out.lines()).hasSize(1);
        assertThat(out).doesNotContainPattern(HARMFUL).contains("\\u009B31m", "\\u202Egpj");
        assertThat(new JsonMapper().readTree(out).get("metadata").get("v").asString())
                .isEqualTo(HOSTILE);
    }

    @Test
    void whatIsText_staysAsItIs() {
        String text = "größe ☃ 😀 العربية \"quoted\"";
        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.json(text)).isSameAs(text);
        assertThat(Printable.json("{\"a\":\"\udb40\udc01\"}")).isEqualTo("{\"a\":\"\\uDB40\\uDC01\"}");
    }
}
