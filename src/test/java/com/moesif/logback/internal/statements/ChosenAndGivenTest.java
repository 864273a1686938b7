package com.moesif.logback.internal.statements;

import static com.moesif.logback.internal.statements.StatementsTest.HEAD;
import static com.moesif.logback.internal.statements.StatementsTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loggers and messages that a branch chooses, or that a method is given. */
class ChosenAndGivenTest {
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

    /** What another method of the same name is given is never logged by this one. */
    @Test
    void message_givenToAnOverride_isNoStatementOfTheOverridden() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Overridden {
                    static class Base {
                        private static final Logger log = LoggerFactory.getLogger("base");
                        void say(String text) { log.info(text); }
                        static void tell(String text) { log.info(text); }
                    }
                    static class Wraps extends Base {
                        @Override void say(String text) { super.say("wrapped " + text); }
                        void go() { say("to the wrapping one"); }
                    }
                    static class Quiet extends Base {
                        @Override void say(String text) { }
                        static void tell(String text) { }
                        void go() { say("to the quiet one"); tell("to the hidden one"); }
                    }
                    static class BelowQuiet extends Quiet { void further() { say("below"); tell("below, too"); } }
                    static class Plain extends Base { void go() { say("inherited"); tell("by its name"); } }
                    interface Speaking { default void speak(String text) { Base.log.warn(text); } }
                    static class Mute { public void speak(String text) { } }
                    static class Speaker extends Mute implements Speaking { void go() { speak("to the superclass"); } }
                    static class Loud implements Speaking { void go() { speak("by default"); } }
                }
                """);

        assertThat(read(classes))
                .extracting(StatementsTest::shown)
                .contains("INFO inherited", "INFO by its name", "WARN by default")
                .allMatch(shown -> List.of(
                                        "INFO inherited",
                                        "INFO by its name",
                                        "WARN by default",
                                        "INFO (made at run time)",
                                        "WARN (made at run time)")
                                .contains(shown)
                        || shown.startsWith("INFO wrapped "));
    }

    /** Whose method is run by a call through a supertype isn't known: it is not guessed, and the logging call stays open. */
    @Test
    void message_givenThroughASupertype_isNoStatement() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Through {
                    private static final Logger log = LoggerFactory.getLogger("through");
                    static class LogStream extends java.io.PrintStream {
                        LogStream() { super(System.out); }
                        @Override public void println(String text) { log.info(text); }
                    }
                    interface Sink { void send(String text); }
                    static class LogSink implements Sink { public void send(String text) { log.warn(text); } }
                    static abstract class Sender { abstract void post(String text); }
                    static class LogSender extends Sender { void post(String text) { log.error(text); } }
                    void all(Sink sink, Sender sender) {
                        System.out.println("to the console");
                        sink.send("to any sink");
                        sender.post("to any sender");
                        new LogSender().post("to the log");
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(StatementsTest::shown)
                .containsExactlyInAnyOrder(
                        "INFO (made at run time)",
                        "WARN (made at run time)",
                        "ERROR to the log",
                        "ERROR (made at run time)");
    }

    /** Large applications call their own way to log everywhere, and each call is a statement. */
    @Test
    void message_ofAMethodThatIsCalledOften_isAStatementOfEachCaller() throws Exception {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            calls.append("AppLog.info(\"call ").append(i).append(" {}\", n);\n");
        }
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class AppLog {
                    private static final Logger log = LoggerFactory.getLogger("app");
                    static void info(String text, Object... a) { log.info(text, a); }
                }
                class Often { void go(int n) {
                """ + calls + "} }");

        assertThat(read(classes))
                .hasSize(600)
                .allMatch(statement -> statement.message().form() == Message.Form.TEMPLATE);
    }

    /** A search that would take too long ends, says so, and the logging call stays open. */
    @Test
    void message_thatComesByTooManyWays_isToldOf() throws Exception {
        Path classes = new Compiled(directory)
                .with("-g")
                .classes(HEAD + """
                class Ways {
                    private static final Logger log = LoggerFactory.getLogger(Ways.class);
                    private static void a(String text) { log.info(text); }
                """ + hop("b", "a") + hop("c", "b") + hop("d", "c") + "}");

        Statements statements = Statements.of(List.of(classes));

        assertThat(statements.all()).extracting(StatementsTest::shown).contains("INFO (made at run time)");
        assertThat(statements.problems())
                .singleElement()
                .asString()
                .contains("Ways.java:6")
                .contains("more ways than are followed");
    }

    private static String hop(String name, String to) {
        return "static void " + name + "(String text) {" + (to + "(text);\n").repeat(150) + "}\n";
    }

    /** A class without a logger has lines, too. */
    @Test
    void message_givenByAClassWithoutALogger_hasItsLine() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                        class AppLog {
                            private static final Logger log = LoggerFactory.getLogger("app");
                            static void info(String text) { log.info(text); }
                        }
                        class Caller { void go() {
                            AppLog.info("first");
                        } }
                        """);

        assertThat(read(classes)).singleElement().extracting(Statement::at).isEqualTo("AppLog.java:9");
    }

    /** What a public class inherits is called by everybody, whoever wrote it. */
    @Test
    void message_ofAHiddenClassThatAPublicOneShows_staysOpen() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                public class Shown extends Hidden { }
                class Hidden {
                    private static final Logger log = LoggerFactory.getLogger("hidden");
                    public static void tell(String text) { log.info(text); }
                    void go() { tell("told"); }
                }
                """);

        assertThat(read(classes))
                .extracting(StatementsTest::shown)
                .containsExactlyInAnyOrder("INFO told", "INFO (made at run time)");
    }
}
