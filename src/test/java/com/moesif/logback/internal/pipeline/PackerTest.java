package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.transport.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From lines to a body and back. */
class PackerTest {
    private final AtomicInteger gaveWay = new AtomicInteger();

    /** Two actions in so many bytes, with the comma before and the line feed after each. */
    private static byte[] lines(int length) {
        String first = ",{}\n";
        String second = ",{\"n\":\"" + "x".repeat(length - first.length() - 10) + "\"}\n";
        return (first + second).getBytes(StandardCharsets.UTF_8);
    }

    /** It is packed slice by slice: none is missing where the last one is full, or has only a byte or two. */
    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 2, 3, 4})
    void linesOfAboutASlice_arePackedWhole(int more) {
        for (boolean gzip : new boolean[] {false, true}) {
            for (int slices = 1; slices < 3; slices++) {
                byte[] lines = lines(slices * Packer.SLICE_BYTES + more);
                try (Packer packer = new Packer(gzip)) {
                    Payload payload = packer.pack(lines, 0, lines.length, 2);
                    Batch batch = Batch.sealed(payload, 2, lines.length, new Batch.Origin(0, 0, null));

                    assertThat(Packer.unpack(batch)).isEqualTo(lines);
                }
            }
        }
    }

    /** A later 413 lowers the target by what the half has. */
    @Test
    void halves_knowHowManyBytesTheyHave() {
        byte[] lines = lines(1_000);
        try (Packer packer = new Packer(true)) {
            Batch.Origin origin = new Batch.Origin(0, 0, new ScriptedSegment(List.of(0, 1)));
            Batch[] halves =
                    packer.split(Batch.sealed(packer.pack(lines, 0, lines.length, 2), 2, lines.length, origin), 1);

            assertThat(halves).extracting(Batch::rawBytes).containsExactly(4, 996);
            assertThat(halves).extracting(Batch::actions).containsExactly(1, 1);
            assertThat(Packer.unpack(halves[0])).hasSize(4);
            assertThat(Packer.unpack(halves[1])).hasSize(996);
        }
    }

    @Test
    void whoeverWaitsAtTheRing_isServedAfterEachSlice() {
        byte[] lines = lines(3 * Packer.SLICE_BYTES);
        try (Packer packer = new Packer(false, gaveWay::incrementAndGet)) {
            packer.pack(lines, 0, lines.length, 2);
            assertThat(gaveWay).hasValue(3);

            packer.giveWay();
            assertThat(gaveWay).hasValue(4);
        }
    }

    @Test
    void oneAction_isAnObjectAndMoreAreAnArray() {
        for (boolean gzip : new boolean[] {false, true}) {
            try (Packer packer = new Packer(gzip)) {
                byte[] lines = lines(100);
                Payload one = packer.pack(lines, 0, 4, 1);
                Payload many = packer.pack(lines, 0, lines.length, 2);

                assertThat(one.path()).isEqualTo("/v1/actions");
                assertThat(many.path()).isEqualTo("/v1/actions/batch");
                assertThat(List.of(one.gzip(), many.gzip())).containsOnly(gzip);
                assertThat(Packer.unpack(batch(one, 1, 4))).isEqualTo(",{}\n".getBytes(StandardCharsets.UTF_8));
                if (!gzip) {
                    assertThat(one.body()).asString().isEqualTo("{}");
                    assertThat(many.body())
                            .asString()
                            .startsWith("[{}\n,{\"n\"")
                            .endsWith("\"}]");
                }
            }
        }
    }

    private static Batch batch(Payload payload, int actions, int bytes) {
        return Batch.sealed(payload, actions, bytes, new Batch.Origin(0, 0, null));
    }

    @Test
    void anArrayThatIsMadeAsItsActionsCome_isTheSameAsOneOfAllLines() {
        byte[] first = lines(1_000);
        byte[] second = lines(70_000);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        try (Packer packer = new Packer(false)) {
            for (int i = 0; i < 2; i++) {
                assertThat(packer.size()).isZero();
                packer.add(first, first.length);
                assertThat(packer.size()).isEqualTo(first.length - 1);
                packer.add(second, second.length);
                assertThat(packer.size()).isEqualTo(both.length - 1);

                Payload made = packer.many();

                assertThat(Packer.unpack(batch(made, 4, both.length))).isEqualTo(both);
                assertThat(first).as("whoever gave them has them as they were").isEqualTo(lines(1_000));
            }
        }
    }

    /** What was begun may have failed in the middle, for want of memory. */
    @Test
    void whatWasBegunBefore_isNotPartOfWhatIsPacked() {
        byte[] lines = lines(1_000);
        try (Packer packer = new Packer(false)) {
            for (int actions = 1; actions <= 2; actions++) {
                packer.add(lines, lines.length);

                Payload packed = packer.pack(lines, 0, actions == 1 ? 4 : lines.length, actions);

                assertThat(packed.body()).hasSize(actions == 1 ? 2 : lines.length);
                assertThat(packer.size()).isZero();
            }
        }
    }
}
