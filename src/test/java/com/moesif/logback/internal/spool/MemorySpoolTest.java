package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without a spool nothing is kept in files, and whoever counts on one is told so. */
class MemorySpoolTest {
    private static final Spool.DeadLetter LETTER =
            new Spool.DeadLetter(new byte[0], "01234567-89ab-cdef-0123-456789abcdef", DeadReason.REFUSED, 400, "no");

    private final MemorySpool spool = new MemorySpool();

    @Test
    void nothing_isKeptAndNothingIsFull() {
        assertThat(spool.isOnDisk()).isFalse();
        assertThat(spool.isWell()).isTrue();
        assertThat(spool.room()).isEqualTo(Long.MAX_VALUE);
        assertThat(spool.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(spool.nextRecovered()).isNull();
        assertThat(spool.crashes().next()).isNull();
        assertThat(spool.takesNothingNew()).isFalse();
    }

    @Test
    void itsSegments_areInNoFile() {
        Segment segment = spool.newSegment();
        segment.append(new byte[0], 0, 0, 2);
        segment.sync();
        segment.seal();

        assertThat(segment.isWhole()).isFalse();
        assertThat(segment.kept(2)).isZero();
        assertThat(segment.look()).isTrue();
        assertThat(segment.isGone()).isFalse();
        assertThat(segment.isTaken()).isFalse();
        assertThat(segment.first(1)).isSameAs(segment).isSameAs(segment.after(1));
    }

    @Test
    void aDeadLetter_hasNoPlace() {
        assertThat(spool.bury(LETTER, spool.newSegment())).isFalse();
        assertThat(spool.buryAll(List.of(LETTER, LETTER))).containsExactly(false, false);
    }
}
