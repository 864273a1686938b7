package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.DrainedSpool;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import com.moesif.logback.internal.spool.Inventory;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One call to the disk fails, or is the last of a process: each call in its turn. */
class SpoolFaultsTest extends SpoolScene {
    /** Of those that fail in turn: with fewer a loop would have ended before it began. */
    private static final int MANY_CALLS = 8;

    private int crashes;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void errorAtAnyCall_delaysAdoptionAndNoMore(boolean hasHome) {
        int call = 0;
        while (adoptedAfterFaultAt(call, hasHome, false)) {
            assertThat(said).as("call %d", call).noneMatch(text -> text.contains("<takeOver>true</takeOver>. Remove"));
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** A lock that nobody holds any more, and nobody has let go, would keep all others out until the JVM ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void memoryThatEndsAtAnyCall_delaysAdoptionAndNoMore(boolean hasHome) {
        int call = 0;
        while (adoptedAfterFaultAt(call, hasHome, true)) {
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /**
     * @param memoryEnds in that call, which fails else
     * @return whether there was such a call
     */
    private boolean adoptedAfterFaultAt(int call, boolean hasHome, boolean memoryEnds) {
        said.clear();
        disk = new SimDisk(faults, BEGIN::toEpochMilli);
        Someone left = new Someone(ENDPOINT, false).withOneAction();
        Someone heir = new Someone(ENDPOINT, false);
        if (hasHome) {
            heir.tend();
        }
        left.process.die();
        seconds += 60;

        faults.failAfter = memoryEnds ? -1 : call;
        faults.memoryEndsAfter = memoryEnds ? call : -1;
        int recovered = 0;
        try {
            heir.tend();
            // Where memory ends, what is found is taken in the same turn; an error ends no turn.
            recovered += memoryEnds ? heir.recovered() : 0;
        } catch (DiskFaults.MemoryEnds e) {
            // The turn of a sender ends there, and another follows.
        }
        boolean failed = faults.failAfter < 0 && faults.memoryEndsAfter < 0;
        faults.heal();

        recovered += heir.recovered();
        for (int i = 0; i < 60; i++) {
            seconds += 5;
            heir.tend();
            recovered += heir.recovered();
        }
        assertThat(recovered).as("after a fault at call %d: %s", call, said).isEqualTo(1);
        heir.spool.close();
        return failed;
    }

    /**
     * What is let go of because memory has ended is found again by the next look, and must be queued no more: it would be sent
     * twice. And what of several has been adopted, or let go, must not depend on words for which there is no memory.
     */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void memoryThatEndsAtAnyCall_queuesNothingTwice(boolean hasHome, boolean forWords) {
        int call = 0;
        while (foundOnceAfterMemoryEndedAt(call, hasHome, forWords)) {
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** @return whether there was such a call */
    private boolean foundOnceAfterMemoryEndedAt(int call, boolean hasHome, boolean forWords) {
        said.clear();
        disk = new SimDisk(faults, BEGIN::toEpochMilli);
        List<Someone> dead = Stream.generate(() -> new Someone(ENDPOINT, false))
                .limit(3)
                .map(Someone::withOneAction)
                .toList();
        Someone heir = new Someone(ENDPOINT, false);
        if (hasHome) {
            heir.tend();
        }
        dead.forEach(each -> each.process.die());
        seconds += 60;

        faults.memoryEndsAfter = call;
        faults.memoryEndsForWords = forWords;
        int found = 0;
        int heard = 0;
        for (int i = 0; i < 60; i++) {
            try {
                heir.tend();
                heard += heir.crashes();
                for (Spool.Recovered next = heir.spool.nextRecovered(); next != null; ) {
                    found += next.actions();
                    next = heir.spool.nextRecovered();
                }
            } catch (OutOfMemoryError e) {
                // The turn of a sender ends there, and another follows.
            }
            seconds += 5;
        }
        boolean ended = faults.memoryEndsAfter < 0;
        faults.heal();
        assertThat(found).as("after memory ended at call %d: %s", call, said).isEqualTo(3);
        assertThat(heard).as("crashes, call %d: %s", call, said).isEqualTo(3);
        heir.spool.close();
        return ended;
    }

    /** A directory that is let go because of an error is another's at once: what of it had been queued must not be sent. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void errorAtAnyCall_sendsNothingOfWhatIsLetGo(boolean hasHome) {
        int call = 0;
        while (sentOnceAfterErrorAt(call, hasHome)) {
            assertThat(crashes)
                    .as("of the one that died, call %d: %s", call, said)
                    .isLessThanOrEqualTo(1);
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** @return whether there was such a call */
    private boolean sentOnceAfterErrorAt(int call, boolean hasHome) {
        said.clear();
        disk = new SimDisk(faults, BEGIN::toEpochMilli);
        Someone left = new Someone(ENDPOINT, false).withOneAction();
        Someone heir = new Someone(ENDPOINT, false);
        if (hasHome) {
            heir.tend();
        }
        left.process.die();
        seconds += 60;

        faults.failAfter = call;
        heir.tend();
        boolean failed = faults.failAfter < 0;
        faults.heal();

        Someone beside = new Someone(ENDPOINT, false);
        beside.tend();
        crashes = heir.crashes() + beside.crashes();
        // Neither has had an outcome yet when both have read what they would send.
        assertThat(heir.unsettled() + beside.unsettled())
                .as("after an error at call %d: %s", call, said)
                .isLessThanOrEqualTo(1);
        heir.spool.close();
        beside.spool.close();
        return failed;
    }

    /** The words may still wait for the exit hook, which a kill spares: whoever comes next has to say them then. */
    @Test
    void crashThatNobodyHasHeardOf_isToldByTheNext() {
        Someone life = new Someone(ENDPOINT, false);
        life.spool.crashMayTake(100);
        life.tend();
        life.spool.mark(10, 7);
        life.process.die();
        Someone silent = new Someone(ENDPOINT, false);
        silent.tend();
        assertThat(silent.crashes()).isOne();

        silent.spool.close();

        Someone next = new Someone(ENDPOINT, false);
        next.tend();
        assertThat(next.crashes()).isOne();
        next.spool.crashes().areTold();
        next.spool.close();
        Someone last = new Someone(ENDPOINT, false);
        last.tend();
        assertThat(last.crashes()).isZero();
        last.spool.close();
    }

    /** On the exit's own thread, while the sender's moves in: at each name that it asks for. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void exitWhileItMovesIn_leavesNoMark(int name) {
        FileSpool[] spool = {null};
        int[] asked = {0};
        SimFileSystem process = new SimFileSystem(disk, "scene." + processes++);
        spool[0] = new FileSpool(
                new SpoolConfig(process.getPath(SPOOL), 1 << 20),
                new Tenant("MOESIF", ENDPOINT, () -> "the-id", () -> false, false, 0),
                new Notices(new Scribe(said)),
                new Environment(() -> BEGIN, () -> {
                    if (++asked[0] == name) {
                        spool[0].exits();
                    }
                    return Integer.toHexString(names.incrementAndGet());
                }));
        spool[0].crashMayTake(100);
        spool[0].tend(0);
        spool[0].mark(10, 7);
        assertThat(asked[0]).isEqualTo(2);
        process.die();

        Someone next = new Someone(ENDPOINT, false);
        next.tend();
        assertThat(next.crashes()).isZero();
        next.spool.close();
    }

    /** It was meant for another collector: an owner file that can't be read for a moment makes it nobody's no more than before. */
    @Test
    void errorAtAnyCall_takesOverNothingOfAnothers() {
        int call = 0;
        while (leftAloneAfterErrorAt(call)) {
            assertThat(said).as("call %d", call).noneMatch(text -> text.contains("sends them with its own"));
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** @return whether there was such a call */
    private boolean leftAloneAfterErrorAt(int call) {
        said.clear();
        disk = new SimDisk(faults, BEGIN::toEpochMilli);
        Someone left = new Someone("https://elsewhere", false).withOneAction();
        left.process.die();
        Someone other = new Someone(ENDPOINT, true);

        faults.failAfter = call;
        other.tend();
        boolean failed = faults.failAfter < 0;
        faults.heal();

        int recovered = other.recovered();
        for (int i = 0; i < 30; i++) {
            seconds += 5;
            other.tend();
            recovered += other.recovered();
        }
        assertThat(recovered).as("after an error at call %d: %s", call, said).isZero();
        other.spool.close();
        return failed;
    }

    /** What can't be taken now is for whoever comes next, also while the program runs on. */
    @Test
    void errorAtAnyCallOfTakingIt_leavesItForTheNext() throws IOException {
        int failures = 0;
        for (int call = 0; call == failures; call++) {
            disk = new SimDisk(faults, BEGIN::toEpochMilli);
            Someone left = new Someone(ENDPOINT, false).withOneAction();
            left.process.die();
            SimFileSystem operators = new SimFileSystem(disk, "scene." + processes++);
            Path directory = Inventory.of(operators.getPath(SPOOL)).get(0).directory();

            faults.failAfter = call;
            DrainedSpool drained = new DrainedSpool(List.of(directory), new Notices(new Scribe(said)));
            failures += faults.failAfter < 0 ? 1 : 0;
            faults.heal();

            if (!drained.leftovers().isEmpty()) {
                Someone next = new Someone(ENDPOINT, false);
                next.tend();
                assertThat(next.recovered())
                        .as("after an error at call %d: %s", call, drained.leftovers())
                        .isOne();
                next.spool.close();
            }
            drained.close();
        }
        assertThat(failures).isGreaterThan(MANY_CALLS);
    }

    /** A letter is written again by whoever finds its segment; that it is there already doesn't say that it is on the disk. */
    @Test
    void killAtAnyCall_losesNoLetterWhoseSegmentIsGone() {
        int call = 0;
        while (isOnDiskAfterKillAt(call, letter(1))) {
            assertThat(said).as("call %d", call).isEmpty();
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** @return whether there was such a call */
    private boolean isOnDiskAfterKillAt(int call, Spool.DeadLetter letter) {
        said.clear();
        disk = new SimDisk(faults, BEGIN::toEpochMilli);
        Someone first = new Someone(ENDPOINT, false);
        first.tend();
        faults.doomed = first.process;
        faults.killAfter = call;
        try {
            first.spool.bury(letter, null);
        } catch (DiskFaults.Killed e) {
            // As intended.
        }
        boolean killed = first.process.isDead();
        faults.doomed = null;
        first.process.die();

        Someone second = new Someone(ENDPOINT, false);
        second.tend();
        assertThat(second.spool.bury(letter, null)).isTrue();
        second.process.die();
        disk.powerFails(new Random(call));
        assertThat(new DiskScan(disk).letters)
                .as("after a kill at call %d", call)
                .containsExactly(letter.id());
        return killed;
    }

    /** It may have made a directory whose name was not on the disk: whoever finds the directory can't know. */
    @Test
    void killAtAnyCallOfMovingIn_losesNoLetterOfTheNext() {
        int call = 0;
        while (isOnDiskAfterKillOfMovingInAt(call)) {
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** @return whether there was such a call */
    private boolean isOnDiskAfterKillOfMovingInAt(int call) {
        boolean killed = false;
        for (int power = 0; power < 8; power++) {
            said.clear();
            disk = new SimDisk(faults, BEGIN::toEpochMilli);
            Someone first = new Someone(ENDPOINT, false);
            faults.doomed = first.process;
            faults.killAfter = call;
            try {
                first.tend();
            } catch (DiskFaults.Killed e) {
                // As intended.
            }
            killed = first.process.isDead();
            faults.doomed = null;
            first.process.die();

            Someone second = new Someone(ENDPOINT, false);
            second.tend();
            assertThat(second.spool.bury(letter(1), null)).isTrue();
            second.process.die();
            disk.powerFails(new Random(power));
            assertThat(new DiskScan(disk).letters)
                    .as("after a kill at call %d: %s", call, said)
                    .containsExactly(letter(1).id());
        }
        return killed;
    }

    /** One sync takes as long as thousands of writes, and everything behind the ring waits for it. */
    @Test
    void lettersThatComeTogether_areSyncedTogether() {
        Someone first = new Someone(ENDPOINT, false);
        first.tend();
        assertThat(first.spool.bury(letter(0), null)).isTrue();
        int one = callsOf(() -> assertThat(first.spool.bury(letter(1), null)).isTrue());

        List<Spool.DeadLetter> more =
                IntStream.range(2, 102).mapToObj(SpoolFaultsTest::letter).toList();
        int hundred = callsOf(() -> assertThat(first.spool.buryAll(more)).doesNotContain(false));

        assertThat(hundred).as("about a write for each more").isLessThan(one + 2 * 99);
        assertThat(new DiskScan(disk).letters).hasSize(102);
        first.spool.close();
    }

    /** Those that are counted as dropped are nowhere, or they would be sent again, and billed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void errorAtAnyCall_leavesAllLettersThatComeTogetherOrNone(boolean first) {
        int failures = 0;
        for (int call = 0; call == failures; call++) {
            said.clear();
            disk = new SimDisk(faults, BEGIN::toEpochMilli);
            Someone life = new Someone(ENDPOINT, false);
            life.tend();
            if (!first) {
                life.spool.bury(letter(0), null);
            }

            faults.failAfter = call;
            boolean[] kept = life.spool.buryAll(List.of(letter(1), letter(2), letter(3)));
            failures += faults.failAfter < 0 ? 1 : 0;
            faults.heal();

            assertThat(new DiskScan(disk).letters)
                    .as("after an error at call %d: %s", call, said)
                    .hasSize((kept[0] ? 3 : 0) + (first ? 0 : 1));
            assertThat(kept).containsOnly(kept[0]);
            life.spool.close();
        }
        assertThat(failures).isGreaterThan(MANY_CALLS);
    }

    private int callsOf(Runnable work) {
        faults.failAfter = 1_000_000;
        work.run();
        int calls = 1_000_000 - faults.failAfter;
        faults.heal();
        return calls;
    }

    private static Spool.DeadLetter letter(int number) {
        String id = String.format("00000000-0000-4000-8000-%012x", number);
        byte[] json = ("{\"transaction_id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        return new Spool.DeadLetter(json, id, DeadReason.REFUSED, 400, "");
    }
}
