package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AfterPutTest {
    private final List<String> done = new ArrayList<>();
    private final Runnable waits = () -> done.add("waits");
    private final Runnable last = () -> done.add("last");
    private final Hold hold = new Hold(
            new Ring(new Knobs().config(), new Ledger(), new Notices(Sample.silence()), Pipeline.Clocks.SYSTEM));

    private AfterPut held() {
        AfterPut afterPut = new AfterPut(waits, hold);
        hold.begin(0);
        afterPut.hold();
        return afterPut;
    }

    @Test
    void withoutAHold_itIsWhatItWasMadeWith() {
        assertThat(new AfterPut(waits, hold).step()).isSameAs(waits);
    }

    /** As for a pipeline without files. */
    @Test
    void whereThereIsNothingToDo_aHoldAddsNothing() {
        AfterPut afterPut = new AfterPut(null, hold);

        afterPut.hold();

        assertThat(afterPut.step()).isNull();
    }

    /** The caller may be the thread that reads the configuration. */
    @Test
    void whileTheHoldIsOn_nobodyWaits() {
        held().step().run();

        assertThat(done).isEmpty();
    }

    /** Each later caller is spared the look at the hold. */
    @Test
    void whoeverComesFirstAfterTheHold_waits_andPutsTheStepBack() {
        AfterPut afterPut = held();
        afterPut.step().run();
        hold.end();

        afterPut.step().run();

        assertThat(done).containsExactly("waits");
        assertThat(afterPut.step()).isSameAs(waits);
    }

    @Test
    void theExitEndsTheHoldOfTheStep() {
        AfterPut afterPut = held();

        afterPut.exit(last);

        assertThat(afterPut.step()).isSameAs(last);
    }

    /** The JVM has begun to exit between its put and its step. */
    @Test
    void aCallerThatIsLate_doesNotUndoTheExit() {
        AfterPut afterPut = held();
        Runnable before = afterPut.step();
        afterPut.exit(last);
        hold.end();

        before.run();

        assertThat(done).containsExactly("waits");
        assertThat(afterPut.step()).isSameAs(last);
    }
}
