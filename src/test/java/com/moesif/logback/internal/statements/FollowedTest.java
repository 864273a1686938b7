package com.moesif.logback.internal.statements;

import static com.moesif.logback.internal.statements.StatementsTest.HEAD;
import static com.moesif.logback.internal.statements.StatementsTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How far loggers, levels and messages are followed, and where that ends. */
class FollowedTest {
    @TempDir
    private Path directory;

    /** A call of a base class runs the method of an object's own class. */
    @Test
    void message_givenToABaseClass_isAStatementWhereAnObjectHasItsMethod() throws Exception {
        assertThat(shown("""
                class Based {
                    private static final Logger log = LoggerFactory.getLogger("based");
                    static abstract class Base { void say(String text) { log.info(text); } }
                    static class Wrapping extends Base { @Override void say(String text) { super.say("wrapped"); } }
                    static abstract class Open { void tell(String text) { log.warn(text); } }
                    static class Telling extends Open { }
                    static class Silent extends Open { @Override void tell(String text) { } }
                    static abstract class Bare { void speak(String text) { log.error(text); } }
                    void all(Base base, Open open, Bare bare) {
                        base.say("never as it stands");
                        java.util.function.Consumer<String> reference = base::say;
                        open.tell("told");
                        bare.speak("by an object that wasn't read");
                    }
                }
                """))
                .containsExactlyInAnyOrder(
                        "INFO wrapped", "INFO (made at run time)", "WARN told", "ERROR by an object that wasn't read");
    }

    @Test
    void level_thatAMethodIsGiven_isTheOneOfEachCaller() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                public class Levels {
                    private static final Logger log = LoggerFactory.getLogger(Levels.class);
                    private static final org.slf4j.spi.LocationAwareLogger located = null;
                    private static final java.util.logging.Logger jul = java.util.logging.Logger.getLogger("jul");
                    private void say(org.slf4j.event.Level level, String text, Object... a) {
                        log.atLevel(level).log(text, a);
                    }
                    private void by(int level, String text) { located.log(null, "the.Caller", level, text, null, null); }
                    private void jul(java.util.logging.Level level, String text) { jul.log(level, text); }
                    private void count(org.slf4j.event.Level level, int n) { log.atLevel(level).log("counted {}", n); }
                    public void open(org.slf4j.event.Level level, int n) { log.atLevel(level).log("open {}", n); }
                    void all(int n, org.slf4j.event.Level given) {
                        say(org.slf4j.event.Level.INFO, "said {}", n);
                        say(org.slf4j.event.Level.DEBUG, "debugged");
                        say(given, "at any");
                        by(40, "located");
                        jul(java.util.logging.Level.FINE, "by jul");
                        count(org.slf4j.event.Level.WARN, n);
                        count(org.slf4j.event.Level.ERROR, n);
                        open(org.slf4j.event.Level.WARN, n);
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(statement ->
                        statement.level() + " " + statement.message().shown())
                .containsExactlyInAnyOrder(
                        "INFO said {n}",
                        "DEBUG debugged",
                        "null at any",
                        "ERROR located",
                        "DEBUG by jul",
                        "WARN counted {n}",
                        "ERROR counted {n}",
                        "null open {n}");
    }

    /** Whatever else the method does. */
    @Test
    void logger_thatALongMethodChooses_isOneOfThem() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Long {
                    private static final Logger A = LoggerFactory.getLogger("a");
                    private static final Logger B = LoggerFactory.getLogger("b");
                    private static int asked;
                    static Logger of(String tenant, int kind) {
                        asked++;
                        if (tenant == null || tenant.isEmpty()) { throw new IllegalArgumentException("no tenant " + kind); }
                        if (kind > 3 && tenant.length() < 7) { return A; }
                        return B;
                    }
                    void all(String tenant) { of(tenant, 1).info("chosen"); }
                }
                """);

        assertThat(read(classes))
                .extracting(
                        statement -> statement.logger().certainty(),
                        statement -> statement.logger().names())
                .containsExactly(tuple(LoggerName.Certainty.KNOWN, List.of("a", "b")));
    }

    /** What stores it is the last of the block: when the block fails, nothing was stored. */
    @Test
    void variable_thatATryBlockSetsLast_isAsBeforeWhereTheBlockFails() throws Exception {
        assertThat(shown("""
                class Outcomes {
                    private static final Logger log = LoggerFactory.getLogger("outcomes");
                    void caught(java.util.concurrent.Callable<String> work, int n) {
                        String text = "failed {}";
                        try { text = work.call(); } catch (Exception e) { log.warn(text, n); }
                    }
                    void lastly(Runnable work, int n) {
                        String outcome = "failed";
                        try { work.run(); outcome = "done"; } finally { log.info("work {} " + outcome, n); }
                    }
                    void earlier(Runnable work, int n) {
                        String outcome = "failed {}";
                        try { outcome = "begun {}"; work.run(); } catch (RuntimeException e) { log.error(outcome, n); }
                    }
                }
                """))
                .containsExactlyInAnyOrder(
                        "WARN failed {n:int}",
                        "INFO work {n:int} done",
                        "INFO work {n:int} failed",
                        "ERROR failed {n:int}",
                        "ERROR begun {n:int}");
    }

    /** The name of the logger is not told then, and the search for it ends. */
    @Test
    @Timeout(20)
    void loggers_thatALoopChoosesFrom_mayBeAnyNumber() throws Exception {
        Path classes = new Compiled(directory)
                .with("-g")
                .classes(HEAD + "class Many {\n"
                        + IntStream.range(0, 20)
                                .mapToObj(i ->
                                        "static final Logger L" + i + " = LoggerFactory.getLogger(\"l" + i + "\");\n")
                                .collect(Collectors.joining())
                        + "void all(int n) { Logger log = L0; for (int i = 0; i < n; i++) { log.info(\"of any\"); switch (i % 20) {\n"
                        + IntStream.range(0, 20)
                                .mapToObj(i -> "case " + i + ": log = L" + i + "; break;\n")
                                .collect(Collectors.joining())
                        + "default: } } } }");

        assertThat(read(classes))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.logger().certainty()).isEqualTo(LoggerName.Certainty.UNKNOWN));
    }

    /** Log4j's loggers read a text in one way or the other, by the method that made them. */
    @Test
    void formatterLogger_thatIsChosen_isReadAsSuch() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes("""
                package com.acme;
                import org.apache.logging.log4j.*;
                class Formatters {
                    private static final Logger A = LogManager.getFormatterLogger("a");
                    private static final Logger B = LogManager.getFormatterLogger("b");
                    private static final Logger C = LogManager.getLogger("c");
                    static Logger of(boolean paid) { return paid ? A : B; }
                    void all(boolean paid, int n) {
                        (paid ? A : B).info("chosen %d", n);
                        of(paid).info("by a method %d", n);
                        (paid ? A : C).info("either %d {}", n);
                        (paid ? A : C).info("nothing");
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(StatementsTest::shown)
                .containsExactly(
                        "INFO chosen {n:int}", "INFO by a method {n:int}", "INFO (made at run time)", "INFO nothing");
    }

    /** A jar may be made so that all of it takes hours: what was left out then is said once. */
    @Test
    void work_thatIsTooMuch_endsAndIsToldOf() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class First {
                    private static final Logger log = LoggerFactory.getLogger(First.class);
                    private static void say(String text) { log.info(text); }
                    static void all(int n) { say("given"); log.info("first {}", n); }
                }
                class Second {
                    private static final Logger log = LoggerFactory.getLogger(Second.class);
                    static void all(int n) { log.info("second {}", n); }
                }
                """);

        Statements none = Statements.of(List.of(classes), new Work(0));
        Statements some = Statements.of(List.of(classes), new Work(5));
        Statements all = Statements.of(List.of(classes));

        assertThat(none.all()).isEmpty();
        assertThat(none.problems()).singleElement().asString().contains("not read: 2, from com/acme/First.class");
        assertThat(some.all())
                .extracting(StatementsTest::shown)
                .containsExactlyInAnyOrder("INFO (made at run time)", "INFO first {n:int}");
        assertThat(some.problems()).singleElement().asString().contains("not read: 1, from com/acme/Second.class");
        assertThat(all.all()).hasSize(3);
        assertThat(all.problems()).isEmpty();
    }

    private List<String> shown(String source) throws Exception {
        return read(new Compiled(directory).with("-g").classes(HEAD + source)).stream()
                .map(StatementsTest::shown)
                .toList();
    }
}
