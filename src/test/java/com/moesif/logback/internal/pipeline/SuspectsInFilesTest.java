package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.transport.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that were refused, each alone, where memory is too short for them: each waits in a file, and nowhere else. */
class SuspectsInFilesTest extends SpooledScene {
    private static final String LONG = "x".repeat(3_000);
    private static final String SHORT = "x".repeat(1_500);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Machine> begun = new ArrayList<>();

    @Override
    Machine machine() {
        Machine machine = super.machine();
        begun.add(machine);
        return machine;
    }

    /** What is still locked in this JVM would be taken for the directory of a later test that has its number on the disk. */
    @AfterEach
    void close() {
        begun.forEach(Machine::close);
    }

    private Machine little() {
        maxMemory = 20_000;
        return machine();
    }

    /** All that is refused, alone and for long, is more than memory holds. */
    private Machine refusingAll(int actions) {
        Machine machine = little();
        machine.collector.behaviour = post -> status(400);
        for (int i = 0; i < actions; i++) {
            machine.put(1, LONG).run(MINUTE);
            assertThat(machine.delivery.unsent().bytes()).isLessThanOrEqualTo(maxMemory);
        }
        assertThat(machine.delivery.unsent().suspects.spooled()).isGreaterThan(20);
        return machine;
    }

    @Test
    void whileAllIsRefused_memoryHoldsNoMoreThanItMay() {
        Machine machine = refusingAll(100);
        assertThat(machine.balanced().spooled()).isEqualTo(100);

        machine.collector.behaviour = post -> CREATED;
        machine.run(HOUR);

        machine.allDelivered();
        assertThat(files(".segment")).isEmpty();
    }

    @Test
    void proof_makesALetterOfWhatIsInAFileOnly() throws IOException {
        Machine machine = refusingAll(40);

        machine.collector.behaviour =
                post -> post.numbers().stream().allMatch(number -> number > 38) ? CREATED : status(400);
        for (int i = 0; i < 30; i++) {
            machine.put(1, LONG).run(MINUTE.multipliedBy(10));
        }

        Counts counts = machine.counts();
        assertThat(counts.deadInAll()).isEqualTo(39);
        assertThat(Files.readAllLines(files("dead.jsonl").get(0)))
                .hasSize(39)
                .allSatisfy(letter -> assertThat(letter).contains(LONG));
        assertThat(counts.delivered()).isEqualTo(31);
    }

    /**
     * A page may be anybody's, so it makes no letter while there is room for what it was said of; and in a file there is, however little
     * of the memory suspects may have.
     */
    @Test
    void thoseRefusedByAPage_areNoLetterForWantOfMemory_whereThereIsAFile() {
        Machine machine = little();
        Answer page = new Answer(400, "text/html", "", "<html>Bad request</html>", null);
        machine.collector.behaviour = post -> post.numbers().stream().anyMatch(number -> number < 2) ? page : CREATED;
        machine.put(2, LONG).run(MINUTE);
        assertThat(machine.delivery.unsent().suspects.spooled()).isEqualTo(2);
        for (int i = 0; i < 12; i++) {
            machine.put(1, "").run(MINUTE.multipliedBy(2));
        }
        assertThat(machine.counts().deadInAll()).isZero();

        machine.collector.behaviour = post -> CREATED;
        machine.put(1, "").run(HOUR);
        machine.allDelivered();
    }

    /** Each time that it is asked about it is read, and waits in its file again: what speaks against it must not be forgotten. */
    @Test
    void oneThatIsAlwaysInItsFileOnly_isDeadOnProof() {
        Machine machine = tiny();
        machine.collector.behaviour = post -> post.holds(0) ? status(400) : CREATED;
        for (int i = 0; i < 12; i++) {
            machine.put(1, SHORT).run(MINUTE);
            assertThat(machine.delivery.unsent().suspects.bytes()).isZero();
        }

        assertThat(machine.counts().deadInAll()).isOne();
    }

    /** Whether there is no room for it at all, or only none for suspects. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void oneThatIsAskedAboutInVain_goesOnToWaitInItsFile(int share) {
        maxMemory = (long) share * SHORT.length() - 1;
        Machine machine = machine();
        machine.collector.behaviour = post -> status(400);
        machine.put(1, SHORT).run(SECOND.multipliedBy(2));
        assertThat(machine.delivery.unsent().suspects.spooled()).isOne();
        machine.collector.behaviour = post -> status(503);
        machine.run(MINUTE);
        assertThat(machine.delivery.unsent().suspects.spooled()).isOne();
        assertThat(machine.delivery.unsent().bytes()).isZero();

        machine.collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    private Machine tiny() {
        maxMemory = 2 * SHORT.length() - 1;
        return machine();
    }

    @Test
    void aFileThatIsGone_isCountedOnceAndCostsNoOther() throws IOException {
        Machine machine = refusingAll(40);
        Files.delete(files(".segment").get(0));

        machine.collector.behaviour = post -> CREATED;
        machine.run(HOUR);

        Counts counts = machine.balanced();
        assertThat(counts.corrupt() + counts.delivered()).isEqualTo(40);
        assertThat(counts.corrupt()).isOne();
        assertThat(machine.said).filteredOn(text -> text.contains("is gone")).hasSize(1);
    }

    @Test
    void oneThatCannotBeReadNow_isAskedAboutLater() {
        Machine machine = machine();
        Suspects suspects = machine.delivery.unsent().suspects;
        ScriptedSegment segment = new ScriptedSegment(List.of(0));
        segment.failures.add(new IOException("Input/output error"));
        suspects.refused(Batch.found(segment, 1), new Undeliverable.Refusal(400, "no", false), machine.now);

        machine.run(SECOND.multipliedBy(6));
        assertThat(segment.failures).as("it was asked about").isEmpty();
        assertThat(suspects.spooled()).isOne();
        machine.delivery.inherit(List.of(Batch.found(new ScriptedSegment(List.of(1, 2)), 2)));
        machine.run(SECOND);
        assertThat(machine.collector.accepted).as("others need not wait for it").containsExactly(1, 2);

        machine.run(MINUTE);
        assertThat(machine.collector.accepted).containsExactly(1, 2, 0);
        assertThat(segment.settled).containsExactly(1);
    }

    /** Somebody has put an older file in the place of its own, with more in it. */
    @Test
    void oneWhoseFileHoldsMore_isNoSuspectAnyMore() {
        Machine machine = machine();
        ScriptedSegment segment = new ScriptedSegment(List.of(0, 1, 2));
        machine.delivery
                .unsent()
                .suspects
                .refused(Batch.found(segment, 1), new Undeliverable.Refusal(400, "no", false), machine.now);

        machine.run(SECOND.multipliedBy(10));

        assertThat(machine.collector.accepted)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 3).boxed().toList());
        assertThat(segment.settled.stream().mapToInt(Integer::intValue).sum()).isOne();
    }
}
