package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.Parcel;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between memory and real files, at a time of the test's choosing. */
class SegmentCacheTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path temp;

    private final Tenant tenant = new Tenant(UUID.randomUUID().toString(), "", () -> "", () -> false);
    private Duration maxAge = Duration.ofDays(365_000);
    private long maxMemory = 64 << 20;
    private int maxActions = Integer.MAX_VALUE;
    private Duration linger = SECOND;
    private boolean gzip;
    private Notices notices;

    private Machine machine() {
        return new Machine(
                new PipelineConfig(
                        16_384,
                        Duration.ZERO,
                        maxMemory,
                        new PipelineConfig.BatchLimits(4 << 20, maxActions, gzip),
                        linger,
                        Machine.REQUEST_TIMEOUT,
                        4,
                        new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, maxAge),
                        tenant),
                its -> {
                    notices = its;
                    return new FileSpool(new SpoolConfig(temp.resolve("spool"), 1L << 30), tenant, its);
                });
    }

    private List<Path> files(String suffix) {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A life that ends with so many actions in files. */
    private void left(int actions, String text) {
        Machine before = machine();
        before.collector.behaviour = post -> status(503);
        before.put(actions, text).run(SECOND);
        assertThat(before.balanced().spooled()).isEqualTo(actions);
        before.close();
    }

    private static void allArrived(Machine machine, int actions) {
        assertThat(new HashSet<>(machine.collector.accepted))
                .isEqualTo(new HashSet<>(IntStream.range(0, actions).boxed().toList()));
    }

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

    private static void put(Machine machine, int number, Instant time) {
        CapturedAction action = new CapturedAction(0, "Tested", Map.of(), 4);
        action.add("action_name", "Tested");
        action.add("company_id", "12345");
        action.add("request.time", time.toString());
        action.add("n", number);
        machine.ring.expect();
        machine.ring.put(action);
    }

    /** Also before anybody has refused it, and in a batch that is not full. */
    @Test
    void whatIsTooOldWhenItIsLogged_isNotSentAtAll() throws IOException {
        maxAge = Duration.ofDays(1);
        Machine machine = machine();
        put(machine, 0, Instant.now());
        put(machine, 1, Instant.now().minus(Duration.ofDays(2)));
        put(machine, 2, Instant.now());
        machine.run(SECOND);
        put(machine, 3, Instant.now().minus(Duration.ofDays(2)));
        machine.run(Duration.ofSeconds(3));

        assertThat(machine.collector.posts.stream().map(ScriptedCollector.Post::numbers))
                .containsExactly(List.of(0, 2));
        assertThat(machine.balanced().dead().get(DeadReason.EXPIRED)).isEqualTo(2);
        assertThat(Files.readAllLines(files(".jsonl").get(0))).hasSize(2);
        assertThat(files(".segment")).isEmpty();
        machine.close();
    }

    /** In memory or in its file only: what is too old for the collector is a letter, and what is beside it is sent. */
    @Test
    void whatIsTooOld_isALetterAndCostsItsNeighboursNothing() throws IOException {
        maxAge = Duration.ofDays(1);
        for (long memory : new long[] {64 << 20, 64 << 10}) {
            maxMemory = memory;
            Machine machine = machine();
            machine.collector.behaviour = post -> status(503);
            machine.run(Duration.ofSeconds(2));
            for (int i = 0; i < 100; i++) {
                Instant old = Instant.now().minus(Duration.ofDays(1)).minus(MINUTE);
                put(machine, i, i % 10 == 7 ? old : Instant.now().minus(Duration.ofHours(23)));
            }
            machine.run(MINUTE);
            machine.collector.behaviour = post -> CREATED;
            machine.run(Duration.ofMinutes(5));

            Counts counts = machine.balanced();
            assertThat(counts.delivered()).as("%s", counts).isEqualTo(90);
            assertThat(counts.dead().get(DeadReason.EXPIRED)).isEqualTo(10);
            assertThat(machine.collector.accepted).noneMatch(number -> number % 10 == 7);
            assertThat(files(".segment")).isEmpty();
            machine.close();
        }
        assertThat(Files.readAllLines(files(".jsonl").get(0))).hasSize(20);
    }

    /** What travels together grows old together, but each file goes with its own action. */
    @Test
    void whatBecomesTooOldInMemory_isALetterAndLeavesItsOwnFile() {
        maxAge = Duration.ofDays(1);
        maxActions = 1;
        Instant expiry = Instant.now().plusSeconds(4);
        Machine before = machine();
        before.collector.behaviour = post -> status(503);
        before.run(Duration.ofMillis(1));
        for (int i = 0; i < 6; i++) {
            put(before, i, i % 3 == 1 ? expiry.minus(maxAge) : Instant.now());
        }
        before.run(SECOND);
        before.close();
        maxActions = Integer.MAX_VALUE;
        Machine next = machine();
        next.collector.behaviour = post -> status(503);
        next.run(SECOND);
        await().until(() -> Instant.now().isAfter(expiry.plusMillis(100)));
        // Both clocks have to bear it out.
        next.run(Duration.ofSeconds(30));
        next.collector.behaviour = post -> CREATED;
        next.run(MINUTE);

        assertThat(next.balanced().delivered()).isEqualTo(4);
        assertThat(next.balanced().dead().get(DeadReason.EXPIRED)).isEqualTo(2);
        assertThat(next.collector.accepted).containsExactlyInAnyOrder(0, 2, 3, 5);
        assertThat(files(".segment")).isEmpty();
        next.close();
    }

    /** As if memory were short when it is looked at: it is a suspect still, and looked at again. */
    @Test
    void aSuspectOfWhichNobodyCanTellItsAge_staysOne() {
        maxAge = Duration.ofDays(1);
        maxActions = 1;
        gzip = true;
        Instant expiry = Instant.now().plusSeconds(2);
        Machine machine = machine();
        List<byte[]> refused = new ArrayList<>();
        machine.collector.behaviour = post -> {
            if (post.holds(0)) {
                refused.add(post.payload().body());
                return status(400);
            }
            return CREATED;
        };
        machine.run(Duration.ofMillis(1));
        put(machine, 0, expiry.minus(maxAge));
        put(machine, 1, Instant.now());
        machine.run(SECOND);
        await().until(() -> Instant.now().isAfter(expiry.plusMillis(100)));
        refused.get(0)[0] ^= 1;
        // Both clocks have to bear it out.
        assertThatThrownBy(() -> machine.run(Duration.ofSeconds(30))).isInstanceOf(UncheckedIOException.class);

        assertThat(machine.balanced().spooled()).isEqualTo(1);
        refused.get(0)[0] ^= 1;
        machine.run(MINUTE);
        assertThat(machine.balanced().dead().get(DeadReason.EXPIRED)).isEqualTo(1);
        assertThat(files(".segment")).isEmpty();
        machine.close();
    }

    /** A disk that is full, say, or a file in the place of the directory: that goes over, and a drop would be for good. */
    @Test
    void whatIsTooOldWhileNoLetterCanBeWritten_isNeitherDroppedNorDeleted() throws IOException {
        maxAge = Duration.ofDays(1);
        Machine before = machine();
        before.collector.behaviour = post -> status(503);
        before.run(Duration.ofMillis(1));
        for (int i = 0; i < 10; i++) {
            put(before, i, i % 2 == 0 ? Instant.now() : Instant.now().minus(Duration.ofHours(23)));
        }
        before.run(SECOND);
        before.close();
        maxAge = Duration.ofHours(22);
        Path dead = Files.createFile(files(".segment").get(0).resolveSibling("dead"));
        Machine next = machine();
        next.collector.behaviour = post -> status(503);
        next.run(Duration.ofMinutes(3));

        assertThat(next.balanced().droppedInAll()).as("%s", next.said).isZero();
        assertThat(next.balanced().spooled()).isEqualTo(10);
        assertThat(next.said).anyMatch(text -> text.contains("dead letter could not be written"));

        Files.delete(dead);
        next.run(Duration.ofMinutes(2));
        next.collector.behaviour = post -> CREATED;
        next.run(Duration.ofMinutes(5));

        assertThat(next.balanced().dead().get(DeadReason.EXPIRED)).isEqualTo(5);
        assertThat(next.balanced().delivered()).isEqualTo(5);
        assertThat(files(".segment")).isEmpty();
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

    /** Or a crash in between would cost what the letter is to keep. */
    @Test
    void whatIsTooOld_leavesItsFileAfterItsLetter() {
        maxAge = Duration.ofDays(1);
        Machine machine = machine();
        machine.turn();
        ScriptedSegment segment = new ScriptedSegment(List.of(0, 1), 0);
        List<Long> counted = new ArrayList<>();
        segment.onSettled = () -> counted.add(
                machine.ledger.counts().deadInAll() + machine.ledger.counts().droppedInAll());
        machine.delivery.inherit(List.of(Batch.found(segment, 2)));
        machine.run(SECOND);

        assertThat(counted).containsExactly(1L, 2L);
        assertThat(machine.collector.posts).isEmpty();
        machine.close();
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
