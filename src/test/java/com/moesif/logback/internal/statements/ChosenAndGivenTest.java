package com.moesif.logback.internal.statements;

import static com.moesif.logback.internal.statements.StatementsTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loggers and messages that a branch chooses, or that a method is given. */
class ChosenAndGivenTest {
    private static final String HEAD = """
            package com.acme;
            import org.slf4j.*;
            import java.util.*;
            """;

    @TempDir
    private Path directory;

    /** Whichever way the code takes: the statement is one of each logger. */
    @Test
    void logger_thatABranchChooses_isOneOfBoth() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Chosen {
                    private static final Logger MAIN = LoggerFactory.getLogger("main");
                    private static final Logger AUDIT = LoggerFactory.getLogger("audit");
                    private static final Logger THIRD = LoggerFactory.getLogger("third");
                    enum Kind { A, B, C }
                    static Logger of(boolean audited) { if (audited) { return AUDIT; } return MAIN; }
                    static void given(Logger log) { log.info("by a parameter"); }
                    void all(boolean audited, Kind kind, Logger open) {
                        (audited ? AUDIT : MAIN).info("by a condition");
                        Logger byIf;
                        if (audited) { byIf = AUDIT; } else { byIf = MAIN; }
                        byIf.info("by an if");
                        Logger byTry = null;
                        try { byTry = AUDIT; toString(); } catch (RuntimeException e) { byTry = MAIN; }
                        byTry.info("by a try");
                        Logger bySwitch = switch (kind) { case A -> MAIN; case B -> AUDIT; default -> THIRD; };
                        bySwitch.info("by a switch");
                        Logger inALoop = MAIN;
                        for (int i = 0; i < 3; i++) { inALoop.info("in a loop"); inALoop = AUDIT; }
                        of(audited).info("by a method");
                        given(audited ? MAIN : THIRD);
                        Runnable run = () -> bySwitch.info("in a lambda");
                        LoggerFactory.getLogger(audited ? "x" : "y").info("by a name");
                        LoggerFactory.getLogger(audited ? Chosen.class : Kind.class).info("by a class");
                        (audited ? LoggerFactory.getLogger("new") : MAIN).info("by a factory");
                        (audited ? AUDIT : open).info("by one that isn't known");
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(
                        statement -> statement.message().template(),
                        statement -> statement.logger().certainty(),
                        statement -> statement.logger().names())
                .containsExactlyInAnyOrder(
                        tuple("by a parameter", LoggerName.Certainty.KNOWN, List.of("main", "third")),
                        tuple("by a condition", LoggerName.Certainty.KNOWN, List.of("audit", "main")),
                        tuple("by an if", LoggerName.Certainty.KNOWN, List.of("audit", "main")),
                        tuple("by a try", LoggerName.Certainty.KNOWN, List.of("audit", "main")),
                        tuple("by a switch", LoggerName.Certainty.KNOWN, List.of("audit", "main", "third")),
                        tuple("in a loop", LoggerName.Certainty.KNOWN, List.of("audit", "main")),
                        tuple("by a method", LoggerName.Certainty.KNOWN, List.of("audit", "main")),
                        tuple("in a lambda", LoggerName.Certainty.KNOWN, List.of("audit", "main", "third")),
                        tuple("by a name", LoggerName.Certainty.KNOWN, List.of("x", "y")),
                        tuple(
                                "by a class",
                                LoggerName.Certainty.KNOWN,
                                List.of("com.acme.Chosen", "com.acme.Chosen$Kind")),
                        tuple("by a factory", LoggerName.Certainty.KNOWN, List.of("main", "new")),
                        tuple("by one that isn't known", LoggerName.Certainty.UNKNOWN, List.of("audit")));
    }

    /** Each caller is a statement; the logging call is one, too, as long as others may give it a message. */
    @Test
    void message_thatAMethodIsGiven_isAStatementOfEachCaller() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                public class Saying {
                    private static final Logger log = LoggerFactory.getLogger(Saying.class);
                    private static final Logger audit = LoggerFactory.getLogger("audit");
                    private void say(String text, Object... a) { log.info(text, a); }
                    private static void one(Logger to, String text, double amount) { to.warn("[billing] " + text, amount); }
                    private void format(String text, Object... a) { log.info(String.format(text, a)); }
                    private void twice(String text, Object a) { say(text, a); }
                    private void unused(String text) { log.error(text); }
                    private void dynamic(String text) { log.debug(text); }
                    public void open(String text, Object... a) { log.trace(text, a); }
                    private void lazy(java.util.function.Supplier<String> text) { log.atInfo().log(text); }
                    private void glue(String id) { log.info("by " + id); }
                    void all(double price, String id, List<String> rows, boolean paid) {
                        say("said {} by {}", price, id);
                        say("said nothing");
                        one(log, "one {}", price);
                        one(audit, "two {}", rows.size());
                        format("formatted %s for %.2f", id, price);
                        twice("twice {}", rows);
                        dynamic(id);
                        open("open {}", id);
                        lazy(() -> "supplied " + id);
                        say(paid ? "paid {}" : "refused {}", id);
                        log.info(paid ? "yes {}" : "no {}", id);
                        glue("nobody");
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(
                        Statement::line,
                        StatementsTest::shown,
                        statement -> statement.logger().name())
                .containsExactlyInAnyOrder(
                        tuple(17, "INFO said {price:double} by {id:java.lang.String}", "com.acme.Saying"),
                        tuple(18, "INFO said nothing", "com.acme.Saying"),
                        tuple(19, "WARN [billing] one {price:double}", "com.acme.Saying"),
                        tuple(20, "WARN [billing] two {amount:double}", "audit"),
                        tuple(21, "INFO formatted {id:java.lang.String} for {price:double}", "com.acme.Saying"),
                        tuple(22, "INFO twice {rows:java.util.List}", "com.acme.Saying"),
                        tuple(11, "ERROR (made at run time)", "com.acme.Saying"),
                        tuple(12, "DEBUG (made at run time)", "com.acme.Saying"),
                        tuple(13, "TRACE (made at run time)", "com.acme.Saying"),
                        tuple(24, "TRACE open {id:java.lang.String}", "com.acme.Saying"),
                        tuple(25, "INFO supplied {id:java.lang.String}", "com.acme.Saying"),
                        tuple(26, "INFO paid {id:java.lang.String}", "com.acme.Saying"),
                        tuple(26, "INFO refused {id:java.lang.String}", "com.acme.Saying"),
                        tuple(27, "INFO yes {id:java.lang.String}", "com.acme.Saying"),
                        tuple(27, "INFO no {id:java.lang.String}", "com.acme.Saying"),
                        tuple(15, "INFO by {id:java.lang.String}", "com.acme.Saying"));
        assertThat(read(classes))
                .filteredOn(statement -> statement.message().shown().startsWith("[billing]"))
                .allMatch(statement -> statement.message().form() == Message.Form.TEMPLATE);
    }

    /** The logger is the one of the class that calls, and a logger of the application's own is called by everybody. */
    @Test
    void message_ofAMethodThatIsInherited_isOfTheCallersLogger() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Inherited {
                    static abstract class Base {
                        private final Logger log = LoggerFactory.getLogger(getClass());
                        final void say(String text, Object... a) { log.info(text, a); }
                    }
                    static final class One extends Base { void go(int n) { say("one {}", n); } }
                    static final class Two extends Base { void go(int n) { say("two {}", n); } }
                    static abstract class Wrapped implements Logger {
                        private final Logger to = LoggerFactory.getLogger("wrapped");
                        public void info(String text) { to.info(text); }
                    }
                    private static final Logger log = LoggerFactory.getLogger(Inherited.class);
                    void all() { log.info("of its own"); }
                }
                """);

        assertThat(read(classes))
                .extracting(
                        StatementsTest::shown, statement -> statement.logger().names())
                .containsExactlyInAnyOrder(
                        tuple("INFO one {n:int}", List.of("com.acme.Inherited$One")),
                        tuple("INFO two {n:int}", List.of("com.acme.Inherited$Two")),
                        tuple("INFO (made at run time)", List.of("wrapped")),
                        tuple("INFO of its own", List.of("com.acme.Inherited")));
    }
}
