package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Scene;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopped and started again while loggers still give it events. */
@Timeout(90)
class RestartTest {
    /** Its name is asked for in the middle of a start. */
    private static final class Hooked extends LoggerContext {
        final AtomicReference<Runnable> duringStart = new AtomicReference<>();

        @Override
        public String getName() {
            Runnable hook = duringStart == null ? null : duringStart.get();
            if (hook != null) {
                hook.run();
            }
            return super.getName();
        }
    }

    /** By code: nothing else would show that it hides nothing. */
    @Test
    void whatIsGivenAfterTheStart_isAWarning_andHoldsFromTheNextStartOn() {
        try (Scene scene = new Scene().start()) {
            MaskElement mask = new MaskElement();
            mask.setPattern("12345");
            scene.appender.addMask(mask);
            scene.appender.addMask(mask);
            scene.appender.setLinger("0");

            assertThat(scene.warnings())
                    .hasSize(2)
                    .anyMatch(warning -> warning.startsWith("<mask> was given to this appender after its start"))
                    .anyMatch(warning -> warning.startsWith("<linger> was given"));

            scene.appender.stop();
            scene.appender.addExclude("n");
            scene.appender.start();
            scene.log(1);
            assertThat(scene.appender.flush(Scene.AMPLE)).isTrue();

            assertThat(scene.warnings()).noneMatch(warning -> warning.contains("<exclude>"));
            assertThat(scene.collector.actions())
                    .singleElement()
                    .satisfies(action -> assertThat(action.metadata()).doesNotContainKey("n"));
        }
    }

    @Test
    void anEventDuringAStart_isCountedAsTooLateForTheLifeBefore() {
        Hooked context = new Hooked();
        try (Rig rig = new Rig(context)) {
            rig.configure(rig.collector.baseUri().toString(), "");
            MoesifAppender appender = rig.appender();
            rig.log(3).awaitAllDelivered();
            appender.stop();
            AtomicReference<Counts> during = new AtomicReference<>();
            context.duringStart.set(() -> {
                if (!Insight.isShipping(appender) && during.get() == null) {
                    rig.log(1);
                    during.set(Insight.counts(appender));
                }
            });
            appender.start();
            context.duringStart.set(null);

            assertThat(during.get().accepted()).isEqualTo(4);
            assertThat(during.get().dropped().get(DropReason.STOPPED)).isEqualTo(1);
            rig.log(2);
            assertThat(appender.flush(Duration.ofSeconds(60))).isTrue();
            rig.assertArrived(5);
        }
    }

    @Test
    void aFlushThatMayTakeForEver_isNoFault() {
        try (Rig rig = Rig.direct("")) {
            rig.log(1);
            assertThat(rig.appender().flush(ChronoUnit.FOREVER.getDuration())).isTrue();
            rig.log(1);
            assertThatCode(() -> rig.appender().flush(Duration.ofSeconds(Long.MIN_VALUE)))
                    .doesNotThrowAnyException();
        }
    }
}
