package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.DeadReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever has entrusted an action is told of its own outcome, once it has one, and of no other. */
class EntrustedSpoolTest {
    private static final byte[] JSON = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Spool.DeadLetter LETTER =
            new Spool.DeadLetter(JSON, "01234567-89ab-cdef-0123-456789abcdef", DeadReason.REFUSED, 400, "no");

    private final EntrustedSpool spool = new EntrustedSpool();
    private final List<Integer> settled = new ArrayList<>();
    private final List<Integer> buried = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();

    private Entrusted action(int number) {
        return new Entrusted() {
            @Override
            public void settled() {
                settled.add(number);
            }

            @Override
            public boolean isTaken() {
                return taken.contains(number);
            }

            @Override
            public boolean bury(Spool.DeadLetter letter) {
                assertThat(letter).isSameAs(LETTER);
                buried.add(number);
                return number != 3;
            }
        };
    }

    private Segment of(int... numbers) {
        Segment segment = spool.newSegment();
        for (int number : numbers) {
            spool.entrust(action(number));
        }
        byte[] lines = " {\"a\":1}\n".repeat(numbers.length).getBytes(StandardCharsets.UTF_8);
        segment.append(lines, 0, lines.length, numbers.length);
        segment.seal();
        return segment;
    }

    @Test
    void eachSegment_isOfThoseWhoseLinesWereAppendedToIt() {
        Segment one = of(1, 2);
        Segment other = of(3);

        other.settled(1);
        assertThat(settled).containsExactly(3);
        one.settled(2);
        assertThat(settled).containsExactly(3, 1, 2);
    }

    /** Half of a batch may be refused, and the other half be delivered much later. */
    @Test
    void aHalf_settlesItsOwnAlone() {
        Segment all = of(1, 2, 3);

        all.after(1).settled(2);
        assertThat(settled).containsExactly(2, 3);
        all.first(1).settled(1);

        assertThat(settled).containsExactly(2, 3, 1);
    }

    @Test
    void anActionThatIsGivenUp_isBuriedByWhoeverHasEntrustedIt() {
        Segment all = of(1, 2, 3);

        assertThat(spool.bury(LETTER, all.after(1).first(1))).isTrue();
        assertThat(buried).containsExactly(2);
        assertThat(spool.bury(LETTER, all.after(2)))
                .as("it has no place for it")
                .isFalse();
        assertThat(spool.bury(LETTER, null)).as("nobody has entrusted it").isFalse();
        assertThat(buried).containsExactly(2, 3);
        assertThatThrownBy(() -> spool.bury(LETTER, all)).hasMessageContaining("3 actions");
    }

    @Test
    void aSegment_isTakenWhenAllOfItIs() {
        Segment all = of(1, 2);
        assertThat(all.isTaken()).isFalse();
        taken.add(1);
        assertThat(all.isTaken()).as("the other is still ours").isFalse();
        taken.add(2);

        assertThat(all.isTaken()).isTrue();
    }

    /** It is no file of ours that a batch could be read from again. */
    @Test
    void itsSegments_areInMemoryOnly() {
        Segment segment = of(1);

        assertThat(spool.isOnDisk()).isFalse();
        assertThat(spool.isWell()).isTrue();
        assertThat(segment.isWhole()).isFalse();
        assertThat(segment.bytes()).isZero();
        assertThat(segment.kept(1)).isZero();
    }
}
