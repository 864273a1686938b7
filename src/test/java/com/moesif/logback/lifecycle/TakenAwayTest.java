package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.AsyncAppender;
import com.moesif.logback.harness.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose stop is a reason to warn: what Dropwizard does to the configuration of logback.xml. */
@Timeout(90)
class TakenAwayTest {
    private static final String WARNING = "took all appenders from a logger";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void codeThatTakesAllAppenders_isToldOf() {
        scene.start().logger.detachAndStopAllAppenders();

        assertThat(scene.warnings()).singleElement().asString().contains(WARNING, "Dropwizard", "bootstrapLogging()");
    }

    @Test
    void anAppenderThatHasWorked_isStoppedWithoutAWord() {
        scene.start().log(1);
        scene.logger.detachAndStopAllAppenders();

        scene.assertArrived(1);
        assertThat(scene.warnings()).isEmpty();
    }

    @Test
    void logbacksOwnStopAndReset_areNoReason() {
        scene.start().context.stop();
        assertThat(scene.warnings()).isEmpty();

        try (Scene reset = new Scene()) {
            reset.start().context.reset();
            assertThat(reset.warnings()).isEmpty();
        }
    }

    @Test
    void aStopOfThisAppenderAlone_isNoReason() {
        scene.start().appender.stop();

        assertThat(scene.warnings()).isEmpty();
    }

    /** It takes its own appenders from itself, by a method of the same name. */
    @Test
    void aStopOfAnAppenderAroundIt_isNoReason() {
        AsyncAppender around = new AsyncAppender();
        around.setContext(scene.context);
        around.setName("AROUND");
        around.addAppender(scene.appender);
        around.start();
        scene.start();

        around.stop();

        await().atMost(Scene.AMPLE).until(() -> !scene.appender.isStarted());
        assertThat(scene.warnings()).isEmpty();
    }
}
