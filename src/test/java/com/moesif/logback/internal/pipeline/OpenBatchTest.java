package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.action.LineBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenBatchTest {
    private final LineBuffer lines = new LineBuffer();
    private long sequence;

    private OpenBatch batch(int maxBytes, int maxActions) {
        return new OpenBatch(lines, new PipelineConfig.BatchLimits(maxBytes, maxActions, false), new Packer(false));
    }

    private void append(OpenBatch batch, String json) {
        byte[] line = ("," + json + "\n").getBytes(StandardCharsets.UTF_8);
        lines.write(line, 0, line.length);
        batch.appended(sequence++, sequence);
    }

    private static String body(Batch batch) {
        return new String(batch.payload().body(), StandardCharsets.UTF_8);
    }

    @Test
    void actionThatOverflows_opensTheNextBatch() {
        OpenBatch open = batch(10, 100);
        append(open, "{1}");
        append(open, "{2}");
        assertThat(open.isFull()).isTrue();
        append(open, "{3}");
        assertThat(open.actions()).isEqualTo(3);

        Batch first = open.seal(50);

        assertThat(body(first)).isEqualTo("[{1}\n,{2}]");
        assertThat(first.actions()).isEqualTo(2);
        assertThat(first.firstSequence()).isZero();
        assertThat(open.actions()).isEqualTo(1);
        assertThat(open.firstSequence()).isEqualTo(2);
        assertThat(open.openedAtNanos()).isEqualTo(50);
        assertThat(open.isFull()).isFalse();
        append(open, "{4}");
        assertThat(body(open.seal(60))).isEqualTo("[{3}\n,{4}]");
        assertThat(open.isEmpty()).isTrue();
        assertThat(open.bytes()).isZero();
    }

    @Test
    void overflowingActionLargerThanABatch_isFullByItself() {
        OpenBatch open = batch(10, 100);
        append(open, "{1}");
        append(open, "{22222222222222222222}");
        assertThat(body(open.seal(1))).isEqualTo("{1}");
        assertThat(open.isFull()).isTrue();

        assertThat(body(open.seal(2))).isEqualTo("{22222222222222222222}");
        assertThat(open.isEmpty()).isTrue();
        assertThat(open.isFull()).isFalse();
    }

    @Test
    void sizeLimit_isExact() {
        OpenBatch open = batch(1_000, 2);
        append(open, "{1}");
        assertThat(open.isFull()).isFalse();
        append(open, "{2}");
        assertThat(open.isFull()).isTrue();

        assertThat(open.seal(1).actions()).isEqualTo(2);
    }

    @Test
    void sealThatFails_leavesTheActionsAsTheyWere() {
        Packer packer = new Packer(true);
        OpenBatch open = new OpenBatch(lines, new PipelineConfig.BatchLimits(1_000, 100, true), packer);
        append(open, "{1}");
        append(open, "{2}");
        // The deflater refuses to work: stands for whatever may fail in there, memory above all.
        packer.close();
        assertThatThrownBy(() -> open.seal(1)).isInstanceOf(RuntimeException.class);

        append(open, "{3}");

        assertThat(open.actions()).isEqualTo(3);
        assertThat(new String(lines.bytes(), 1, lines.length() - 1, StandardCharsets.UTF_8))
                .isEqualTo("{1}\n,{2}\n,{3}\n");
    }

    @Test
    void splitAfterOneThatFailedInTheMiddle_isWhole() {
        Packer repacker = new Packer(true);
        byte[] lines = ",{1}\n,{2}\n,{3}\n,{4}\n".getBytes(StandardCharsets.UTF_8);
        repacker.add(lines, 0, lines.length);
        Batch whole = new Batch(repacker.many(), 4, lines.length, 0);
        // Stands for what a split leaves behind that ran out of memory.
        repacker.add(lines, 0, lines.length);

        Batch[] halves = repacker.split(whole, 2);

        assertThat(Packer.unpack(halves[0])).asString().isEqualTo(",{1}\n,{2}\n");
        assertThat(Packer.unpack(halves[1])).asString().isEqualTo(",{3}\n,{4}\n");
    }

    @Test
    void buffer_growsToWhatIsNeededAndIsUsedAgain() {
        OpenBatch open = batch(1 << 20, 100_000);
        String json = "{" + "x".repeat(1_000) + "}";
        for (int round = 0; round < 20; round++) {
            while (!open.isFull()) {
                append(open, json);
            }
            open.seal(1);
        }

        assertThat(lines.bytes().length).isLessThanOrEqualTo(2 << 20);
    }
}
