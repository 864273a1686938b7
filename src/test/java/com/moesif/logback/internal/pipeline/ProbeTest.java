package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.transport.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a suspect is all that is left, an action that was accepted before is sent once more. */
@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 1_000_000_000, 1L << 60})
class ProbeTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long AT_MOST = 100 * SECOND;

    /** Just before {@code nanoTime} overflows, and far from there. */
    @Parameter
    private long now;

    private final Packer packer = new Packer(false);
    private final Probe probe = new Probe(packer);
    private final Suspects suspects = new Suspects(
            new Undeliverable(
                    new MemorySpool(),
                    new Ledger(),
                    new Notices(new Scribe(new ArrayList<>())),
                    InstantSource.system(),
                    "the collector"),
            Packer::json,
            bytes -> false,
            true);

    @BeforeEach
    void suspectOne() {
        suspects.refused(batch(99), new Refusal(400, "no", false), now);
    }

    private Batch batch(int... numbers) {
        byte[] lines = IntStream.of(numbers)
                .mapToObj(number -> "," + ScriptedSegment.json(number, 0) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        Payload payload = packer.pack(lines, 0, lines.length, numbers.length);
        return Batch.sealed(
                payload,
                numbers.length,
                lines.length,
                new Batch.Origin(numbers[0], Long.MAX_VALUE, new MemorySpool().newSegment()));
    }

    private static String sent(Batch batch) {
        return new String(batch.payload().body(), StandardCharsets.UTF_8);
    }

    @Test
    void untilSomethingIsAccepted_thereIsNoneToAskWith() {
        assertThat(probe.due(suspects, now)).isNull();
        assertThat(probe.nanosUntilDue(suspects, now, AT_MOST)).isEqualTo(AT_MOST);
    }

    @Test
    void whereNobodyIsSuspected_nothingIsAsked() {
        probe.accepted(batch(1), now);
        suspects.takeAll(new ArrayList<>());

        assertThat(probe.nanosUntilDue(suspects, now, AT_MOST)).isEqualTo(AT_MOST);
        assertThat(probe.due(suspects, now)).isNull();
    }

    @Test
    void theFirstOfWhatWasAccepted_asksAtOnceAndThenEveryFiveSeconds() {
        probe.accepted(batch(1, 2, 3), now);
        assertThat(probe.nanosUntilDue(suspects, now, AT_MOST)).isZero();

        Batch asked = probe.due(suspects, now);

        assertThat(sent(asked)).isEqualTo(ScriptedSegment.json(1, 0));
        assertThat(asked.actions()).isOne();
        assertThat(asked.rawBytes()).isEqualTo(sent(asked).length());
        assertThat(asked.isSpooled()).isFalse();
        assertThat(asked.payload().path()).isEqualTo("/v1/actions");
        assertThat(probe.nanosUntilDue(suspects, now, AT_MOST))
                .as("it is under way")
                .isEqualTo(AT_MOST);
        assertThat(probe.due(suspects, now)).isNull();
        assertThat(probe.ended(batch(2))).as("another").isFalse();
        assertThat(probe.ended(asked)).isTrue();
        assertThat(probe.ended(asked)).as("once").isFalse();
        now += 2 * SECOND;
        assertThat(probe.nanosUntilDue(suspects, now, AT_MOST)).isEqualTo(3 * SECOND);
        assertThat(probe.nanosUntilDue(suspects, now, SECOND)).isEqualTo(SECOND);
        now += 3 * SECOND - 1;
        assertThat(probe.due(suspects, now)).isNull();
        now++;
        assertThat(probe.due(suspects, now)).isSameAs(asked);
        probe.ended(asked);
        now += HOUR;
        assertThat(probe.nanosUntilDue(suspects, now, AT_MOST)).isZero();
    }

    /** A single action costs nothing to note, of a batch the lines have to be found. */
    @Test
    void whatIsKnown_isRenewedByASingleOneAndByABatchOnceAnHour() {
        long begin = now;
        probe.accepted(batch(1), begin);
        probe.accepted(batch(2, 3), begin + HOUR - 1);
        assertThat(known()).isEqualTo(ScriptedSegment.json(1, 0));

        probe.accepted(batch(4), begin + HOUR - 1);
        assertThat(known()).isEqualTo(ScriptedSegment.json(4, 0));

        probe.accepted(batch(5, 6), begin + 2 * HOUR - 1);
        assertThat(known()).isEqualTo(ScriptedSegment.json(5, 0));
    }

    private String known() {
        now += 5 * SECOND;
        Batch asked = probe.due(suspects, now);
        probe.ended(asked);
        return sent(asked);
    }

    @Test
    void none_neverAsks() {
        Probe none = Probe.none();
        none.accepted(batch(1), now);

        assertThat(none.due(suspects, now)).isNull();
    }
}
