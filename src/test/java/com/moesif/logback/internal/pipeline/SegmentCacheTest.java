package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.spool.Parcel;
import com.moesif.logback.internal.transport.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Between memory and real files, at a time of the test's choosing. */
class SegmentCacheTest extends SpooledScene {
    @Test
    void whatALifeLeaves_isFoundCountedAndSentByTheNext() {
        left(100, "");

        Machine next = machine();
        next.run(SECOND);

        Counts counts = next.balanced();
        assertThat(counts.in().recovered()).isEqualTo(100);
        assertThat(counts.delivered()).isEqualTo(100);
        assertThat(counts.corrupt()).isZero();
        assertThat(files(".segment")).isEmpty();
        allArrived(next, 100);
        next.close();
    }

    /** As at a reload, when the two have a directory each for a while. */
    @Test
    void whatAnAppenderLeavesToThisOneInFiles_isSentWhenThisOneIsTold_andNotAMinuteLater() {
        Machine before = machine();
        before.collector.behaviour = post -> status(503);
        before.put(10).run(SECOND);
        Machine next = machine();
        next.run(SECOND);
        assertThat(next.collector.posts).as("the files are another's still").isEmpty();

        before.close();
        next.sender.inherit(into -> {});
        next.run(SECOND);

        assertThat(next.balanced().in().recovered()).isEqualTo(10);
        allArrived(next, 10);
        next.close();
    }

    /** The mark is what a process leaves that was killed with 42 actions accepted, of which 5 were in a file. */
    @Test
    void whatAKillTook_isCountedOnce() throws IOException {
        left(5, "");
        Path mark = files(".segment").get(0).resolveSibling("0123abcd.accepted.new");
        String line =
                "accepted=000000000000000042 written=000000000000000005 most=000000000000000090 at=000001796078154025";
        CRC32C sum = new CRC32C();
        sum.update(line.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(mark, line + String.format(" sum=%010d%n", sum.getValue()));
        Files.setPosixFilePermissions(mark, PosixFilePermissions.fromString("rw-------"));

        Machine next = machine();
        next.run(MINUTE);

        assertThat(next.ledger.crashes().times()).isOne();
        assertThat(next.ledger.crashes().atLeast()).isPositive();
        assertThat(next.said).anySatisfy(text -> assertThat(text).contains("was killed"));
        assertThat(mark).as("for each start to tell of it again").doesNotExist();
        next.close();
    }

    @Test
    void whatIsOpen_isInItsFileAlready() {
        Machine machine = machine().turn();
        machine.put(3).open.fill(machine.now, Long.MAX_VALUE);

        assertThat(machine.delivery.unsent().held()).isEqualTo(new Counts.Held(0, 3));
        machine.close();
    }

    @Test
    void aDamagedLine_isCountedAmongThoseThatWereFound() throws IOException {
        left(10, "");
        Path segment = files(".segment").get(0);
        Files.writeString(segment, Files.readString(segment).replace("\"n\":3", "\"n\":4"));

        Machine next = machine();
        next.run(SECOND);

        assertThat(next.balanced().in().recovered()).isEqualTo(10);
        assertThat(next.balanced().corrupt()).isEqualTo(1);
        assertThat(next.balanced().delivered()).isEqualTo(9);
        next.close();
    }

    @Test
    void smallSegments_travelTogetherAndLargeOnesDoNot() {
        maxActions = 1;
        left(10, "");
        assertThat(files(".segment")).hasSize(10);
        maxActions = Integer.MAX_VALUE;
        Machine small = machine();
        small.run(SECOND);
        assertThat(small.collector.sizes()).containsExactly(10);
        small.close();

        maxActions = 1;
        left(6, "x".repeat(40_000));
        maxActions = Integer.MAX_VALUE;
        Machine large = machine();
        large.run(SECOND);

        assertThat(large.collector.sizes()).containsExactly(2, 2, 2);
        allArrived(large, 6);
        large.close();
    }

    @Test
    void noMoreThanAHundredAndTwentyEightSegments_areFoundInOneTurn() {
        maxActions = 1;
        left(130, "");
        maxActions = Integer.MAX_VALUE;
        Machine next = machine();
        next.run(SECOND);

        assertThat(next.collector.sizes()).containsExactly(128, 2);
        allArrived(next, 130);
        assertThat(files(".segment")).isEmpty();
        next.close();
    }

    @Test
    void whatWasFound_isAsOldAsItsSegment() throws IOException {
        left(3, "");
        Path segment = files(".segment").get(0);
        long hourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        Files.move(segment, segment.resolveSibling("%013d-000000.segment".formatted(hourAgo)));
        Machine next = machine();
        next.collector.behaviour = post -> status(503);
        next.run(SECOND);

        assertThat(next.ledger.health().oldestUnsentAge(next.now))
                .isBetween(
                        Duration.ofHours(1).plus(SECOND),
                        Duration.ofMillis(System.currentTimeMillis() + 2 - hourAgo)
                                .plus(SECOND));
        next.collector.behaviour = post -> CREATED;
        next.run(MINUTE);
        assertThat(next.ledger.health().oldestUnsentAge(next.now)).isZero();
        next.close();
    }

    @Test
    void whatIsRefusedWhileNoLetterCanBeWritten_waits() throws IOException {
        maxActions = 1;
        Machine machine = machine();
        machine.collector.behaviour = post -> post.holds(3) ? status(400) : CREATED;
        machine.run(SECOND);
        Path home = files("owner").get(0).getParent();
        Path dead = Files.createFile(home.resolve("dead"));
        machine.put(10);
        for (int i = 0; i < 20; i++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.balanced().droppedInAll()).as("%s", machine.said).isZero();
        assertThat(machine.balanced().delivered()).isEqualTo(29);
        assertThat(files(".segment")).hasSize(1);

        Files.delete(dead);
        for (int i = 0; i < 5; i++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.balanced().dead().get(DeadReason.REFUSED)).isEqualTo(1);
        assertThat(machine.balanced().droppedInAll()).isZero();
        assertThat(files(".segment")).isEmpty();
        machine.close();
    }

    /** A disk that fails may take long for it, and the sender has nothing else to do it with. */
    @Test
    void lettersThatCannotBeWritten_areTriedOnceAMinute() throws IOException {
        maxActions = 1;
        Machine machine = machine();
        machine.collector.behaviour = post -> post.holds(3) || post.holds(5) || post.holds(7) ? status(400) : CREATED;
        machine.run(SECOND);
        Files.createFile(files("owner").get(0).resolveSibling("dead"));
        machine.put(10);
        for (int i = 0; i < 20; i++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.balanced().spooled()).isEqualTo(3);
        int before = tries(machine);

        for (int i = 0; i < 100; i++) {
            machine.put(1).run(SECOND);
        }
        machine.run(MINUTE);

        assertThat(before).isPositive();
        assertThat(tries(machine) - before).isLessThanOrEqualTo(3);
        machine.close();
    }

    private int tries(Machine machine) {
        notices.speakAll(machine.now);
        Pattern times = Pattern.compile(".*could not be written.*?(?:\\((\\d+) times.*)?");
        return machine.said.stream()
                .map(times::matcher)
                .filter(Matcher::matches)
                .mapToInt(said -> said.group(1) == null ? 1 : Integer.parseInt(said.group(1)))
                .sum();
    }

    @Test
    void whatIsTooLarge_isALetterAndCounted() throws IOException {
        Machine machine = machine();
        machine.put(1).put(1, "x".repeat(1_000_001)).put(1).run(SECOND);

        assertThat(machine.balanced().delivered()).isEqualTo(2);
        assertThat(machine.balanced().dead().get(DeadReason.TOO_LARGE)).isEqualTo(1);
        assertThat(Files.readAllLines(files(".jsonl").get(0)))
                .singleElement()
                .asString()
                .contains("\"reason\":\"tooLarge\"", "\"n\":1,")
                .endsWith("xxx\"}}}");
        machine.close();
    }

    @Test
    void beyondHalfOfTheMemory_batchesAreInTheirFilesOnly() {
        maxMemory = 1 << 20;
        Random noise = new Random(1);
        Machine machine = machine();
        machine.collector.behaviour = post -> status(503);
        for (int i = 0; i < 100; i++) {
            machine.put(1, Long.toHexString(noise.nextLong()).repeat(2_000)).run(Duration.ofMillis(100));
            assertThat(machine.delivery.unsent().bytes()).isLessThan(maxMemory / 2 + 200_000);
        }
        assertThat(machine.delivery.unsent().bytes())
                .as("what memory has room for is in memory")
                .isGreaterThan(maxMemory / 4);
        assertThat(machine.delivery.heldAgainstRing())
                .isLessThanOrEqualTo(maxMemory / 2)
                .isPositive();
        assertThat(machine.balanced().spooled()).isEqualTo(100);
        assertThat(machine.delivery.room()).isEqualTo(Long.MAX_VALUE);
        assertThat(machine.delivery.isStuck()).as("files hold all").isFalse();

        machine.collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(5));
        machine.allDelivered();
        assertThat(files(".segment")).isEmpty();
        machine.close();
    }

    /** A network disk that numbers its files anew, or an editor that writes a new one: the lines are all there. */
    @Test
    void filesThatAreCopiesByNow_stayAtTheStop() throws IOException {
        maxMemory = 64 << 10;
        Machine machine = machine();
        machine.collector.behaviour = post -> status(503);
        for (int i = 0; i < 50; i++) {
            machine.put(1, "x".repeat(4_000)).run(Duration.ofMillis(1_100));
        }
        for (Path file : files(".segment")) {
            Path copy = Files.copy(file, file.resolveSibling("copy"));
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        int there = machine.left().stream()
                .filter(batch -> !batch.isLoaded())
                .mapToInt(Batch::actions)
                .sum();

        assertThat(there).as("in files only").isPositive();
        assertThat(machine.ledger.counts().corrupt()).isZero();
        int lines = 0;
        for (Path file : files(".segment")) {
            lines += Files.readAllLines(file).size();
        }
        assertThat(lines).isEqualTo(50);
        machine.close();
    }

    /** Nobody will find what is in no file: a stop must not say that it is kept. */
    @Test
    void aFileThatSomebodyHasRemoved_isNotLeftAtTheStop() throws IOException {
        left(4, "");
        Machine machine = machine();
        machine.sender.suspend(true);
        machine.run(SECOND);
        assertThat(machine.balanced().spooled()).isEqualTo(4);
        for (Path file : files(".segment")) {
            Files.delete(file);
        }

        assertThat(machine.left()).isEmpty();

        assertThat(machine.ledger.counts().corrupt()).isEqualTo(4);
        machine.close();
    }

    private void removeHome() {
        try (Stream<Path> all = Files.walk(temp.resolve("spool"))) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory was removed: what is in memory is put into a file of the next one. */
    @Test
    void whatIsInMemoryWhenTheFilesAreGone_isKeptAnew() {
        Machine machine = machine();
        machine.collector.behaviour = post -> status(503);
        machine.put(10).run(SECOND);
        assertThat(machine.balanced().spooled()).isEqualTo(10);
        removeHome();
        machine.run(Duration.ofSeconds(20));

        assertThat(machine.balanced().spooled()).isEqualTo(10);
        assertThat(files(".segment")).hasSize(1);
        machine.close();
        Machine next = machine();
        next.run(SECOND);
        allArrived(next, 10);
        assertThat(next.balanced().in().recovered()).isEqualTo(10);
        next.close();
    }

    /** Or whoever finds it would send it again. */
    @Test
    void aFileThatCouldNotBeWrittenToItsEnd_isDoneWithWhenAnotherHoldsAll() {
        ScriptedSegment broken = new ScriptedSegment(List.of(0, 1));
        broken.whole = false;
        String json = "[" + ScriptedSegment.json(0, 0) + "\n," + ScriptedSegment.json(1, 0) + "]";
        Batch batch = Batch.sealed(
                new Payload("/v1/actions/batch", json.getBytes(StandardCharsets.UTF_8), false),
                2,
                json.length(),
                new Batch.Origin(0, Long.MAX_VALUE, broken));
        Machine machine = machine();
        machine.sender.suspend(true);
        machine.delivery.inherit(List.of(batch));
        machine.turn().turn();

        assertThat(broken.settled).containsExactly(2);
        assertThat(machine.balanced().spooled()).isEqualTo(2);
        assertThat(files(".segment")).hasSize(1);
        machine.sender.suspend(false);
        machine.run(SECOND);
        allArrived(machine, 2);
        assertThat(files(".segment")).isEmpty();
        machine.close();
    }

    @Test
    void whatWasInTheFilesOnly_isCountedAsCorruptAndTold() {
        left(10, "");
        Machine machine = machine();
        machine.collector.behaviour = post -> status(503);
        machine.sender.suspend(true);
        machine.run(SECOND);
        assertThat(machine.balanced().spooled()).isEqualTo(10);
        removeHome();
        machine.run(Duration.ofSeconds(6)).turn().turn();

        Counts counts = machine.balanced();
        assertThat(counts.corrupt()).as("%s", counts).isEqualTo(10);
        assertThat(counts.spooled()).isZero();
        assertThat(machine.said).anyMatch(text -> text.contains("10 unsent actions is gone"));
        machine.close();
    }

    /** Several that travel together are one batch, of which somebody has removed a part. */
    @Test
    void whatIsThereOfSegmentsThatTravelTogether_isSentWhenAnotherOfThemIsGone() {
        ScriptedSegment there = new ScriptedSegment(List.of(0, 1));
        ScriptedSegment gone = new ScriptedSegment(List.of(2));
        Machine machine = machine();
        machine.sender.suspend(true);
        machine.turn();
        machine.delivery.inherit(List.of(
                Batch.found(Parcel.of(List.of(new Parcel.Part(there, 2), new Parcel.Part(gone, 1))), 3)));
        gone.whole = false;
        removeHome();
        machine.run(Duration.ofSeconds(20)).turn().turn();

        assertThat(machine.balanced().corrupt()).isEqualTo(1);
        assertThat(machine.balanced().spooled()).isEqualTo(2);
        assertThat(there.settled).as("its file stays").isEmpty();
        assertThat(gone.settled).containsExactly(1);
        machine.sender.suspend(false);
        machine.run(SECOND);
        allArrived(machine, 2);
        assertThat(there.settled).containsExactly(2);
        machine.close();
    }

    /** Only one of them is looked at when it comes back from its request; the other waits in memory. */
    @Test
    void aFileOfSeveralBatchesThatSomebodyRemoves_isWrittenAnewForEachOfThem() throws IOException {
        left(12, "x".repeat(1_000));
        Path file = files(".segment").get(0);
        maxActions = 4;
        maxMemory = 26_000;
        Machine machine = machine();
        machine.collector.behaviour = post -> status(503);
        machine.run(SECOND);
        assertThat(machine.delivery.unsent().bytes())
                .as("several batches are in memory")
                .isGreaterThan(10_000);
        Files.delete(file);
        machine.put(4, "x".repeat(1_000)).run(MINUTE).turn().turn();

        assertThat(machine.balanced().pending()).isZero();
        assertThat(linesIn(files(".segment"))).as("%s", machine.balanced()).isEqualTo(16);
        machine.collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(5));
        allArrived(machine, 12);
        assertThat(machine.ledger.counts().delivered()).isEqualTo(16);
        assertThat(files(".segment")).isEmpty();
        machine.close();
    }

    /** An exit need not wait for a collector that takes nothing when all is in files. */
    @Test
    void aFlushOrKeep_endsWhenAllIsInFilesAndTheAttemptItAskedForHasFailed() {
        Machine machine = machine();
        machine.collector.behaviour = post -> status(503);
        machine.put(10).run(SECOND);
        Flushes.Flush flush = machine.flushes.request(machine.ring::putSoFar, true);
        Flushes.Flush other = machine.flushes.request(machine.ring::putSoFar, false);
        int before = machine.collector.posts.size();
        machine.turn();
        assertThat(machine.collector.posts).hasSize(before + 1);
        assertThat(machine.flushes.isEmpty()).isFalse();
        assertThat(machine.delivery.canLeave()).as("its attempt is under way").isFalse();
        machine.turn();

        assertThat(machine.delivery.canLeave()).isTrue();
        assertThat(flush.await(0)).as("it is over, and not delivered").isFalse();
        machine.flushes.cancel(other);
        assertThat(machine.flushes.isEmpty()).as("the one has ended by itself").isTrue();
        machine.close();
    }

    @Test
    void aBatchThatIsSplit_leavesItsFileWhenBothHalvesAreDone() {
        Machine machine = machine();
        machine.collector.behaviour = post -> post.holds(3) ? status(400) : CREATED;
        machine.put(8).run(SECOND);

        assertThat(machine.balanced().delivered()).isEqualTo(7);
        assertThat(machine.balanced().spooled()).isEqualTo(1);
        assertThat(files(".segment")).hasSize(1);
        for (int i = 0; i < 3; i++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.balanced().dead().get(DeadReason.REFUSED)).isEqualTo(1);
        assertThat(files(".segment")).isEmpty();
        assertThat(files(".jsonl"))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.PATH)
                .content()
                .matches(
                        "\\{\"id\":\"[0-9a-f-]{36}\",.*,\"action\":\\{\"action_name\":\"Tested\",.*\"n\":3,\"text\":\"\"}}}\n");
        machine.close();
    }

    @Test
    void whatWasLeft_isSentWithTheIdsItWasWrittenWith() throws IOException {
        left(50, "");
        Path segment = files(".segment").get(0);
        Set<String> ids = new HashSet<>();
        for (String line : Files.readAllLines(segment, StandardCharsets.UTF_8)) {
            ids.add(line.replaceAll(".*\"transaction_id\":\"([^\"]*)\".*", "$1"));
        }
        Machine next = machine();
        next.run(SECOND);

        Set<String> sent = new HashSet<>();
        for (ScriptedCollector.Post post : next.collector.posts) {
            for (String line : post.text().split("\n")) {
                sent.add(line.replaceAll(".*\"transaction_id\":\"([^\"]*)\".*", "$1"));
            }
        }
        assertThat(sent).isEqualTo(ids).hasSize(50);
        next.close();
    }

    /** What callers add to it would be in no file, and lost in a kill, for as long as the batch is open. */
    @Test
    void anOpenFileThatSomebodyRemoves_isMissedWithinASecondAndWrittenAnew() throws IOException {
        linger = Duration.ofMinutes(10);
        Machine machine = machine();
        machine.put(3).run(SECOND);
        // The first leaves early; this one waits for company.
        machine.put(3).turn();
        Files.delete(files(".segment").get(0));
        machine.put(4).turn();

        machine.now += SECOND.toNanos();
        machine.turn().turn();

        assertThat(linesIn(files(".segment"))).isEqualTo(7);
        assertThat(machine.balanced().spooled()).isEqualTo(7);
        machine.run(Duration.ofMinutes(20));
        machine.allDelivered();
        assertThat(files(".segment")).isEmpty();
        machine.close();
    }

    private static long linesIn(List<Path> files) throws IOException {
        long lines = 0;
        for (Path file : files) {
            lines += Files.readAllLines(file).size();
        }
        return lines;
    }

    /** Memory is short, so it is kept in its file only; but there is none. */
    @Test
    void aFileThatSomebodyRemoves_isWrittenAnewBeforeItsBatchLeavesMemory() throws IOException {
        maxMemory = 100_000;
        Machine machine = machine();
        machine.collector.behaviour = post -> null;
        machine.put(40, "x".repeat(1_000)).run(SECOND);
        assertThat(machine.collector.posts).isNotEmpty();
        for (Path file : files(".segment")) {
            Files.delete(file);
        }
        machine.collector.behaviour = post -> status(503);
        machine.put(40, "x".repeat(1_000)).run(Machine.REQUEST_TIMEOUT.plus(SECOND));
        assertThat(machine.delivery.unsent().bytes())
                .as("some are in files only")
                .isLessThan(60_000);

        machine.collector.behaviour = post -> CREATED;
        machine.run(MINUTE);

        machine.allDelivered();
        machine.close();
    }
}
