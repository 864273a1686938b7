package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that is a module, and requires of ours nothing but {@code com.moesif.logback}. */
@Timeout(120)
class ModuleIT {
    private static final Path LIBRARIES = Path.of(System.getProperty("its"), "plain", "target", "dependency");
    private static final Path TESTKIT = Path.of(System.getProperty("jar.testkit"));

    @AutoClose
    private final LocalCollector collector = LocalCollector.start(0);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("com.moesif.logback.harness.Jdks#all")
    void moduleThatRequiresOurs_needsNameNoOther(Path java) throws Exception {
        Path modules = compile("opens com.acme.shop to com.moesif.logback;");

        String said = run(java, modules);

        assertThat(said).isEmpty();
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions()).singleElement().satisfies(action -> {
            assertThat(action.companyId()).isEqualTo("12345");
            assertThat(action.metadata())
                    .isEqualTo(Map.of(
                            "skus", List.of("a", "b"),
                            "stock", Map.of("a", 1),
                            "parcel", Map.of("carrier", "DHL", "kilograms", 1.2)));
        });
    }

    @ParameterizedTest
    @MethodSource("com.moesif.logback.harness.Jdks#all")
    void packageThatIsNotOpen_isNamedWithTheLineThatOpensIt(Path java) throws Exception {
        String said = run(java, compile(""));

        assertThat(said).contains("opens com.acme.shop to com.moesif.logback");
        assertThat(collector.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.metadata())
                        .containsEntry("skus", List.of("a", "b"))
                        .containsEntry("stock", Map.of("a", 1)));
    }

    /** A unit test of a module. */
    @ParameterizedTest
    @MethodSource("com.moesif.logback.harness.Jdks#all")
    void moduleThatRequiresTheTestKit_canTryItsRules(Path java) throws Exception {
        Path modules = compile("requires com.moesif.logback.testkit;", """
                public final class Shop {
                    public static void main(String[] args) {
                        java.nio.file.Path xml = java.nio.file.Path.of(System.getProperty("logback.configurationFile"));
                        try (var tester = com.moesif.logback.testing.RuleTester.of(xml)) {
                            tester.logger("com.acme.shop").info("Order of {} from {} in {} for {}", 1, 2, 3, "12345");
                            System.err.println(tester.actions() + " " + tester.problems());
                        }
                    }
                }
                """);

        assertThat(run(java, modules))
                .contains("action_name=Ordered", "company_id=12345")
                .endsWith("[]\n");
        assertThat(collector.requests()).isZero();
    }

    private Path compile(String opens) throws Exception {
        return compile(opens, """
                import java.util.List;
                import java.util.Map;
                import org.slf4j.LoggerFactory;
                public final class Shop {
                    record Parcel(String carrier, double kilograms) {}
                    public static void main(String[] args) {
                        LoggerFactory.getLogger(Shop.class).info("Order of {} from {} in {} for {}",
                                List.of("a", "b"), Map.of("a", 1), new Parcel("DHL", 1.2), "12345");
                    }
                }
                """);
    }

    private Path compile(String directives, String code) throws Exception {
        Path source = Files.createDirectories(directory.resolve("source/com/acme/shop"));
        Files.writeString(directory.resolve("source/module-info.java"), """
                module com.acme.shop {
                    requires com.moesif.logback;
                    requires org.slf4j;
                    %s
                }
                """.formatted(directives));
        Files.writeString(source.resolve("Shop.java"), "package com.acme.shop;\n" + code);
        Path classes = directory.resolve("modules");
        Process javac = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        "--release",
                        "17",
                        "-d",
                        classes.toString(),
                        "-p",
                        LIBRARIES + ":" + TESTKIT,
                        directory.resolve("source/module-info.java").toString(),
                        source.resolve("Shop.java").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("javac").toFile())
                .start();
        assertThat(javac.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(javac.exitValue())
                .as(Files.readString(directory.resolve("javac")))
                .isZero();
        return classes;
    }

    /** What it says on standard error. */
    private String run(Path java, Path modules) throws Exception {
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    <rule>
                      <logger>com.acme.shop</logger>
                      <message>Order of {skus} from {stock} in {parcel} for {company_id}</message>
                      <actionName>Ordered</actionName>
                      <field><name>parcel</name><type>json</type></field>
                    </rule>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(collector.baseUri()));
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Dlogback.configurationFile=" + xml,
                        "-p",
                        modules + ":" + LIBRARIES + ":" + TESTKIT,
                        "-m",
                        "com.acme.shop/com.acme.shop.Shop")
                .redirectError(err.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readString(err);
    }
}
