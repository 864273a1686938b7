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
}
