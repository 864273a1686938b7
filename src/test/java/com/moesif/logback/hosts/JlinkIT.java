package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.docs.Markdown;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.TestProxy;
import com.moesif.logback.harness.TlsFront;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real run-time images that jlink makes of this JDK: the one that the documentation describes, and some that lack something. */
@Timeout(180)
class JlinkIT {
    private static final List<String> MODULES = modules();

    @TempDir
    private static Path images;

    /** As the documentation has it. */
    private static Path whole;

    /** The same, but for what HttpCore asks for in the middle of a request. */
    private static Path withoutJdkNet;

    private static Certificates certificates;

    private final LocalCollector collector = LocalCollector.start(0);

    @TempDir
    private Path directory;

    /** Ships until all is delivered or delivery pauses, tries twice more, and ends when it is seen over JMX or has said why not. */
    public static final class Guest {
        static final int ACTIONS = 3;
        static final Duration AMPLE = Duration.ofMinutes(1);

        private Guest() {}

        public static void main(String[] args) throws Exception {
            LoggerContext context = (LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory();
            MoesifAppender appender =
                    (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("MOESIF");
            int actions = Integer.parseInt(args[0]);
            for (int i = 0; i < actions; i++) {
                context.getLogger("com.acme.Guest")
                        .atInfo()
                        .addKeyValue("action_name", "Ordered")
                        .addKeyValue("company_id", "acme")
                        .log("ordered");
            }
            await().atMost(AMPLE).until(() -> isDelivered(appender) || isSaid(context, "Delivery pauses"));
            for (int i = 0; i < 2 && !isDelivered(appender); i++) {
                appender.flush(Duration.ofSeconds(2));
            }
            if (args[1].equals("seen over JMX")) {
                Jmx.awaitOurs();
            } else {
                await().atMost(AMPLE).until(() -> isSaid(context, args[1]));
            }
            await().atMost(AMPLE).until(() -> Insight.counts(appender).balance());
            System.out.println(Insight.counts(appender).delivered() + " delivered, "
                    + Insight.counts(appender).droppedInAll() + " dropped");
        }

        /** By this one, or by one before it. */
        private static boolean isDelivered(MoesifAppender appender) {
            return Insight.counts(appender).delivered() == ACTIONS;
        }

        private static boolean isSaid(LoggerContext context, String words) {
            return context.getStatusManager().getCopyOfStatusList().stream()
                    .anyMatch(status -> status.getMessage().contains(words));
        }
    }

    /** By itself: an image may lack JMX. */
    static final class Jmx {
        private Jmx() {}

        static void awaitOurs() throws Exception {
            ObjectName name = new ObjectName("com.moesif.logback:*");
            await().atMost(Guest.AMPLE)
                    .until(() -> !ManagementFactory.getPlatformMBeanServer()
                            .queryNames(name, null)
                            .isEmpty());
        }
    }

    @BeforeAll
    static void link() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        assumeTrue(
                Files.isExecutable(home.resolve("bin/jlink")) && Files.isDirectory(home.resolve("jmods")),
                "this JDK has no jlink, or no jmods to make an image of");
        whole = images.resolve("whole");
        withoutJdkNet = images.resolve("without");
        Process first = jlink(home, MODULES, whole);
        Process second = jlink(home, without("jdk.net"), withoutJdkNet);
        certificates = new Certificates(images);
        for (Process process : List.of(first, second)) {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(images.resolve("jlink.txt")))
                    .isZero();
        }
    }

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void withoutJdkNet_oneWarningNamesIt_andAllIsDeliveredByAnImageThatHasIt() throws Exception {
        String spool = "<spool><directory>" + directory.resolve("spool") + "</directory></spool>";
        // The guest waits less long for the warning: what fails at once isn't found out by a deadline.
        String elements = spool + "<responseTimeout>10 min</responseTimeout>";
        HostProcess process = run(
                withoutJdkNet,
                collector.baseUri().toString(),
                elements,
                List.of(),
                "" + Guest.ACTIONS,
                "seen over JMX");

        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.err().stream().map(JlinkIT::text).distinct())
                .as("%s", process)
                .singleElement()
                .asString()
                .contains("Delivery pauses (NoClassDefFoundError: jdk/net/")
                .contains("The Java run-time has no jdk.net.", ", a class of the module jdk.net.")
                .contains("add jdk.net to its --add-modules", "the documentation names", "All actions are kept");
        assertThat(process.out()).last().isEqualTo("0 delivered, 0 dropped");

        HostProcess mended = run(whole, collector.baseUri().toString(), spool, List.of(), "0", "seen over JMX");

        assertThat(mended.err()).isEmpty();
        assertArrived();
    }

    @Test
    void withWhatTheDocumentationNames_itDeliversOverHttp_andIsSeenOverJmx() throws Exception {
        assertDelivers(collector.baseUri().toString(), "", List.of());
    }

    @Test
    void withWhatTheDocumentationNames_itDeliversOverHttps_byAProxyThatAsksForCredentials() throws Exception {
        try (TlsFront front = new TlsFront(
                        certificates.server("good"), collector.baseUri().getPort());
                TestProxy proxy = new TestProxy("us:them")) {
            assertDelivers(front.uri(), proxy.element("<username>us</username><password>them</password>"), trusting());
            assertThat(front.protocols).containsOnly("TLSv1.3");
            assertThat(proxy.passed).isNotEmpty();
        }
    }

    @Test
    void withoutEllipticCurves_theWarningNamesTheModule() throws Exception {
        assumeTrue(Runtime.version().feature() < 22, "java.base has had them since JDK 22");
        List<String> options = new ArrayList<>(trusting());
        options.add("--limit-modules=" + String.join(",", without("jdk.crypto.ec")));
        try (TlsFront front =
                new TlsFront(certificates.server("good"), collector.baseUri().getPort())) {
            HostProcess process = run(
                    whole,
                    front.uri(),
                    "<shutdownTimeout>0</shutdownTimeout>",
                    options,
                    "" + Guest.ACTIONS,
                    "seen over JMX");

            assertThat(process.err())
                    .filteredOn(line -> line.contains("Delivery pauses"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .contains("has no elliptic curves", "add jdk.crypto.ec to its --add-modules")
                            .doesNotContain("certificate"));
        }
    }

    /** All but JMX goes on. */
    @Test
    void withoutManagement_itDelivers_andOneWarningNamesTheModule() throws Exception {
        HostProcess process = run(
                whole,
                collector.baseUri().toString(),
                "",
                List.of("--limit-modules=" + String.join(",", without("java.management"))),
                "" + Guest.ACTIONS,
                "over JMX");

        assertThat(process.out()).last().isEqualTo(Guest.ACTIONS + " delivered, 0 dropped");
        assertArrived();
        assertThat(process.err())
                .singleElement()
                .asString()
                .contains("can't be seen over JMX", "add java.management to its --add-modules");
    }

    private void assertDelivers(String uri, String elements, List<String> options) throws Exception {
        HostProcess process = run(whole, uri, elements, options, "" + Guest.ACTIONS, "seen over JMX");

        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.err()).isEmpty();
        assertThat(process.out()).last().isEqualTo(Guest.ACTIONS + " delivered, 0 dropped");
        assertArrived();
    }

    private void assertArrived() {
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions().stream().map(action -> action.transactionId()))
                .doesNotHaveDuplicates()
                .hasSize(Guest.ACTIONS);
    }

    private HostProcess run(Path image, String uri, String elements, List<String> options, String... arguments)
            throws Exception {
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    %s
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(uri, elements));
        List<String> all = new ArrayList<>(options);
        // An image has no archive of classes that are loaded already.
        all.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=" + xml, Guest.class.getName()));
        all.addAll(List.of(arguments));
        return HostProcess.run(image.resolve("bin").resolve("java"), directory, classPath(), all);
    }

    /** What the plain jar brings, what the guest awaits things with, and nothing more. */
    private static List<String> classPath() {
        Stream<String> beside = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("test-classes")
                        || Path.of(entry)
                                .getFileName()
                                .toString()
                                .matches("(logback-c|slf4j-api|httpc|jctools|jackson-core-3|awaitility|hamcrest).*"));
        return Stream.concat(Stream.of(System.getProperty("jar.plain")), beside).toList();
    }

    private static List<String> trusting() throws Exception {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + certificates.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD);
    }

    /** Without its time, and without how often it came: the exit says that of all that was told once. */
    private static String text(String line) {
        return line.replaceFirst("^[\\d:,]+ ", "").replaceFirst(" \\(\\d+ times, .*", "");
    }

    /** Those of the command in the documentation. */
    private static List<String> modules() {
        String[] words =
                Markdown.page("compatibility").blocks("sh").get(0).text().split("\\s+");
        assertThat(words).startsWith("jlink", "--add-modules");
        return List.of(words[2].split(","));
    }

    private static List<String> without(String module) {
        assertThat(MODULES).contains(module);
        return MODULES.stream().filter(other -> !other.equals(module)).collect(Collectors.toList());
    }

    private static Process jlink(Path home, List<String> modules, Path image) throws IOException {
        return new ProcessBuilder(
                        home.resolve("bin/jlink").toString(),
                        "--add-modules",
                        String.join(",", modules),
                        "--output",
                        image.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        images.resolve("jlink.txt").toFile()))
                .start();
    }
}
