package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.internal.ledger.Counts;
import java.time.Duration;
import java.util.List;

/** An appender on a logger of its own context, and the collector it ships to. */
public final class Scene extends OwnContext {
    public static final Duration AMPLE = Duration.ofSeconds(30);

    public final LocalCollector collector = LocalCollector.start(0);
    /** Of its own: what one test leaves unsent is for the appender of the same id that follows. */
    public final String applicationId = java.util.UUID.randomUUID().toString();

    public final Logger logger = context.getLogger("com.acme.Service");
    public final MoesifAppender appender = new MoesifAppender();

    public Scene() {
        context.setName("scene");
        appender.setContext(context);
        appender.setName("SCENE");
        appender.setApplicationId(applicationId);
        appender.setBaseUri(collector.baseUri().toString());
        appender.setShutdownTimeout("20 s");
        logger.addAppender(appender);
    }

    public Scene start() {
        appender.start();
        return this;
    }

    public void log(int number) {
        logger.atInfo()
                .addKeyValue("action_name", "Tested")
                .addKeyValue("company_id", "12345")
                .addKeyValue("n", number)
                .log("tested");
    }

    public void log(int from, int to) {
        for (int i = from; i < to; i++) {
            log(i);
        }
    }

    /** The counts at rest, which balance. */
    public Counts counts() {
        await().atMost(AMPLE).until(() -> Insight.counts(appender).balance());
        return Insight.counts(appender);
    }

    /** Every action has come once, and the collector found nothing wrong with any request. */
    public void assertArrived(int actions) {
        assertThat(collector.actions().stream().map(action -> action.metadata().get("n")))
                .hasSize(actions)
                .doesNotHaveDuplicates();
        assertThat(collector.actions().stream().map(action -> action.transactionId()))
                .doesNotHaveDuplicates();
        assertThat(collector.refusals()).isEmpty();
    }

    public static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("moesif-"))
                .toList();
    }

    @Override
    public void close() {
        appender.stop();
        context.stop();
        collector.close();
    }
}
