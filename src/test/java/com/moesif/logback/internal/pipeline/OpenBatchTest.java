package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.MemorySpool;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBatchTest {
    private static final Batch.Origin NOWHERE = new Batch.Origin(0, Long.MAX_VALUE, new MemorySpool().newSegment());

    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
    private static final int LINE = Sample.lineLength(Sample.action(1));

    private final LineBuffer lines = new LineBuffer();
    private final Ledger ledger = new Ledger();
    private final Notices notices = new Notices(Sample.silence());
    private Ring ring;
    private BatchWriter batchWriter;

    private OpenBatch batch(int maxBytes, int maxActions) {
        return batch(maxBytes, maxActions, new Packer(false));
    }

    private OpenBatch batch(int maxBytes, int maxActions, Packer packer) {
        Knobs knobs = new Knobs();
        knobs.maxBytes = maxBytes;
        knobs.maxActions = maxActions;
        PipelineConfig config = knobs.config();
        ring = new Ring(config, ledger, notices, Pipeline.Clocks.SYSTEM);
        MemorySpool spool = new MemorySpool();
        batchWriter = new BatchWriter(
                ring,
                Sample.encoder(new EncodingNotices(ledger, notices), lines),
                lines,
                spool,
                new OpenSegment(lines, spool, config.batch()),
                new Undeliverable(spool, ledger, notices, InstantSource.system(), "the collector"));
        return new OpenBatch(batchWriter, packer, false);
    }

    private void fill(OpenBatch open, String... texts) {
        for (String text : texts) {
            ring.expect();
            ring.put(Sample.action((int) ring.putSoFar() + 1, text));
        }
        open.fill(7, Long.MAX_VALUE);
    }

    private static List<Integer> numbers(Batch batch) {
        return NUMBER.matcher(new String(batch.payload().body(), StandardCharsets.UTF_8))
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }

    @Test
    void actionThatOverflows_opensTheNextBatch() {
        OpenBatch open = batch(2 * LINE + 1, 100);
        fill(open, "", "", "");
        assertThat(open.isFull()).isTrue();
        assertThat(open.actions()).isEqualTo(2);
        assertThat(batchWriter.held()).isEqualTo(new Counts.Held(1, 0));

        Batch first = open.seal(50);

        assertThat(numbers(first)).containsExactly(1, 2);
        assertThat(new String(first.payload().body(), StandardCharsets.UTF_8))
                .startsWith("[{")
                .contains("}\n,{")
                .endsWith("}]");
        assertThat(first.firstSequence()).isZero();
        assertThat(open.isFull()).isFalse();
        fill(open, "");
        assertThat(open.actions()).isEqualTo(2);
        assertThat(open.firstSequence()).isEqualTo(2);
        assertThat(open.openedAtNanos()).isEqualTo(50);
        assertThat(numbers(open.seal(60))).containsExactly(3, 4);
        assertThat(open.isEmpty()).isTrue();
        assertThat(open.bytes()).isZero();
    }

    @Test
    void overflowingActionLargerThanABatch_isFullByItself() {
        OpenBatch open = batch(LINE, 100);
        fill(open, "", "x".repeat(100));
        assertThat(numbers(open.seal(1))).containsExactly(1);
        open.fill(2, Long.MAX_VALUE);
        assertThat(open.isFull()).isTrue();

        assertThat(numbers(open.seal(2))).containsExactly(2);
        assertThat(open.isEmpty()).isTrue();
        assertThat(open.isFull()).isFalse();
    }

    @Test
    void sizeLimit_isExact() {
        OpenBatch open = batch(100_000, 2);
        fill(open, "");
        assertThat(open.isFull()).isFalse();
        fill(open, "", "");
        assertThat(open.isFull()).isTrue();

        assertThat(numbers(open.seal(1))).containsExactly(1, 2);
        assertThat(ring.size()).isEqualTo(1);
    }

    @Test
    void sealThatFails_leavesTheActionsAsTheyWere() {
        Packer packer = new Packer(true);
        OpenBatch open = batch(100_000, 100, packer);
        fill(open, "", "");
        // The deflater refuses to work: stands for whatever may fail in there, memory above all.
        packer.close();
        assertThatThrownBy(() -> open.seal(1)).isInstanceOf(RuntimeException.class);

        fill(open, "");

        assertThat(open.actions()).isEqualTo(2);
        assertThat(open.isFull()).isTrue();
        assertThat(open.bytes()).isGreaterThanOrEqualTo(2 * LINE);
        assertThat(ring.size()).isEqualTo(1);
    }

    @Test
    void splitAfterOneThatFailedInTheMiddle_isWhole() {
        Packer repacker = new Packer(true);
        byte[] four = ",{1}\n,{2}\n,{3}\n,{4}\n".getBytes(StandardCharsets.UTF_8);
        repacker.add(four, four.length);
        Batch whole = new Batch(repacker.many(), 4, four.length, NOWHERE, true);
        // Stands for what a split leaves behind that ran out of memory.
        repacker.add(four, four.length);

        Batch[] halves = repacker.split(whole, 2);

        assertThat(Packer.unpack(halves[0])).asString().isEqualTo(",{1}\n,{2}\n");
        assertThat(Packer.unpack(halves[1])).asString().isEqualTo(",{3}\n,{4}\n");
    }

    @Test
    void splitOfMuch_givesWayToWhatComesMeanwhile() {
        int[] gaps = {0};
        Packer repacker = new Packer(true, () -> gaps[0]++);
        byte[] many =
                (",{\"text\":\"" + "x".repeat(1_000) + "\"}\n").repeat(2_000).getBytes(StandardCharsets.UTF_8);
        repacker.add(many, many.length);
        Batch whole = new Batch(repacker.many(), 2_000, many.length, NOWHERE, true);

        Batch[] parts = repacker.split(whole, 500);

        // Read once and written once, two megabytes each.
        assertThat(gaps[0]).isGreaterThan(2 * 25);
        assertThat(Packer.unpack(parts[0])).isEqualTo(Arrays.copyOf(many, many.length / 4));
        assertThat(Packer.unpack(parts[1])).isEqualTo(Arrays.copyOfRange(many, many.length / 4, many.length));
    }

    @Test
    void buffer_growsToWhatIsNeededAndIsUsedAgain() {
        OpenBatch open = batch(1 << 20, 100_000);
        String text = "x".repeat(1_000);
        for (int round = 0; round < 20; round++) {
            while (!open.isFull()) {
                fill(open, text);
            }
            open.seal(1);
        }

        assertThat(lines.bytes().length).isLessThanOrEqualTo(256 << 10);
    }

    /** It is packed for itself, and not with those that came before it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anActionLargerThanASlice_isAnObjectWhenItIsAlone(boolean gzip) {
        String text = "x".repeat(2 * Packer.SLICE_BYTES);
        OpenBatch open = batch(1 << 20, 100, new Packer(gzip));
        fill(open, text);

        Batch alone = open.seal(1);

        assertThat(alone.payload().path()).isEqualTo("/v1/actions");
        assertThat(Packer.json(alone))
                .asString(StandardCharsets.UTF_8)
                .startsWith("{\"action_name\"")
                .endsWith(text + "\"}}");
        fill(open, text);
        fill(open, text);
        assertThat(open.seal(2).actions()).isEqualTo(2);
    }
}
