package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For which actions memory is counted, and that it is used to the last byte. */
class SlotsTest {
    private static final int HALF = 40_000;

    private final Slots slots = new Slots(4, 2 * HALF);

    private static CapturedAction weighing(int bytes) {
        CapturedAction action =
                Sample.action(0, "x".repeat(bytes - Sample.action(0).weight()));
        assertThat(action.weight()).isEqualTo(bytes);
        return action;
    }

    /** Where all slots together would come to more than the memory, lighter ones are counted, too. */
    @ParameterizedTest
    @CsvSource({"1024, 1073741824, 4096", "1024, 4194304, 4096", "1024, 1048576, 1024", "1024, 1000, 256"})
    void fromWhichWeightOn_memoryIsCounted(int size, long maxMemory, int heavy) {
        Slots some = new Slots(size, maxMemory);

        assertThat(some.isHeavy(heavy)).isTrue();
        assertThat(some.isHeavy(heavy - 1)).isFalse();
    }

    @Test
    void memory_isForWhatFitsToTheByte() {
        assertThat(slots.offer(weighing(HALF))).isTrue();
        assertThat(slots.hasMemoryFor(HALF)).isTrue();
        assertThat(slots.hasMemoryFor(HALF + 1)).isFalse();

        assertThat(slots.offer(weighing(HALF + 1))).isFalse();
        assertThat(slots.offer(weighing(HALF))).isTrue();
        assertThat(slots.hasMemoryFor(4_096)).isFalse();
        assertThat(slots.offer(weighing(1_000))).as("a light one needs none").isTrue();

        slots.poll();
        assertThat(slots.offer(weighing(HALF))).isTrue();
    }

    @Test
    void whatTheSenderHolds_isMemoryThatOthersHaveNot() {
        slots.senderHolds(HALF, false);
        assertThat(slots.hasMemoryFor(HALF)).isTrue();
        assertThat(slots.hasMemoryFor(HALF + 1)).isFalse();
        assertThat(slots.offer(weighing(HALF + 1))).isFalse();
        assertThat(slots.offer(weighing(HALF))).isTrue();
    }

    @Test
    void half_isHalfOfWhatTheSenderLeaves() {
        slots.offer(weighing(HALF - 1));
        assertThat(slots.makesMemoryHalfFull(HALF - 1)).isFalse();
        slots.senderHolds(2, false);
        assertThat(slots.makesMemoryHalfFull(HALF - 1)).isTrue();
        assertThat(slots.makesMemoryHalfFull(1_000)).as("a light one").isFalse();
    }

    /** Nobody waits for a collector that does not answer, nor for more memory than there is. */
    @Test
    void whoeverWouldWaitInVain_isHopeless() {
        assertThat(slots.isHopeless(2 * HALF)).isFalse();
        assertThat(slots.isHopeless(2 * HALF + 1)).isTrue();
        assertThat(slots.isHopeless(-1)).as("more than an int can say").isTrue();

        slots.senderHolds(HALF, false);
        assertThat(slots.isHopeless(HALF + 1)).isFalse();
        slots.senderHolds(HALF, true);
        assertThat(slots.isHopeless(HALF + 1)).isTrue();
        assertThat(slots.isHopeless(HALF)).isFalse();
        assertThat(slots.isHopeless(1_000)).isFalse();
    }

    @Test
    void withoutASlot_nothingIsTaken_andNoMemoryIsHeldForIt() {
        for (int i = 0; i < 4; i++) {
            slots.offer(weighing(1_000));
        }
        assertThat(slots.offer(weighing(1_000))).isFalse();
        assertThat(slots.offer(weighing(HALF))).isFalse();

        assertThat(slots.size()).isEqualTo(4);
        assertThat(slots.hasMemoryFor(2 * HALF)).isTrue();
    }

    /** Nobody knows how much it is. */
    @Test
    void whatIsMoreThanAnIntCanSay_takesTwoGigabytes() {
        Slots large = new Slots(4, Integer.MAX_VALUE);
        assertThat(large.hasMemoryFor(-1)).isTrue();

        large.senderHolds(1, false);
        assertThat(large.hasMemoryFor(-1)).isFalse();
    }
}
