package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Logger;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules run code of the application while it logs; whatever that does, the application sees nothing of it. */
@Timeout(60)
class RuleHostSafetyTest {
    private static final String BY_REGEX = """
            <rule><regex><![CDATA[^Got (?<it>.*)$]]></regex><actionName>Regex</actionName></rule>
            <rule><message>*</message><actionName>Rest</actionName></rule>
            """;
    private static final String BY_MESSAGE =
            "<rule><message>Got {it} {b}</message><actionName>Message</actionName></rule>";

    @Test
    void argumentThatLogsInItsToString_givesOneActionAndNoEndlessLoop() {
        try (Logback harness = Logback.rules(BY_REGEX)) {
            Logger log = harness.log();
            Object chatty = new Object() {
                @Override
                public String toString() {
                    log.info("Got within");
                    return "chatty";
                }
            };
            log.info("Got {}", chatty);
            log.info("Got more");

            // What is logged within an append is left to the other appenders.
            assertThat(harness.actions())
                    .extracting(action -> action.metadata().get("it"))
                    .containsExactlyInAnyOrder("chatty", "more");
        }
    }

    @Test
    void argumentThatThrowsInItsToString_costsNothingButItself() {
        try (Logback harness = Logback.rules(BY_MESSAGE)) {
            harness.log().info("Got {} {}", throwing(new IllegalStateException("no")), 2);

            assertThat(harness.theAction().metadata())
                    .containsEntry("b", 2)
                    .hasEntrySatisfying(
                            "it",
                            it -> assertThat(it)
                                    .asString()
                                    .startsWith("[This value was lost: it failed: ")
                                    .contains(" threw IllegalStateException "));
            assertThat(harness.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(1);
        }
    }

    @Test
    void argumentThatThrowsAnErrorInItsToString_costsNothingButItself() {
        try (Logback harness = Logback.rules(BY_MESSAGE)) {
            harness.log().info("Got {} {}", throwing(new NoClassDefFoundError("gone")), 2);
            harness.log().info("Got {} {}", endless(), 3);

            assertThat(harness.actions())
                    .extracting(action -> action.metadata().get("b"))
                    .containsExactlyInAnyOrder(2, 3);
        }
    }

    /** SLF4J itself catches what {@code toString} throws, and puts a text of its own there. */
    @Test
    void argumentThatThrowsWhileARegexNeedsIt_isWhatTheLogShows() {
        PrintStream screen = System.err;
        // SLF4J says so there, too, with a stack trace that would look like trouble of ours.
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        try (Logback harness = Logback.rules(BY_REGEX)) {
            harness.log().info("Got {}", throwing(new OutOfMemoryError("pretended")));

            assertThat(harness.theAction().metadata()).containsExactly(entry("it", "[FAILED toString()]"));
        } finally {
            System.setErr(screen);
        }
    }

    @Test
    void patternThatFails_costsItsFieldOnly() {
        try (Logback harness = Logback.rules("""
                <rule><message>Got {it}</message><actionName>Message</actionName>
                  <field><name>all</name><value>%kvp</value></field></rule>
                """)) {
            harness.log()
                    .atInfo()
                    .addKeyValue("bad", throwing(new NoClassDefFoundError("gone")))
                    .log("Got {}", 1);

            assertThat(harness.theAction().metadata())
                    .containsEntry("it", 1)
                    .containsEntry(
                            "all",
                            "[This value was lost: it needs a class for PatternLayout that can't be loaded"
                                    + " (NoClassDefFoundError). Add the library that has it, in the version that"
                                    + " PatternLayout was compiled with.]");
        }
    }

    private static Object throwing(Throwable what) {
        return new Object() {
            @Override
            public String toString() {
                return RuleHostSafetyTest.<RuntimeException, String>sneak(what);
            }
        };
    }

    private static Object endless() {
        return new Object() {
            @Override
            public String toString() {
                return "" + this;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable, R> R sneak(Throwable what) throws T {
        throw (T) what;
    }
}
