package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.transport.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is too old for the collector, in memory and in real files. */
class ExpiryTest extends SpooledScene {
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

    /** While refusals are doubted, whatever is logged asks at once: not what is too old. */
    @Test
    void whatIsTooOldWhenItIsLogged_doesNotAskWhileRefusalsAreDoubted() {
        maxAge = Duration.ofDays(1);
        Machine machine = machine();
        machine.collector.behaviour = post -> new Answer(200, "text/html", "", "<html>log in</html>", null);
        put(machine, 0, Instant.now());
        machine.run(SECOND);
        for (int i = 1; i < 10; i++) {
            put(machine, i, Instant.now().minus(Duration.ofDays(2)));
            machine.run(Duration.ofMinutes(10));
        }
        assertThat(machine.collector.posts)
                .allSatisfy(post -> assertThat(post.numbers()).containsExactly(0));
        assertThat(machine.counts().dead().get(DeadReason.EXPIRED)).isEqualTo(9);

        machine.collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(10));
        assertThat(machine.counts().delivered()).isOne();
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
}
