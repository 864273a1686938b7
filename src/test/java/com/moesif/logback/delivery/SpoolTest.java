package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.LiveFiles;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.VictimProgram;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.spool.Child;
import com.moesif.logback.internal.spool.Disk;
import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spool as its user sees it: files that come and go, and actions that outlast a stop. */
class SpoolTest {
    @TempDir
    private Path temp;

    private Path spool() {
        return temp.resolve("spool");
    }

    private String element(String more) {
        return "<spool><directory>" + spool() + "</directory>" + more + "</spool>";
    }

    private static void start(Rig rig, String elements) {
        rig.configure(rig.collector.baseUri().toString(), elements);
    }

    private List<Path> files(String suffix) {
        try {
            return LiveFiles.below(spool(), suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "write", "fsync"})
    void delivered_leavesNothingBehind(String durability) {
        try (Rig rig = new Rig()) {
            start(rig, element("<durability>" + durability + "</durability><commitTimeout>60 s</commitTimeout>"));
            rig.log(1_000).awaitAllDelivered();
            assertThat(rig.errors()).isEmpty();
            assertThat(rig.warnings()).isEmpty();

            rig.appender().stop();

            assertThat(spool()).isEmptyDirectory();
            assertThat(rig.counts().oddities().get(Oddity.LATE_COMMITS)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "write", "fsync"})
    void whatAStopLeaves_isSentByTheNextStart(String durability) {
        String element = element("<durability>" + durability + "</durability>");
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element);
            rig.log(2_500).awaitRetries(1);
            MoesifAppender first = rig.appender();

            rig.collector.behave();
            rig.collector.playAlways(Fault.status(503));
            rig.appender().stop();
            assertThat(Insight.counts(first).spooled())
                    .as("%s", Insight.counts(first))
                    .isEqualTo(2_500);
            assertThat(Insight.counts(first).balance()).isTrue();
            assertThat(files(".segment")).isNotEmpty();

            rig.collector.behave();
            start(rig, element);
            rig.log(10);
            await().atMost(Rig.AMPLE).until(() -> rig.counts().delivered() == 2_510);
            rig.assertArrived(2_510);
            assertThat(rig.counts().in().recovered()).isEqualTo(2_500);
            // A file goes when its actions are counted.
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(files(".segment")).isEmpty());
            rig.appender().stop();
            assertThat(spool()).isEmptyDirectory();
        }
    }

    @Test
    void segment_isReadableByPeople() throws IOException {
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element("<durability>write</durability><commitTimeout>60 s</commitTimeout>"));

            rig.log(1);

            // What write promises: it is in the file when the call has returned.
            List<String> lines = Files.readAllLines(files(".segment").get(0));
            assertThat(lines).singleElement().asString().matches("[0-9a-f]{8} \\{\"action_name\":\"Tested\".*}");
            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    @Test
    void filesAndDirectories_areTheOwnersOnly() throws IOException {
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element("<durability>write</durability><commitTimeout>60 s</commitTimeout>"));
            rig.log(1);

            try (Stream<Path> all = Files.walk(spool())) {
                assertThat(all)
                        .hasSize(6)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .as(file.toString())
                                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
            assertThat(Files.readString(files("owner").get(0))).contains("RIG").doesNotContain("the-secret-id");
            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    @Test
    void badAction_becomesADeadLetter() throws IOException {
        try (Rig rig = new Rig()) {
            start(rig, element("<maxAge>40 d</maxAge>"));
            rig.log(20);
            rig.context
                    .getLogger("com.acme.Service")
                    .atInfo()
                    .addKeyValue("action_name", "Huge")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("text", "x".repeat(1_000_001))
                    .log("tested");
            rig.log(20);
            // The collector refuses what is over 30 days old, and maxAge is set too high to know.
            rig.log(Instant.now().minus(Duration.ofDays(31)));
            rig.log(Instant.now().minus(Duration.ofDays(41)));
            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                rig.log(1);
                assertThat(rig.appender().flush(Duration.ofSeconds(1))).isTrue();
                assertThat(rig.counts().deadInAll()).as("%s", rig.counts()).isEqualTo(3);
            });
            rig.assertBalance();

            Counts counts = rig.counts();
            assertThat(counts.dead())
                    .containsEntry(DeadReason.TOO_LARGE, 1L)
                    .containsEntry(DeadReason.REFUSED, 1L)
                    .containsEntry(DeadReason.EXPIRED, 1L);
            List<String> letters = Files.readAllLines(files("dead.jsonl").get(0));
            assertThat(letters)
                    .hasSize(3)
                    .anyMatch(letter -> letter.contains("\"reason\":\"tooLarge\"") && letter.length() > 1_000_000)
                    .anyMatch(letter -> letter.contains("\"reason\":\"refused\",\"status\":400,\"answer\":\""))
                    .anyMatch(letter -> letter.contains("\"reason\":\"expired\",\"status\":0,"));
            rig.appender().stop();
            assertThat(files(".segment")).isEmpty();
            assertThat(files("dead.jsonl")).hasSize(1);
        }
    }

    @Test
    void twoContextsOfOneName_keepOutOfEachOthersWay() {
        try (Rig one = new Rig();
                Rig other = new Rig()) {
            start(one, element(""));
            start(other, element(""));
            one.log(100).awaitAllDelivered();
            other.log(100).awaitAllDelivered();
        }
        assertThat(spool()).isEmptyDirectory();
    }

    @Test
    void full_dropsWhatIsNew_andKeepsTheOldest() {
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element("<maxSize>1 MB</maxSize>"));
            rig.log(1).awaitRetries(1);
            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                rig.log(1_000);
                assertThat(rig.counts().dropped().get(DropReason.SPOOL_FULL)).isPositive();
            });
            rig.awaitWarning("maxSize");
            rig.assertBalance();
            assertThat(rig.appender().flush(Duration.ofMillis(1))).isFalse();
            assertThat(files(".segment").stream()
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isLessThan(1_500_000);

            rig.collector.behave();
            long dropped = rig.counts().droppedInAll();
            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                rig.appender().flush(Duration.ofSeconds(1));
                assertThat(rig.counts().delivered() + dropped)
                        .isEqualTo(rig.counts().accepted());
            });
            rig.assertArrived((int) (rig.logged() - dropped));
            assertThat(rig.collector.actions())
                    .anySatisfy(action -> assertThat(action.json()).contains("\"n\":0"));
        }
    }

    @Test
    void pauseOfAnOperator_outlastsAStop() throws Exception {
        String element = element("");
        try (Rig rig = new Rig()) {
            start(rig, element);
            rig.log(1).awaitAllDelivered();
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName beans = new ObjectName("com.moesif.logback:type=MoesifAppender,name=RIG,*");
            ObjectName bean = await().atMost(Rig.AMPLE)
                    .until(() -> server.queryNames(beans, null), names -> names.size() == 1)
                    .iterator()
                    .next();
            server.invoke(bean, "pause", null, null);
            rig.awaitWarning("kept in the spool, also after a stop");
            rig.log(100);

            rig.appender().stop();

            assertThat(rig.collector.actions()).hasSize(1);
            assertThat(rig.counts().spooled()).isEqualTo(100);
            start(rig, element);
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(rig.collector.actions()).hasSize(101));
            rig.awaitAllDelivered();
        }
    }

    @Test
    void whatIsFound_isAsOldAsItsSegment() throws IOException {
        String element = element("");
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element);
            rig.log(10).awaitRetries(1);
            rig.appender().stop();
            Path segment = files(".segment").get(0);
            long hourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
            Files.move(segment, segment.resolveSibling("%013d-000000.segment".formatted(hourAgo)));

            start(rig, element);

            rig.awaitWarning("unsent for more than 5 minutes");
            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    /** What find -empty, tmpwatch, an operator take for litter; and beyond maxMemory actions are in their files only. */
    @ParameterizedTest
    @ValueSource(strings = {"-empty", "-name lock", "-name owner", "( -name lock -o -name owner )"})
    void whatACleanerRemoves_costsNothing(String what) throws Exception {
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element("") + "<maxMemory>1 MB</maxMemory><maxBatchSize>20</maxBatchSize>");
            rig.log(3_000).awaitRetries(1);
            clean(what);
            if (what.contains("lock")) {
                rig.awaitWarning("It is made again, and nothing is lost");
                assertThat(files("lock")).hasSize(1);
            }
            rig.log(10);
            rig.assertBalance();
            assertThat(rig.counts().corrupt()).isZero();

            rig.collector.behave();
            rig.awaitAllDelivered();

            assertThat(rig.counts().delivered()).isEqualTo(3_010);
            rig.appender().stop();
            assertThat(spool()).isEmptyDirectory();
        }
    }

    private void clean(String what) throws Exception {
        String found =
                "find " + spool() + " -type f " + what.replace("(", "\\(").replace(")", "\\)") + " -delete";
        assertThat(new ProcessBuilder("sh", "-c", found).inheritIO().start().waitFor())
                .isZero();
    }

    /** These were nowhere else: they are lost, counted, and told. */
    @Test
    void segmentsThatACleanerRemoves_areCountedAsCorrupt_andTheOthersAreDelivered() throws Exception {
        String element = element("") + "<maxBatchSize>20</maxBatchSize>";
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element);
            rig.log(1_000).awaitRetries(1);
            rig.appender().stop();
            // Found by its successor, they are in no memory.
            start(rig, element);
            await().atMost(Rig.AMPLE).until(() -> rig.counts().in().recovered() == 1_000);
            List<Path> segments = files(".segment");
            int lost = 0;
            for (Path last : segments.subList(segments.size() - 2, segments.size())) {
                // How many are in the last one depends on how quick the sender was with the first.
                lost += Files.readAllLines(last).size();
                Files.delete(last);
            }

            rig.collector.behave();
            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                rig.appender().flush(Duration.ofSeconds(1));
                assertThat(rig.counts().delivered() + rig.counts().corrupt()).isEqualTo(1_000);
            });

            assertThat(rig.counts().corrupt()).isEqualTo(lost);
            rig.awaitWarning("is gone: somebody removed it").assertArrived(1_000 - lost);
        }
    }

    /** They are in memory still, and the stop is the last that can put them into a file. */
    @Test
    void segmentsThatACleanerRemoves_areWrittenAgainAtTheStop() throws Exception {
        String element = element("") + "<maxBatchSize>20</maxBatchSize>";
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element);
            rig.log(1_000).awaitRetries(1);
            MoesifAppender first = rig.appender();
            await().atMost(Rig.AMPLE).until(() -> Insight.counts(first).spooled() == 1_000);
            clean("( -name *.segment )");

            first.stop();

            assertThat(Insight.counts(first).spooled())
                    .as("%s", Insight.counts(first))
                    .isEqualTo(1_000);
            rig.collector.behave();
            start(rig, element);
            await().atMost(Rig.AMPLE).until(() -> rig.counts().delivered() == 1_000);
            rig.assertArrived(1_000);
        }
    }

    @Test
    void fullDisk_keepsInMemory_andReturnsToFiles() throws IOException {
        try (Disk disk = Disk.inMemory(temp.resolve("disk"));
                Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, "<spool><directory>" + temp.resolve("disk/spool") + "</directory></spool>");
            rig.log(10).awaitRetries(1);
            disk.fill();
            rig.log(2_000).awaitWarning("No space left on device");
            rig.assertBalance();
            assertThat(rig.counts().held().pending()).isPositive();

            disk.free();
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(rig.counts().pending())
                            .as("%s", rig.counts())
                            .isZero());

            assertThat(rig.counts().spooled()).isEqualTo(2_010);
            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    /** What is in a file is not lost, also when the batch it belongs to is not there as a whole. */
    @Test
    void stopOnAFullDisk_callsLostOnlyWhatNoFileHolds() throws IOException {
        try (Disk disk = Disk.inMemory(temp.resolve("disk"));
                Rig rig = new Rig()) {
            Path spool = temp.resolve("disk/spool");
            String element = "<spool><directory>" + spool + "</directory></spool>";
            rig.collector.playAlways(Fault.status(503));
            start(rig, element);
            rig.log(10).awaitRetries(1);
            // The disk has room for some of these, all of one batch.
            rig.log(6_000).awaitWarning("No space left on device");
            // Or the stop would find the last bytes of it.
            disk.fill();
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(rig.counts().spooled())
                            .as("as the command line counts")
                            .isEqualTo(inFiles(spool)));
            assertThat(rig.counts().pending() + rig.counts().spooled()).isEqualTo(6_010);

            MoesifAppender stopped = rig.appender();
            stopped.stop();
            // On a busy machine the stop may have ended before the sender's thread has left all it held.
            rig.assertBalance();

            long inFiles = inFiles(spool);
            assertThat(inFiles).isBetween(1_000L, 6_000L);
            assertThat(Insight.counts(stopped).spooled())
                    .as("%s", Insight.counts(stopped))
                    .isEqualTo(inFiles);
            assertThat(Insight.counts(stopped).handedOver()).isEqualTo(6_010 - inFiles);
            assertThat(Insight.counts(stopped).balance()).isTrue();
            rig.awaitWarning((6_010 - inFiles) + " actions could not be delivered before the stop");
            rig.collector.behave();
            start(rig, element);
            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                rig.appender().flush(Duration.ofSeconds(1));
                assertThat(rig.counts().delivered()).isEqualTo(6_010);
            });
            rig.assertArrived(6_010);
        }
    }

    private static long inFiles(Path spool) throws IOException {
        long actions = 0;
        for (Inventory.Entry entry : Inventory.of(spool)) {
            for (Path segment : entry.segments()) {
                actions += Inventory.read(segment).actions();
            }
        }
        return actions;
    }

    /** Of a service that logged little and died often, say. Each file goes with its own action, whatever becomes of the others. */
    @Test
    void manySmallSegments_travelTogether_andEachFileGoesWithItsOwnActions() {
        String element = element("<maxAge>40 d</maxAge>");
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            start(rig, element + "<maxBatchSize>1</maxBatchSize>");
            rig.log(1_000);
            // The collector refuses what is so old.
            rig.log(Instant.now().minus(Duration.ofDays(31)));
            rig.log(999).awaitRetries(1);
            rig.appender().stop();
            assertThat(files(".segment")).hasSize(2_000);
            rig.collector.behave();
            long before = rig.collector.requests();

            start(rig, element);

            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                assertThat(rig.counts().delivered()).isEqualTo(1_999);
                assertThat(files(".segment")).hasSize(1);
            });
            assertThat(rig.collector.requests() - before).isLessThan(200);
            rig.assertBalance();
            assertThat(rig.counts().spooled()).isOne();
        }
    }

    /** It needs a directory that this process' locale has no characters for. */
    @Test
    void aDirectoryThatTheLocaleCanNotExpress_isToldWithTheRemedy() throws IOException {
        Path xml = Files.writeString(
                temp.resolve("logback.xml"),
                "<configuration><appender name=\"MOESIF\" class=\"com.moesif.logback.MoesifAppender\">"
                        + "<applicationId>the-id</applicationId><baseUri>http://127.0.0.1:9</baseUri><spool><directory>"
                        + temp + "/sp\u00FCl</directory></spool></appender>"
                        + "<root level=\"INFO\"><appender-ref ref=\"MOESIF\"/></root></configuration>");
        try (Child service = Child.start(List.of("env", "LC_ALL=C"), VictimProgram.class.getName(), xml.toString())) {
            service.ask("start");
            service.ask("stop");

            assertThat(service.said())
                    .anyMatch(said ->
                            said.contains("the character set of its locale is") && said.contains("LC_ALL=C.UTF-8"));
        }
    }
}
