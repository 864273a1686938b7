package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final long LONGEST = Hold.LONGEST.toNanos();
    private static final long BEGIN = -7;

    private final Knobs knobs = new Knobs();
    private Ring ring;

    private Hold begun() {
        ring = new Ring(
                knobs.config(), new Ledger(), new Notices(new Scribe(new ArrayList<>())), Pipeline.Clocks.SYSTEM);
        Hold hold = new Hold(ring);
        assertThat(hold.isOn()).isFalse();
        hold.begin(BEGIN);
        assertThat(hold.isOn()).isTrue();
        return hold;
    }

    private void put(String text) {
        ring.expect();
        ring.put(Sample.action(1, text));
    }

    @Test
    void endsWhenItIsTold() {
        Hold hold = begun();

        hold.end();

        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void lastsSoLongAtMost() {
        Hold hold = begun();

        hold.look(BEGIN + LONGEST - 1, false, false);
        assertThat(hold.isOn()).isTrue();

        hold.look(BEGIN + LONGEST, false, false);
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void endsWhereSomebodyWaits() {
        Hold hold = begun();

        hold.look(BEGIN, true, false);

        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void endsWithHalfOfTheRing() {
        knobs.queueSize = 4;
        Hold hold = begun();

        put("");
        hold.look(BEGIN, false, false);
        assertThat(hold.isOn()).isTrue();

        put("");
        hold.look(BEGIN, false, false);
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void endsWithHalfOfTheMemory() {
        knobs.maxMemory = 4 << 20;
        Hold hold = begun();

        put("x".repeat(1 << 20));
        hold.look(BEGIN, false, false);
        assertThat(hold.isOn()).isTrue();

        put("x".repeat(1 << 20));
        hold.look(BEGIN, false, false);
        assertThat(hold.isOn()).isFalse();
    }

    /** Whoever knows better follows, and nothing else may send what is there. */
    @Test
    void isKeptForAnHeir_howeverLongAndFull() {
        knobs.queueSize = 2;
        Hold hold = begun();
        hold.keepForHeir();

        put("");
        hold.look(BEGIN + LONGEST, true, false);
        assertThat(hold.isOn()).isTrue();

        hold.look(BEGIN + LONGEST, true, true);
        assertThat(hold.isOn()).isFalse();
    }

    @Test
    void saysOnce_thatAllThatCameMeanwhileIsWritten() {
        Hold hold = begun();
        put("");
        put("");
        assertThat(hold.becomesWritten(0)).isFalse();

        hold.end();
        assertThat(hold.becomesWritten(1)).isFalse();
        put("later");
        assertThat(hold.becomesWritten(2)).isTrue();
        assertThat(hold.becomesWritten(3)).isFalse();
    }

    /** Also where nothing came. */
    @Test
    void whereThereIsNone_nothingIsSaid() {
        assertThat(Hold.none().becomesWritten(1)).isFalse();
        Hold hold = begun();
        hold.end();
        assertThat(hold.becomesWritten(0)).isTrue();
    }
}
