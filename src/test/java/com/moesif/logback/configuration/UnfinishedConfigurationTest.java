package com.moesif.logback.configuration;

import static com.moesif.logback.harness.Scene.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.OwnContext;
import com.moesif.logback.internal.ledger.DropReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is logged while Logback still reads the configuration: a reload in a service at work, with an appender further down that takes
 * its time to start.
 */
@Timeout(120)
class UnfinishedConfigurationTest {
    private static final String CARD = "4111111111111111";

    private final LocalCollector collector = LocalCollector.start(0);
    private final Service service = new Service();
    private final String id = UUID.randomUUID().toString();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        service.close();
        collector.close();
    }

    /** The appender further down: what happens while it starts. */
    public static final class Slow extends AppenderBase<ILoggingEvent> {
        @Override
        public void start() {
            ((Runnable) getContext().getObject("meanwhile")).run();
            super.start();
        }

        @Override
        protected void append(ILoggingEvent event) {}
    }

    private static final class Service extends OwnContext {
        private void configure(String xml) {
            read(xml);
        }

        private MoesifAppender appender() {
            return (MoesifAppender) context.getLogger("com.acme").getAppender("MOESIF");
        }

        private void log(int number) {
            context.getLogger("com.acme.Shop")
                    .atInfo()
                    .addKeyValue("action_name", "Sold")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("card", CARD)
                    .addKeyValue("n", number)
                    .log("sold");
        }

        private List<String> said() {
            return Stream.concat(warnings().stream(), errors().stream()).toList();
        }

        @Override
        public void close() {
            context.stop();
        }
    }

    private void configure(String elements, Runnable meanwhile) {
        configure(collector.baseUri().toString(), elements, meanwhile);
    }

    private void configure(String baseUri, String elements, Runnable meanwhile) {
        service.context.reset();
        service.context.putObject("meanwhile", meanwhile);
        service.configure("""
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>%s</applicationId><baseUri>%s</baseUri><linger>0</linger>
                    <shutdownTimeout>20 s</shutdownTimeout>
                    %s
                  </appender>
                  <logger name="com.acme" level="INFO"><appender-ref ref="MOESIF"/></logger>
                  <appender name="SLOW" class="%s"/>
                  <root level="INFO"><appender-ref ref="SLOW"/></root>
                </configuration>
                """.formatted(id, baseUri, elements, Slow.class.getName()));
    }

    /** Whatever came by then waits. */
    private void nothingLeaves() {
        await().during(Duration.ofMillis(300)).atMost(AMPLE).until(() -> collector.requests() == 0);
    }

    private void sold(int... numbers) {
        await().atMost(AMPLE)
                .untilAsserted(() -> assertThat(collector.actions())
                        .extracting(action -> action.metadata().get("n"))
                        .containsExactlyInAnyOrder(
                                Arrays.stream(numbers).boxed().toArray()));
    }

    @Test
    void isShippedOnceTheConfigurationHasBeenRead() {
        configure("", () -> {
            service.log(1);
            service.log(2);
            nothingLeaves();
        });

        sold(1, 2);
        assertThat(service.said()).noneMatch(text -> text.contains("dropped") || text.contains("lost"));
    }

    /** They may come so fast that they would be lost. */
    @Test
    void halfOfTheRing_isNotHeldBack() {
        configure("<queueSize>8</queueSize>", () -> {
            for (int i = 1; i <= 4; i++) {
                service.log(i);
            }
            sold(1, 2, 3, 4);
        });
    }

    @Test
    void whoWaitsForTheDelivery_isGivenIt() {
        configure("", () -> {
            service.log(1);
            assertThat(service.appender().flush(AMPLE)).isTrue();
        });

        sold(1);
    }

    /** Nothing is written either: the thread that logs may be the one that reads the configuration. */
    @ParameterizedTest
    @ValueSource(strings = {"async", "write", "fsync"})
    void noCallerWaitsForAFile_untilItHasBeenRead(String durability) {
        configure(
                "<spool><directory>" + directory + "</directory><durability>" + durability
                        + "</durability><commitTimeout>1 min</commitTimeout></spool>",
                () -> {
                    service.log(1);
                    nothingLeaves();
                    assertThat(filesWithTheCard()).isEmpty();
                });
        service.log(2);

        sold(1, 2);
        assertThat(service.said()).noneMatch(text -> text.contains("commitTimeout"));
    }

    @Test
    void aStopMeanwhile_delivers() {
        configure("", () -> {
            service.log(1);
            service.appender().stop();
            sold(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mask><pattern>x:-[0-9]{16}|\\d{16}</pattern></mask>",
                "<mask><pattern>\\d{16}</pattern><pattern>[a-z]+@</pattern></mask>",
                "<exclude name='card'>other</exclude>",
            })
    void isDropped_whereSomethingWouldHaveBeenShown(String element) {
        configure("<spool><directory>" + directory + "</directory></spool>" + element, () -> {
            service.log(1);
            service.log(2);
        });

        assertThat(Insight.isShipping(service.appender())).isFalse();
        await().atMost(AMPLE).untilAsserted(() -> assertThat(dropped()).isEqualTo(2));
        service.close();
        assertThat(collector.requests()).isZero();
        assertThat(filesWithTheCard()).isEmpty();
        assertThat(service.warnings())
                .anyMatch(text -> text.contains("before the configuration had been read to its end"));
    }

    /** It would have taken every line, and billed it. */
    @Test
    void ofARuleThatIsOff_isDropped_andAllOthersAreShippedOnce() {
        String rules = """
                <field><name>company_id</name><value>c</value></field>
                <rule logger="com.acme.pay"><message>any {n}</message><actionName>Wrong</actionName></rule>
                <rule><message>right {n}</message><actionName>Right</actionName></rule>
                """;
        configure(rules, () -> {
            service.context.getLogger("com.acme.Shop").info("any {}", 1);
            service.context.getLogger("com.acme.Shop").info("right {}", 2);
            service.log(3);
            nothingLeaves();
        });
        service.context.getLogger("com.acme.Shop").info("any {}", 4);
        service.context.getLogger("com.acme.Shop").info("right {}", 5);

        sold(2, 3, 5);
        assertThat(collector.actions())
                .extracting(ReceivedAction::transactionId)
                .doesNotHaveDuplicates();
        assertThat(service.warnings())
                .filteredOn(text -> text.contains("before the configuration had been read to its end"))
                .hasSize(1);
        assertThat(service.warnings()).noneMatch(text -> text.contains("lost"));
    }

    /** Neither waited for nor lost. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileTheCollectorIsDown_isKeptForWhatIsStartedByTheWholeConfiguration(boolean spooled) {
        collector.playAlways(Fault.status(503));
        configure(
                (spooled ? "<spool><directory>" + directory + "</directory></spool>" : "")
                        + "<rule level='INFO'><message>m</message></rule>",
                () -> service.log(1));
        service.log(2);
        assertThat(service.said()).noneMatch(text -> text.contains("lost") || text.contains("could not be delivered"));

        collector.behave();

        sold(1, 2);
    }

    /** What was read last has the appender begin anew, and that takes its time. */
    @Test
    void whatIsLoggedWhileTheAppenderBeginsAnew_isShippedOnce() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger logged = new AtomicInteger();
        Thread thread = new Thread(() -> {
            while (!over.get()) {
                service.log(logged.incrementAndGet());
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        });
        configure("<rule level='INFO'><message>m</message></rule>", thread::start);
        int atTheEnd = logged.get();
        await().atMost(AMPLE).until(() -> logged.get() > atTheEnd);
        over.set(true);
        thread.join();

        sold(IntStream.rangeClosed(1, logged.get()).toArray());
    }

    /** Nothing tells their actions apart. */
    @Test
    void ofTwoRulesOfOneName_nothingIsShippedThatMayBeOfTheOneThatIsOff() {
        configure("""
                <field><name>company_id</name><value>c</value></field>
                <rule logger="com.acme.pay"><name>pay</name><message>any {n}</message><actionName>Wrong</actionName></rule>
                <rule><name>pay</name><message>right {n}</message><actionName>Right</actionName></rule>
                """, () -> service.context.getLogger("com.acme.Shop").info("any {}", 1));
        service.log(2);

        sold(2);
    }

    /** Neither actions nor the application id go to an address that Logback has shortened, nor does what the life before has left. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereTheAddressIsWrong_isKeptUntilThatIsMended(boolean spooled) {
        String spool = spooled ? "<spool><directory>" + directory + "</directory></spool>" : "";
        try (LocalCollector somebodys = LocalCollector.start(0)) {
            for (int i = 1; i <= 3; i += 2) {
                int number = i;
                configure(somebodys.baseUri() + ":-x", spool, () -> {
                    service.log(number);
                    await().during(Duration.ofMillis(500)).atMost(AMPLE).until(() -> somebodys.requests() == 0);
                });
                service.log(number + 1);
            }

            configure(spool, () -> {});

            sold(1, 2, 3, 4);
            assertThat(somebodys.requests()).isZero();
        }
        assertThat(service.warnings()).noneMatch(text -> text.contains("leaves alone"));
    }

    private long dropped() {
        return Insight.counts(service.appender()).dropped().get(DropReason.MISCONFIGURED);
    }

    private List<Path> filesWithTheCard() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(UnfinishedConfigurationTest::hasTheCard)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTheCard(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(CARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
