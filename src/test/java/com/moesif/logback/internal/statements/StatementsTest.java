package com.moesif.logback.internal.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the byte code of logging calls says, of code compiled as an application's build compiles it. */
class StatementsTest {
    static final String HEAD = """
            package com.acme;
            import org.slf4j.*;
            import java.util.*;
            """;

    @TempDir
    private Path directory;

    @Test
    void slf4j_everyOverload_isRead() throws Exception {
        assertThat(messages("""
                class Overloads {
                    private static final Logger log = LoggerFactory.getLogger(Overloads.class);
                    void all(String tenant, int count, List<String> skus, Exception failure, Marker marker, Object[] many) {
                        log.trace("zero");
                        log.debug("one {}", tenant);
                        log.info("two {} {}", tenant, count);
                        log.warn("three {} {} {}", tenant, count, skus);
                        log.error("failed {}", tenant, failure);
                        log.info(marker, "marked {}", count);
                        log.info(MarkerFactory.getMarker("ACTION"), "constant marker");
                        log.info("array {} {}", many);
                        log.info("escaped \\\\{} {}", count);
                        log.error("only a throwable", failure);
                        if (log.isInfoEnabled()) { log.info("two {}", 1, 2); }
                    }
                }
                """))
                .containsExactly(
                        "TRACE zero",
                        "DEBUG one {tenant:java.lang.String}",
                        "INFO two {tenant:java.lang.String} {count:int}",
                        "WARN three {tenant:java.lang.String} {count:int} {skus:java.util.List}",
                        "ERROR failed {tenant:java.lang.String}",
                        "INFO marked {count:int} [null]",
                        "INFO constant marker [ACTION]",
                        "INFO array {null:java.lang.Object} {null:java.lang.Object}",
                        "INFO escaped {} {count:int}",
                        "ERROR only a throwable",
                        "INFO two {null:int} +1");
    }

    @Test
    void fluentApi_isFollowedThroughItsChain() throws Exception {
        assertThat(messages("""
                class Fluent {
                    private final Logger logger = LoggerFactory.getLogger(getClass());
                    void all(String tenant, long bytes) {
                        logger.atInfo().addKeyValue("company_id", tenant).log("uploaded {}", bytes);
                        logger.atWarn().setMessage("set {} {}").addArgument(tenant).addArgument(bytes).log();
                        logger.atInfo().addMarker(MarkerFactory.getMarker("ACTION")).addKeyValue("action_name", "Paid")
                              .addKeyValue("n", bytes).log("paid");
                        logger.atInfo().log(() -> "supplied " + bytes);
                    }
                }
                """))
                .containsExactly(
                        "INFO uploaded {bytes:long} (company_id)",
                        "WARN set {tenant:java.lang.String} {bytes:long}",
                        "INFO paid (action_name, n) [ACTION]",
                        "INFO supplied {bytes:long}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "11", "17"})
    void concatenation_byBuilderAndByRecipe_isTheSame(String release) throws Exception {
        Path classes = new Compiled(directory)
                .with("--release", release, "-g", "-Xlint:-options")
                .classes(HEAD + """
                        class Glued {
                            static final Logger log = LoggerFactory.getLogger("glued");
                            static final String WHO = "customer";
                            private int rows;
                            void all(String id, double price, java.math.BigDecimal total) {
                                log.info("cost " + total + "!");
                                log.info("exported " + rows + " rows for " + WHO + " " + id);
                                log.info(id + " pays " + price + "!");
                                log.info(new StringBuilder("built ").append(rows).append(' ').append(id).toString());
                                log.info("concat ".concat(id));
                            }
                        }
                        """);

        assertThat(read(classes))
                .extracting(StatementsTest::shown)
                .containsExactly(
                        "INFO cost {total:java.math.BigDecimal}!",
                        "INFO exported {rows:int} rows for customer {id:java.lang.String}",
                        "INFO {id:java.lang.String} pays {price:double}!",
                        "INFO built {rows:int} {id:java.lang.String}",
                        "INFO concat {id:java.lang.String}");
        assertThat(read(classes)).allMatch(statement -> statement.message().form() == Message.Form.CONCATENATION);
        assertThat(read(classes))
                .allMatch(statement -> statement.logger().name().equals("glued"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "17"})
    void builder_isTheTextThatWasAppendedBefore_orMadeAtRunTime_andNeverAGuess(String release) throws Exception {
        Path classes = new Compiled(directory)
                .with("--release", release, "-g", "-Xlint:-options")
                .classes(HEAD + """
                        class Built {
                            static final Logger log = LoggerFactory.getLogger(Built.class);
                            void all(String id, int n, boolean paid, List<String> rows) {
                                StringBuilder steps = new StringBuilder("steps ");
                                steps.append(n).append('/');
                                steps.append(true);
                                log.info(steps.toString());
                                steps.append(" more");
                                log.info(steps.toString());
                                log.info("either " + (paid ? "paid" : "open") + " by " + id);
                                for (int i = 0; i < n; i++) { log.info("part {} of {}", i, n); }
                                StringBuilder looped = new StringBuilder();
                                for (String row : rows) { looped.append(row); log.info(looped.append("!").toString()); }
                                log.info(looped.toString());
                                StringBuilder perhaps = new StringBuilder("perhaps ");
                                if (paid) { perhaps.append("paid"); }
                                log.info(perhaps.append(n).toString());
                                StringBuilder given = new StringBuilder("given ");
                                fill(given);
                                log.info(given.append(n).toString());
                                StringBuilder cut = new StringBuilder("cut ");
                                cut.append(n).setLength(1);
                                log.info(cut.toString());
                                StringBuilder later = new StringBuilder("later ");
                                Runnable captured = () -> later.append(n);
                                log.info(later.toString());
                                String grown = "grown";
                                for (String row : rows) { grown += row; }
                                log.info(grown);
                            }
                            void fill(StringBuilder text) { text.append("filled"); }
                        }
                        """);

        assertThat(read(classes))
                .extracting(StatementsTest::shown)
                .startsWith(
                        "INFO steps {n:int}/true",
                        "INFO steps {n:int}/true more",
                        "INFO either {null:java.lang.String} by {id:java.lang.String}",
                        "INFO part {i:int} of {n:int}")
                .hasSize(11)
                .endsWith(java.util.Collections.nCopies(7, "INFO (made at run time)")
                        .toArray(String[]::new));
    }

    @Test
    void textThatIsPutTogether_mayHaveHolesOfItsOwn() throws Exception {
        assertThat(messages("""
                class Reread {
                    static final Logger log = LoggerFactory.getLogger(Reread.class);
                    void all(String id, int n) {
                        log.info("by " + id + " cost {}", n);
                        log.info(String.format("by %s cost {}", id), n);
                        log.info("by " + id + " cost {}");
                    }
                }
                """))
                .containsExactly(
                        "INFO by {id:java.lang.String} cost {n:int}",
                        "INFO by {id:java.lang.String} cost {n:int}",
                        "INFO by {id:java.lang.String} cost {}");
    }

    @Test
    void constantOfAnyType_isTheTextThatItIsLoggedAs() throws Exception {
        List<Statement> statements = read(new Compiled(directory).with("-g").classes(HEAD + """
                class Constants {
                    static final Logger log = LoggerFactory.getLogger(Constants.class);
                    void all() { log.info("{} {} {} {}", true, 'c', 7L, "text"); }
                }
                """));

        assertThat(statements.get(0).message().placeholders())
                .extracting(Argument::type, Argument::constant)
                .containsExactly(
                        tuple("boolean", "true"),
                        tuple("char", "c"),
                        tuple("long", "7"),
                        tuple("java.lang.String", "text"));
    }

    @Test
    void supplier_isWhatItGives() throws Exception {
        assertThat(messages("""
                class Supplied {
                    static final Logger log = LoggerFactory.getLogger(Supplied.class);
                    record Payment(double amount) {}
                    void all(Payment payment, String id, java.util.function.Supplier<Object> given) {
                        log.atInfo().addArgument(payment::amount).addArgument(() -> id).log("{} {}");
                        log.atInfo().addArgument(given).addArgument(Object::new).log("{} {}");
                    }
                }
                """))
                .containsExactly(
                        "INFO {amount:double} {id:java.lang.String}",
                        "INFO {given:java.util.function.Supplier} {null:java.lang.Object}");
    }

    @Test
    void variableOfAnEnclosingMethod_keepsItsName() throws Exception {
        assertThat(messages("""
                class Enclosing {
                    static final Logger log = LoggerFactory.getLogger(Enclosing.class);
                    void all(int rows) {
                        new Object() { void go() { log.info("anonymous {}", rows); } }.go();
                        Runnable lambda = () -> log.info("lambda {}", rows);
                    }
                }
                """)).containsExactlyInAnyOrder("INFO anonymous {rows:int}", "INFO lambda {rows:int}");
    }

    @Test
    void formats_areCutByTheirOwnRules() throws Exception {
        assertThat(messages("""
                class Formats {
                    static final Logger log = LoggerFactory.getLogger(Formats.class);
                    void all(String id, double price, int n) {
                        log.info(String.format("%s pays %.2f (%d%%)", id, price, n));
                        log.info("%2$s after %1$s".formatted(id, n));
                        log.info(String.format(Locale.ROOT, "rooted %5d", n));
                        log.info(java.text.MessageFormat.format("it''s {1} of {0,number,#}", n, id));
                        log.info(String.format(id, n));
                        log.info(String.format("%tF %<tT of %s", new Date(), id));
                        log.info(java.text.MessageFormat.format("'{0}' is {0,choice,0#none|1#{1}} 'of' {1", n, id));
                    }
                }
                """))
                .containsExactly(
                        "INFO {id:java.lang.String} pays {price:double} ({n:int}%)",
                        "INFO {n:int} after {id:java.lang.String}",
                        "INFO rooted {n:int}",
                        "INFO it's {id:java.lang.String} of {n:int}",
                        "INFO (made at run time)",
                        "INFO {null:java.util.Date} {null:java.util.Date} of {id:java.lang.String}",
                        "INFO {0} is {n:int} of {1 +1");
    }

    @Test
    void argument_hasTheNameThatTheCodeHasForIt() throws Exception {
        assertThat(messages("""
                class Names {
                    static final Logger log = LoggerFactory.getLogger(Names.class);
                    record Order(String orderId, java.math.BigDecimal total) {}
                    static class Bean { String getCompanyId() { return ""; } boolean isPaid() { return true; } }
                    private long elapsedMillis;
                    void all(Order order, Bean bean, List<String> rows) {
                        log.info("record {} {}", order.orderId(), order.total());
                        log.info("bean {} {}", bean.getCompanyId(), bean.isPaid());
                        log.info("field {} {}", elapsedMillis, this.elapsedMillis / 1000.0);
                        log.info("size {}", rows.size());
                        log.info("text {}", String.valueOf(elapsedMillis));
                        double amount = order.total().doubleValue();
                        log.info("local {}", amount);
                    }
                }
                """))
                .containsExactly(
                        "INFO record {orderId:java.lang.String} {total:java.math.BigDecimal}",
                        "INFO bean {companyId:java.lang.String} {paid:boolean}",
                        "INFO field {elapsedMillis:long} {null:double}",
                        "INFO size {rows_size:int}",
                        "INFO text {elapsedMillis:java.lang.String}",
                        "INFO local {amount:double}");
    }

    @Test
    void messageOfSeveralOrigins_isDynamic_orEachOfItsConstants_andNeverAGuess() throws Exception {
        assertThat(messages("""
                class Dynamic {
                    static final Logger log = LoggerFactory.getLogger(Dynamic.class);
                    static final String FIXED = "fixed {}";
                    void all(boolean paid, String text, int n) {
                        log.info(paid ? "paid {}" : "refused {}", n);
                        log.info(text, n);
                        log.info(FIXED, n);
                        String later = "first";
                        if (paid) { later = "second"; }
                        log.info(later);
                    }
                }
                """))
                .containsExactlyInAnyOrder(
                        "INFO paid {n:int}",
                        "INFO refused {n:int}",
                        "INFO (made at run time)",
                        "INFO fixed {n:int}",
                        "INFO first",
                        "INFO second");
    }

    @Test
    void logger_isKnownThroughFieldsParentsAndFactories() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Loggers {
                    static abstract class Base {
                        protected final Logger log = LoggerFactory.getLogger(getClass());
                        void base() { log.info("in base"); }
                    }
                    static abstract class Silent {
                        protected static final Logger LOG = LoggerFactory.getLogger("of.the.parent");
                        protected final Logger own = LoggerFactory.getLogger(getClass());
                    }
                    static final class Heir extends Silent { void heir() { LOG.info("in heir"); own.info("of heir"); } }
                    static final class Child extends Base { void child() { log.info("in child"); } }
                    static class Named {
                        private static final String TOPIC = "audit.billing";
                        private static final Logger AUDIT = LoggerFactory.getLogger(TOPIC);
                        Logger logger() { return AUDIT; }
                        void named(Logger given) {
                            AUDIT.info("by a constant");
                            logger().info("by a method");
                            LoggerFactory.getLogger(Named.class.getName()).info("by a name");
                            Logger local = LoggerFactory.getLogger(Loggers.class);
                            local.info("by a local");
                            given.info("by a parameter");
                            LoggerFactory.getLogger(java.lang.invoke.MethodHandles.lookup().lookupClass()).info("by a lookup");
                        }
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(
                        statement -> statement.message().template(),
                        statement -> statement.logger().certainty(),
                        statement -> statement.logger().name())
                .containsExactlyInAnyOrder(
                        tuple("in heir", LoggerName.Certainty.KNOWN, "of.the.parent"),
                        tuple("of heir", LoggerName.Certainty.KNOWN, "com.acme.Loggers$Heir"),
                        tuple("in base", LoggerName.Certainty.KNOWN, "com.acme.Loggers$Child"),
                        tuple("in child", LoggerName.Certainty.KNOWN, "com.acme.Loggers$Child"),
                        tuple("by a constant", LoggerName.Certainty.KNOWN, "audit.billing"),
                        tuple("by a method", LoggerName.Certainty.KNOWN, "audit.billing"),
                        tuple("by a name", LoggerName.Certainty.KNOWN, "com.acme.Loggers$Named"),
                        tuple("by a local", LoggerName.Certainty.KNOWN, "com.acme.Loggers"),
                        tuple("by a parameter", LoggerName.Certainty.UNKNOWN, null),
                        tuple("by a lookup", LoggerName.Certainty.KNOWN, "com.acme.Loggers$Named"));
    }

    /** Who calls a method with a logger, or with a name for one, says which it is. */
    @Test
    void logger_isKnownThroughParameters_whereTheCallsTell() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Given {
                    private static final Logger MAIN = LoggerFactory.getLogger("main");
                    private static final Logger AUDIT = LoggerFactory.getLogger("audit");
                    static final class Helper {
                        private final Logger log;
                        private final Logger named;
                        private Logger later;
                        Helper(Logger log, String name) {
                            this.log = log;
                            this.named = LoggerFactory.getLogger("helper." + name);
                        }
                        void later(Logger given) { later = given; }
                        void all() {
                            log.info("of a field from a constructor");
                            named.info("of a name from a constructor");
                            later.info("of a setter");
                        }
                    }
                    static class Parent {
                        final Logger log;
                        Parent(Class<?> type) { log = LoggerFactory.getLogger(type); }
                        void parent() { log.info("in the parent"); }
                    }
                    static final class One extends Parent { One() { super(One.class); } }
                    static final class Two extends Parent { Two() { super(Two.class); } }
                    static void help(Logger log, int depth) {
                        log.info("by a parameter");
                        if (depth > 0) help(log, depth - 1);
                    }
                    static void either(Logger log) { log.info("by either"); }
                    static void partly(Logger log) { log.info("by one that isn't known"); }
                    static Logger topic(String name) { return LoggerFactory.getLogger("topic." + name); }
                    static void nobody(Logger log) { log.info("by nobody"); }
                    void all(Logger given) {
                        Helper helper = new Helper(MAIN, "one");
                        helper.later(AUDIT);
                        help(MAIN, 2);
                        either(MAIN);
                        either(AUDIT);
                        partly(MAIN);
                        partly(given);
                        Logger local = AUDIT;
                        Runnable run = () -> local.info("in a lambda");
                        topic("a").info("by a method with a name");
                        topic("b").info("by it with another");
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(
                        statement -> statement.message().template(),
                        statement -> statement.logger().certainty(),
                        statement -> statement.logger().names())
                .containsExactlyInAnyOrder(
                        tuple("of a field from a constructor", LoggerName.Certainty.KNOWN, List.of("main")),
                        tuple("of a name from a constructor", LoggerName.Certainty.KNOWN, List.of("helper.one")),
                        tuple("of a setter", LoggerName.Certainty.KNOWN, List.of("audit")),
                        tuple(
                                "in the parent",
                                LoggerName.Certainty.KNOWN,
                                List.of("com.acme.Given$One", "com.acme.Given$Two")),
                        tuple("by a parameter", LoggerName.Certainty.KNOWN, List.of("main")),
                        tuple("by either", LoggerName.Certainty.KNOWN, List.of("audit", "main")),
                        tuple("by one that isn't known", LoggerName.Certainty.UNKNOWN, List.of("main")),
                        tuple("by nobody", LoggerName.Certainty.UNKNOWN, List.of()),
                        tuple("in a lambda", LoggerName.Certainty.KNOWN, List.of("audit")),
                        tuple("by a method with a name", LoggerName.Certainty.KNOWN, List.of("topic.a")),
                        tuple("by it with another", LoggerName.Certainty.KNOWN, List.of("topic.b")));
    }

    /** The names that a method gives on to itself with more behind them have no end. */
    @Test
    void nameThatGrowsWithEachCall_isNotKnown() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Node {
                    private final Logger log;
                    Node(String name, int depth) {
                        log = LoggerFactory.getLogger(name);
                        if (depth > 0) new Node(name + ".child", depth - 1);
                    }
                    void all() { log.info("of a node"); }
                    static void root() { new Node("root", 3); }
                }
                """);

        assertThat(read(classes)).singleElement().satisfies(statement -> {
            assertThat(statement.logger().certainty()).isEqualTo(LoggerName.Certainty.UNKNOWN);
            assertThat(statement.logger().names()).containsExactly("root");
        });
    }

    /** A helper of a whole application has as many loggers as it has classes: nobody asks which. */
    @Test
    void namesThatAreTooMany_areNone() throws Exception {
        Path few = helper(400);
        Path many = helper(600);

        assertThat(read(few).get(0).logger().names()).hasSize(400);
        assertThat(read(many)).singleElement().satisfies(statement -> {
            assertThat(statement.logger().certainty()).isEqualTo(LoggerName.Certainty.UNKNOWN);
            assertThat(statement.logger().names()).isEmpty();
        });
    }

    private Path helper(int callers) throws IOException {
        String calls = IntStream.range(0, callers)
                .mapToObj(i -> "help(LoggerFactory.getLogger(\"caller." + i + "\"));")
                .collect(Collectors.joining());
        return new Compiled(Files.createTempDirectory(directory, "helper"))
                .classes(HEAD + "class Helper { static void help(Logger log) { log.info(\"helps\"); } void all() { "
                        + calls + " } }");
    }

    @Test
    void nameOfALogger_isReadWhereItIsPutTogether() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Parts {
                    private static final String SUFFIX = ".audit";
                    static abstract class Base {
                        final Logger log = LoggerFactory.getLogger(getClass().getName() + SUFFIX);
                        abstract Logger own();
                        void base() { log.info("of each subclass"); own().info("of what it overrides"); }
                    }
                    static final class A extends Base { Logger own() { return LoggerFactory.getLogger("own.a"); } }
                    static final class B extends Base { Logger own() { return LoggerFactory.getLogger("own.b"); } }
                    void all(String tenant) {
                        LoggerFactory.getLogger(Parts.class.getName() + ".x").info("name");
                        LoggerFactory.getLogger(Parts.class.getSimpleName()).info("simple");
                        LoggerFactory.getLogger(Parts.class.getPackageName() + SUFFIX).info("package");
                        LoggerFactory.getLogger(A.class.getCanonicalName()).info("canonical");
                        LoggerFactory.getLogger("tenant." + tenant).info("of nobody knows whom");
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(
                        statement -> statement.message().template(),
                        statement -> statement.logger().names())
                .containsExactlyInAnyOrder(
                        tuple("of each subclass", List.of("com.acme.Parts$A.audit", "com.acme.Parts$B.audit")),
                        tuple("of what it overrides", List.of("own.a", "own.b")),
                        tuple("name", List.of("com.acme.Parts.x")),
                        tuple("simple", List.of("Parts")),
                        tuple("package", List.of("com.acme.audit")),
                        tuple("canonical", List.of("com.acme.Parts.A")),
                        tuple("of nobody knows whom", List.of()));
    }

    /** What may be set from elsewhere isn't what it begins with, and a method that is overridden isn't what one class says. */
    @Test
    void messageInAFieldOrOfAMethod_isToldOnlyWhereItIsOneThing() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(HEAD + """
                class Held {
                    private static final Logger log = LoggerFactory.getLogger(Held.class);
                    private String settable = "settable {}";
                    protected String open = "open {}";
                    private final String fixed = "fixed {}";
                    void set(String text) { settable = text; }
                    private static String one() { return "one {}"; }
                    String two() { return "two {}"; }
                    static class Others extends Held { String two() { return "another {}"; } }
                    void all(int n) {
                        log.info(settable, n);
                        log.info(open, n);
                        log.info(fixed, n);
                        log.info(one(), n);
                        log.info(two(), n);
                    }
                }
                """);

        assertThat(read(classes))
                .extracting(StatementsTest::shown)
                .containsExactly(
                        "INFO (made at run time)",
                        "INFO (made at run time)",
                        "INFO fixed {n:int}",
                        "INFO one {n:int}",
                        "INFO (made at run time)");
    }

    @Test
    void julAndSystemLogger_areReadAndArriveFormatted() throws Exception {
        List<Statement> statements = read(new Compiled(directory).with("-g").classes(HEAD + """
                class Jdk {
                    private static final java.util.logging.Logger jul = java.util.logging.Logger.getLogger("jul.name");
                    private static final System.Logger system = System.getLogger("system.name");
                    void all(int n, String id) {
                        jul.info("plain");
                        jul.log(java.util.logging.Level.WARNING, "{0} of {1}", new Object[] {n, id});
                        jul.fine(() -> "supplied " + n);
                        system.log(System.Logger.Level.INFO, "system {0}", id);
                        system.log(System.Logger.Level.ERROR, () -> "late " + id);
                    }
                }
                """));

        assertThat(statements)
                .extracting(StatementsTest::shown)
                .containsExactly(
                        "INFO plain",
                        "WARN {n:int} of {id:java.lang.String}",
                        "DEBUG supplied {n:int}",
                        "INFO system {id:java.lang.String}",
                        "ERROR late {id:java.lang.String}");
        assertThat(statements).noneMatch(statement -> statement.api().keepsTemplates());
        assertThat(statements)
                .extracting(statement -> statement.logger().name())
                .containsExactly("jul.name", "jul.name", "jul.name", "system.name", "system.name");
    }

    @Test
    void codeWithoutDebugInformation_hasNoNamesButEverythingElse() throws Exception {
        Path classes = new Compiled(directory).with("-g:none").classes(HEAD + """
                class Bare {
                    private static final Logger log = LoggerFactory.getLogger(Bare.class);
                    void paid(String tenant, double amount) { log.info("paid {} by {}", amount, tenant); }
                }
                """);

        Statement statement = read(classes).get(0);

        assertThat(shown(statement)).isEqualTo("INFO paid {null:double} by {null:java.lang.String}");
        assertThat(statement.line()).isZero();
        assertThat(statement.at()).isEqualTo("com.acme.Bare");
    }

    @Test
    void springBootJar_ownClassesComeFirst_andOfAMultiReleaseJarTheNewest() throws Exception {
        Path own = new Compiled(directory.resolve("own")).with("-g").classes(service("Own", "own"));
        Path old = new Compiled(directory.resolve("old")).with("-g").classes(service("Library", "old"));
        Path newer = new Compiled(directory.resolve("new")).with("-g").classes(service("Library", "new"));
        Path library = directory.resolve("library.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(library))) {
            put(jar, "com/acme/Library.class", Files.readAllBytes(old.resolve("com/acme/Library.class")));
            put(
                    jar,
                    "META-INF/versions/17/com/acme/Library.class",
                    Files.readAllBytes(newer.resolve("com/acme/Library.class")));
        }
        Path boot = directory.resolve("app.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(boot))) {
            put(jar, "BOOT-INF/lib/library.jar", Files.readAllBytes(library));
            put(jar, "BOOT-INF/classes/com/acme/Own.class", Files.readAllBytes(own.resolve("com/acme/Own.class")));
        }

        assertThat(read(boot)).extracting(StatementsTest::shown).containsExactly("INFO own", "INFO new");
    }

    @Test
    void brokenFiles_areToldByName_andCostNobodyElse() throws Exception {
        Path classes = new Compiled(directory).with("-g").classes(service("Sound", "sound"));
        byte[] sound = Files.readAllBytes(classes.resolve("com/acme/Sound.class"));
        Files.write(classes.resolve("com/acme/Torn.class"), java.util.Arrays.copyOf(sound, sound.length / 2));
        Files.writeString(classes.resolve("com/acme/NoClass.class"), "not a class file");
        byte[] future = sound.clone();
        future[7] = (byte) 200;
        Files.write(classes.resolve("com/acme/Future.class"), future);
        Path noJar = Files.writeString(directory.resolve("no.jar"), "no jar");

        Statements statements = Statements.of(List.of(classes, noJar));

        assertThat(statements.all()).extracting(StatementsTest::shown).containsExactly("INFO sound");
        assertThat(statements.problems()).hasSize(4);
        assertThat(statements.problems())
                .anyMatch(problem -> problem.contains("Torn.class"))
                .anyMatch(problem -> problem.contains("NoClass.class"))
                .anyMatch(problem -> problem.contains("Future.class"))
                .anyMatch(problem -> problem.contains("no.jar"));
    }

    private static String service(String name, String message) {
        return HEAD + "class " + name + " { private static final Logger log = LoggerFactory.getLogger(" + name
                + ".class); void go() { log.info(\"" + message + "\"); } }";
    }

    private static void put(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        OutputStream out = jar;
        out.write(bytes);
        jar.closeEntry();
    }

    private List<String> messages(String source) throws IOException {
        return read(new Compiled(directory).with("-g").classes(HEAD + source)).stream()
                .map(StatementsTest::shown)
                .toList();
    }

    static List<Statement> read(Path place) {
        Statements statements = Statements.of(List.of(place));
        assertThat(statements.problems()).isEmpty();
        return statements.all();
    }

    static String shown(Statement statement) {
        StringBuilder shown = new StringBuilder(statement.level()).append(' ');
        if (statement.message().form() == Message.Form.DYNAMIC) {
            shown.append("(made at run time)");
        }
        for (Message.Part part : statement.message().parts()) {
            shown.append(
                    part.placeholder() == null
                            ? part.text()
                            : "{" + part.placeholder().name() + ":"
                                    + part.placeholder().type() + "}");
        }
        if (!statement.message().extra().isEmpty()) {
            shown.append(" +").append(statement.message().extra().size());
        }
        if (!statement.pairs().isEmpty()) {
            shown.append(" (").append(String.join(", ", statement.pairs())).append(')');
        }
        return statement.markers().isEmpty()
                ? shown.toString()
                : shown.append(' ').append(statement.markers()).toString();
    }
}
