package com.moesif.logback.internal.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the other logging APIs, whose events come to Logback over a bridge. */
class OtherApisTest {
    @TempDir
    private Path directory;

    @Test
    void log4j() throws Exception {
        List<Statement> statements = statements("""
                package com.acme;
                import org.apache.logging.log4j.*;
                class Four {
                    private static final Logger log = LogManager.getLogger();
                    private static final Logger named = LogManager.getLogger("named");
                    private static final Logger formatter = LogManager.getFormatterLogger(Four.class);
                    void all(int n, String id, Marker marker, Throwable failure) {
                        log.info("holes {} {}", n, id);
                        log.info("suppliers {}", () -> id);
                        log.info(() -> "supplied " + n);
                        log.atWarn().withThrowable(failure).log("fluent {}", n);
                        log.fatal("fatal {}", id, failure);
                        log.info(marker, "marked {}", id);
                        named.log(Level.ERROR, "level {}", n);
                        named.printf(Level.INFO, "printed %d", n);
                        formatter.info("formatted %s of %d", id, n);
                        log.info("glued " + n);
                        log.info((Object) marker);
                    }
                }
                """);

        assertThat(statements)
                .extracting(OtherApisTest::shown)
                .containsExactly(
                        "INFO com.acme.Four: holes {n} {id}",
                        "INFO com.acme.Four: suppliers {id}",
                        "INFO com.acme.Four: supplied {n}",
                        "WARN com.acme.Four: fluent {n}",
                        "ERROR com.acme.Four: fatal {id}",
                        "INFO com.acme.Four: marked {id}",
                        "ERROR named: level {n}",
                        "INFO named: printed {n}",
                        "INFO com.acme.Four: formatted {id} of {n}",
                        "INFO com.acme.Four: glued {n}",
                        "INFO com.acme.Four: (made at run time)");
        assertThat(statements).noneMatch(statement -> statement.api().keepsTemplates());
    }

    @Test
    void jboss() throws Exception {
        assertThat(statements("""
                        package com.acme;
                        import org.jboss.logging.Logger;
                        class Boss {
                            private static final Logger log = Logger.getLogger(Boss.class);
                            void all(int n, String id, Throwable failure) {
                                log.info("plain " + n);
                                log.infof("percent %s %d", id, n);
                                log.infov("numbered {1} {0}", id, n);
                                log.errorf(failure, "failed %s", id);
                                log.warn("thrown", failure);
                                log.logf(Logger.Level.DEBUG, "level %s", id);
                                log.log(Logger.Level.WARN, "level");
                                log.fatal("fatal");
                                log.info("the.Caller", "behind a caller", failure);
                                log.log(Logger.Level.INFO, "the.Caller", "behind both", failure);
                                log.logf("the.Caller", Logger.Level.INFO, failure, "behind all %s", id);
                                if (log.isDebugEnabled()) { log.debugf("many %s %s %s %s", id, id, id, n); }
                            }
                        }
                        """))
                .extracting(OtherApisTest::shown)
                .containsExactly(
                        "INFO com.acme.Boss: plain {n}",
                        "INFO com.acme.Boss: percent {id} {n}",
                        "INFO com.acme.Boss: numbered {n} {id}",
                        "ERROR com.acme.Boss: failed {id}",
                        "WARN com.acme.Boss: thrown",
                        "DEBUG com.acme.Boss: level {id}",
                        "WARN com.acme.Boss: level",
                        "ERROR com.acme.Boss: fatal",
                        "INFO com.acme.Boss: behind a caller",
                        "INFO com.acme.Boss: behind both",
                        "INFO com.acme.Boss: behind all {id}",
                        "DEBUG com.acme.Boss: many {id} {id} {id} {n}");
    }

    @Test
    void commonsLogging() throws Exception {
        assertThat(statements("""
                        package com.acme;
                        import org.apache.commons.logging.*;
                        class Commons {
                            private final Log log = LogFactory.getLog(getClass());
                            void all(int n, Throwable failure) {
                                log.info("glued " + n + " {}");
                                log.error("failed", failure);
                                log.debug(String.format("formatted %d", n));
                                log.fatal(failure);
                            }
                        }
                        """))
                .extracting(OtherApisTest::shown)
                .containsExactly(
                        "INFO com.acme.Commons: glued {n} {}",
                        "ERROR com.acme.Commons: failed",
                        "DEBUG com.acme.Commons: formatted {n}",
                        "ERROR com.acme.Commons: (made at run time)");
    }

    /** What stands in a bundle of resources is not in the code. */
    @Test
    void jdk() throws Exception {
        assertThat(statements("""
                        package com.acme;
                        import java.util.ResourceBundle;
                        import java.util.logging.*;
                        class Jdk {
                            private static final Logger jul = Logger.getLogger(Jdk.class.getName());
                            private static final Logger translated = Logger.getLogger("t", "com.acme.Texts");
                            private static final System.Logger system = System.getLogger("system");
                            void all(int n, String id, Throwable failure, ResourceBundle bundle) {
                                jul.log(Level.INFO, "one {0}", n);
                                jul.log(Level.SEVERE, failure, () -> "supplied " + id);
                                jul.logp(Level.FINER, "C", "m", "placed {0}", id);
                                jul.logrb(Level.INFO, "C", "m", bundle, "key", n);
                                jul.log(new LogRecord(Level.INFO, "record"));
                                translated.info("key");
                                system.log(System.Logger.Level.WARNING, "thrown", failure);
                                system.log(System.Logger.Level.INFO, bundle, "key", n);
                                system.log(System.Logger.Level.INFO, (ResourceBundle) null, "no bundle {0}", n);
                                system.log(System.Logger.Level.INFO, "it''s '{0}' of {0}", n);
                            }
                        }
                        """))
                .extracting(OtherApisTest::shown)
                .containsExactly(
                        "INFO com.acme.Jdk: one {n}",
                        "ERROR com.acme.Jdk: supplied {id}",
                        "DEBUG com.acme.Jdk: placed {id}",
                        "INFO com.acme.Jdk: (made at run time)",
                        "null com.acme.Jdk: (made at run time)",
                        "INFO t: (made at run time)",
                        "WARN system: thrown",
                        "INFO system: (made at run time)",
                        "INFO system: no bundle {n}",
                        "INFO system: it's {0} of {n}");
    }

    @Test
    void callsOfABridgeToSlf4j() throws Exception {
        assertThat(statements("""
                        package com.acme;
                        import org.slf4j.LoggerFactory;
                        import org.slf4j.spi.LocationAwareLogger;
                        class Bridge {
                            private final LocationAwareLogger log = (LocationAwareLogger) LoggerFactory.getLogger("bridged");
                            void all(String id, int level) {
                                log.log(null, "the.Caller", LocationAwareLogger.WARN_INT, "bridged {}", new Object[] {id}, null);
                                log.log(null, "the.Caller", level, id, null, null);
                                log.log(null, "the.Caller", LocationAwareLogger.INFO_INT, "nothing in {}", null, null);
                                log.log(null, "the.Caller", 50, "above all", null, null);
                                log.log(null, "the.Caller", 15, "between two", null, null);
                                log.log(null, "the.Caller", -1, "below all", null, null);
                            }
                        }
                        """))
                .extracting(OtherApisTest::shown)
                .containsExactly(
                        "WARN bridged: bridged {id}",
                        "null bridged: (made at run time)",
                        "INFO bridged: nothing in {}",
                        "null bridged: above all",
                        "null bridged: between two",
                        "null bridged: below all");
    }

    /** Its byte code, without its compiler. */
    @Test
    void kotlinLogging() throws Exception {
        Compiled compiled = new Compiled(directory).with("-g");
        compiled.classes("package kotlin; public class Unit { public static final Unit INSTANCE = new Unit(); }");
        compiled.classes("package kotlin.jvm.functions; public interface Function0<R> { R invoke(); }");
        compiled.classes("package kotlin.jvm.functions; public interface Function1<P, R> { R invoke(P given); }");
        compiled.classes("""
                package io.github.oshai.kotlinlogging;
                public interface KLogger extends org.slf4j.Logger {
                    void info(kotlin.jvm.functions.Function0<Object> message);
                    void error(Throwable failure, kotlin.jvm.functions.Function0<Object> message);
                    void atWarn(kotlin.jvm.functions.Function1<Object, Object> block);
                }
                """);
        compiled.classes("""
                package io.github.oshai.kotlinlogging;
                public class KotlinLogging {
                    public static KLogger logger(kotlin.jvm.functions.Function0<kotlin.Unit> block) { return null; }
                    public static KLogger logger(String name) { return null; }
                }
                """);
        Path classes = compiled.classes("""
                package com.acme;
                import io.github.oshai.kotlinlogging.*;
                class AppKt {
                    private static final KLogger log = KotlinLogging.logger(() -> kotlin.Unit.INSTANCE);
                    private static final KLogger named = KotlinLogging.logger("named");
                    void all(int rows, String $id, Throwable failure) {
                        log.info(() -> "exported " + rows + " rows of " + $id);
                        named.error(failure, () -> "failed");
                        log.info("plain {}", $id);
                        log.atWarn(event -> event);
                    }
                    static class Nested {
                        static class Inner {
                            private static final KLogger log = KotlinLogging.logger(() -> kotlin.Unit.INSTANCE);
                            void inner() { log.info("nested"); }
                        }
                    }
                }
                """);

        assertThat(Statements.of(List.of(classes)).all())
                .extracting(OtherApisTest::shown)
                .containsExactly(
                        "INFO com.acme.App: exported {rows} rows of {id}",
                        "ERROR named: failed",
                        "INFO com.acme.App: plain {id}",
                        "WARN com.acme.App: (made at run time)",
                        "INFO com.acme.App: nested");
    }

    private List<Statement> statements(String source) throws Exception {
        Statements statements =
                Statements.of(List.of(new Compiled(directory).with("-g").classes(source)));
        assertThat(statements.problems()).isEmpty();
        return statements.all();
    }

    private static String shown(Statement statement) {
        return statement.level() + " " + statement.logger().name() + ": "
                + statement.message().shown();
    }
}
