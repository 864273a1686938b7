package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.core.status.StatusListener;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.LiveFiles;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.TlsFront;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.OldestUnsent;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.runtime.ShortLife;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

/** What the page "Is it working?" says that the appender says, the appender says: each situation is brought about. */
@Timeout(180)
class ReadmeIsItWorkingTest {
    private static final Pattern QUOTE = Pattern.compile("^\\| `(.+?)` \\| .* \\|$");
    private static final Pattern METER = Pattern.compile("`(moesif\\.appender\\.[a-z.]+|\\.[a-z.]+)`");

    private final List<String> said = new ArrayList<>();

    @Test
    void everyMessageInTheTable_isReallySaid() throws Exception {
        withoutApplicationId();
        withAFileThatGivesNone();
        misspeltAndRuleThatNeverMatches();
        wrongConfiguration();
        answer(Fault.status(401));
        answer(Fault.status(404));
        answer(Fault.status(503));
        refusedThreeTimes();
        certificateThatNobodyTrusts();
        pausedByAnOperator();
        unsentForLong();
        senderThatHangs();
        ringTooSmall();
        memoryTooSmall();
        stopInAnOutage();
        attachedTwice();
        readTwice();
        poorActions();
        incompleteActions();
        rulesThatTakeNothing();
        killed();

        List<String> quotes = quotes();
        assertThat(quotes)
                .hasSizeGreaterThan(15)
                .allSatisfy(quote -> assertThat(said)
                        .as(quote)
                        .anyMatch(text -> pattern(quote).matcher(text).matches()));
    }

    private static List<String> quotes() throws IOException {
        return page().lines()
                .map(QUOTE::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }

    private static String page() {
        return Markdown.page("is-it-working").text;
    }

    private static Pattern pattern(String quote) {
        return Pattern.compile(
                Arrays.stream(quote.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private void heard(Rig rig) {
        rig.context.getStatusManager().getCopyOfStatusList().forEach(status -> said.add(status.getMessage()));
    }

    private void incompleteActions() {
        try (Logback logback = Logback.with("<rule><message>sold {amount}</message><actionName>S</actionName>"
                + "<field><name>company_id</name><required>true</required></field></rule>")) {
            logback.log().info("sold {}", 5);
            logback.stop();
            said.addAll(logback.warnings());
        }
    }

    private void withoutApplicationId() {
        try (Logback logback = Logback.appender("")) {
            said.addAll(logback.warnings());
        }
    }

    private void withAFileThatGivesNone() throws IOException {
        Path file = Files.createTempDirectory("secrets").resolve("id");
        try (Rig rig = Rig.direct("<applicationIdFile>" + file + "</applicationIdFile>")) {
            rig.log(1).awaitWarning("Delivery pauses");
            heard(rig);
            Files.writeString(file, "the-id");
            rig.awaitAllDelivered();
        }
    }

    private void misspeltAndRuleThatNeverMatches() {
        try (Rig rig = Rig.direct(
                "<lingre>1 s</lingre><rule><name>Sales</name><message>sold {}</message><actionName>S</actionName></rule>"
                        + "<rule><level>ERROR</level><message>gone {}</message><actionName>G</actionName></rule>")) {
            rig.log(1).awaitAllDelivered();
            rig.context.getLogger("com.acme").info("sold 5");
            rig.context.getLogger("com.acme").info("gone {}", 5);
            rig.awaitWarning("comes over a bridge");
            ShortLife.is(Duration.ZERO);
            rig.context.stop();
            heard(rig);
        } finally {
            ShortLife.is(Duration.ofMinutes(1));
        }
    }

    private void wrongConfiguration() {
        try (Logback logback = Logback.with(
                "<mdcKey>${NO_SUCH_VARIABLE}</mdcKey><mask><pattern>(</pattern></mask><proxy/><rule logger='x'/>"
                        + "<rule><logger>x</logger><regex>(?&lt;company_id&gt;x)</regex></rule>")) {
            said.addAll(logback.errors());
            said.addAll(logback.warnings());
        }
        try (Logback logback = Logback.with("<if><then><exclude>card</exclude></then></if>")) {
            said.addAll(logback.errors());
        }
    }

    private void answer(Fault fault) {
        try (Rig rig = Rig.direct("")) {
            rig.collector.play(fault);
            rig.log(1);
            await().atMost(Rig.AMPLE).until(() -> rig.collector.requests() > 0);
            rig.log(1);
            await().atMost(Rig.AMPLE).until(() -> {
                rig.appender().flush(Duration.ofSeconds(1));
                return rig.counts().pending() == 0;
            });
            rig.context.stop();
            heard(rig);
        }
    }

    /** Others are accepted in between, or nobody knows whose fault it is. */
    private void refusedThreeTimes() {
        try (Rig rig = Rig.direct("")) {
            // The collector refuses what is so old.
            rig.log(Instant.now().minus(Duration.ofDays(31)));
            await().atMost(Rig.AMPLE).until(() -> {
                rig.log(1);
                return rig.warnings().stream().anyMatch(text -> text.contains("accepts others"));
            });
            heard(rig);
        }
    }

    private void certificateThatNobodyTrusts() throws Exception {
        Path directory = Files.createTempDirectory("certificates");
        try (Rig rig = new Rig();
                TlsFront front = new TlsFront(new Certificates(directory).server("good"), rig.collector.port())) {
            rig.configure(front.uri(), "<shutdownTimeout>0</shutdownTimeout>");
            rig.log(1).awaitWarning("Delivery pauses");
            heard(rig);
        }
    }

    private void pausedByAnOperator() throws Exception {
        try (Rig rig = Rig.direct("")) {
            ObjectName name = bean(rig, "operated");
            ManagementFactory.getPlatformMBeanServer().invoke(name, "pause", new Object[0], new String[0]);
            heard(rig);
        }
    }

    /** The only one that takes too long to be waited for. */
    private void unsentForLong() {
        Notices notices = new Notices(new Scribe(said));
        OldestUnsent oldest = new OldestUnsent(new Ledger().health(), notices);
        // The age is told against the clock.
        long now = System.nanoTime();
        oldest.look(now - OldestUnsent.TOO_OLD.toNanos() - 1, 0, 1);
        oldest.look(now, 0, 1);
        notices.speak(now);
    }

    /** A status listener keeps the sender's thread, in place of a disk. */
    private void senderThatHangs() throws Exception {
        Path spool = Files.createTempDirectory("spool");
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (Rig rig = Rig.direct("<spool><directory>" + spool + "</directory><durability>fsync</durability>"
                + "<commitTimeout>1 hour</commitTimeout></spool>")) {
            rig.collector.play(Fault.status(503));
            rig.context.getStatusManager().add((StatusListener) status -> {
                if (status.getMessage().contains("HTTP 503")) {
                    hangs.countDown();
                    awaitUninterrupted(over);
                }
            });
            rig.log(1);
            hangs.await();
            rig.log(1);
            over.countDown();
            rig.awaitWarning("has been in one operation").awaitWarning("within <commitTimeout>");
            heard(rig);
        } finally {
            over.countDown();
        }
    }

    /** What a kill would have left is put back after a stop. */
    private void killed() throws IOException {
        Path spool = Files.createTempDirectory("spool");
        String element = "<shutdownTimeout>0 s</shutdownTimeout><spool><directory>" + spool + "</directory></spool>";
        try (Rig rig = Rig.direct(element)) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(1).awaitWarning("HTTP 503");
            Path mark = LiveFiles.below(spool, ".accepted.new").get(0);
            byte[] bytes = Files.readAllBytes(mark);
            rig.appender().stop();
            await().atMost(Rig.AMPLE).untilAsserted(() -> assertThat(mark).doesNotExist());
            Files.write(mark, bytes);
            Files.setPosixFilePermissions(mark, PosixFilePermissions.fromString("rw-------"));
            rig.collector.behave();
            rig.configure(rig.collector.baseUri().toString(), element);
            rig.awaitWarning("was killed, or its process ended");
            heard(rig);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ringTooSmall() {
        try (Rig rig = Rig.direct("<queueSize>2</queueSize><maxBlockTime>0</maxBlockTime>")) {
            await().atMost(Rig.AMPLE).until(() -> {
                rig.log(1_000);
                return rig.counts().droppedInAll() > 0;
            });
            rig.awaitWarning("The ring");
            heard(rig);
        }
    }

    private void memoryTooSmall() {
        try (Rig rig = Rig.direct("<maxMemory>64k</maxMemory><shutdownTimeout>0</shutdownTimeout>")) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(1).awaitRetries(1);
            await().atMost(Rig.AMPLE).until(() -> {
                rig.log(1_000);
                return rig.warnings().stream().anyMatch(text -> text.startsWith("maxMemory is full of actions"));
            });
            heard(rig);
        }
    }

    private void stopInAnOutage() {
        try (Rig rig = Rig.direct("<shutdownTimeout>0</shutdownTimeout>")) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(3).awaitRetries(1);
            rig.context.stop();
            rig.awaitWarning("before the stop");
            heard(rig);
        }
    }

    private void attachedTwice() {
        try (Rig rig = Rig.direct("")) {
            rig.context.getLogger("com.acme").addAppender(rig.appender());
            rig.log(2).awaitAllDelivered();
            rig.awaitWarning("attached");
            heard(rig);
        }
    }

    private void readTwice() {
        try (Rig rig = Rig.direct("")) {
            MoesifAppender second = new MoesifAppender();
            second.setContext(rig.context);
            second.setName(rig.appender().getName());
            second.setDryRun("true");
            second.start();
            heard(rig);
            second.stop();
        }
    }

    private void rulesThatTakeNothing() {
        try (Rig rig = Rig.direct("<rule><name>Sales</name><message>Sold {amount} to {company_id}</message>"
                + "<actionName>S</actionName><expectEvery>1 s</expectEvery></rule>")) {
            rig.context.getLogger("com.acme").info("Sold for {} to {}", 5, "c1");
            await().atMost(Rig.AMPLE).until(() -> {
                rig.context.getLogger("com.acme").info("alive");
                return rig.warnings().stream().anyMatch(text -> text.contains("<expectEvery>"));
            });
            rig.awaitWarning("much like it");
            heard(rig);
        }
    }

    /** A container that nobody here knows. */
    public static final class Unknown {
        public boolean isEmpty() {
            return false;
        }

        @Override
        public String toString() {
            return "Unknown(gold)";
        }
    }

    private void poorActions() {
        try (Rig rig = Rig.direct("<field><name>seats</name><value>many</value><type>number</type></field>")) {
            rig.context
                    .getLogger("com.acme.Service")
                    .makeLoggingEventBuilder(Level.INFO)
                    .addKeyValue("action_name", "Poor")
                    .addKeyValue("plan", new Unknown())
                    .log("poor");
            for (int i = 0; i < 100; i++) {
                rig.context
                        .getLogger("com.acme.Service")
                        .atInfo()
                        .addKeyValue("action_name", "Poor")
                        .addArgument(i)
                        .log("poor " + i + " n={}");
            }
            rig.awaitWarning("has no company_id")
                    .awaitWarning("was lost")
                    .awaitWarning("vary at run time")
                    .awaitWarning("is probably not what was meant");
            heard(rig);
        }
    }

    @Test
    void everyAttributeAndOperationNamed_isThere() throws Exception {
        try (Rig rig = Rig.direct("")) {
            MBeanInfo bean = ManagementFactory.getPlatformMBeanServer().getMBeanInfo(bean(rig, "named"));
            Stream<String> named = Pattern.compile("`([A-Z][a-zA-Z]+|flush|pause|resume|sendNow)`")
                    .matcher(page())
                    .results()
                    .map(match -> match.group(1));

            assertThat(named)
                    .hasSizeGreaterThan(8)
                    .allMatch(name -> Stream.of(bean.getAttributes(), bean.getOperations())
                            .flatMap(Arrays::stream)
                            .anyMatch(member -> member.getName().equals(name)));
        }
    }

    /** The appender's bean, in a context of this name. */
    private static ObjectName bean(Rig rig, String context) throws Exception {
        rig.context.setName(context);
        rig.configure(rig.collector.baseUri().toString(), "");
        ObjectName name = new ObjectName("com.moesif.logback:type=MoesifAppender,context=" + context + ",name=RIG");
        await().atMost(Rig.AMPLE)
                .until(() -> ManagementFactory.getPlatformMBeanServer().isRegistered(name));
        return name;
    }

    private static List<String> meters() {
        return io.micrometer.core.instrument.Metrics.globalRegistry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .distinct()
                .filter(name -> name.startsWith("moesif."))
                .toList();
    }

    @Test
    void everyMeterNamed_isThere() throws Exception {
        try (Rig rig = Rig.direct("<rule><message>sold</message></rule>")) {
            assertThat(rig.errors()).isEmpty();
            List<String> named = METER.matcher(page())
                    .results()
                    .map(match -> match.group(1).startsWith(".") ? "moesif.appender" + match.group(1) : match.group(1))
                    .toList();

            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(meters()).containsExactlyInAnyOrderElementsOf(named));
        }
    }
}
