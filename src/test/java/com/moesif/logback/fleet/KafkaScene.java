package com.moesif.logback.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.harness.OwnContext;
import com.moesif.logback.internal.ledger.Counts;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service whose appender writes to a topic, and what is in that. */
public final class KafkaScene extends OwnContext {
    static final Duration AMPLE = Duration.ofSeconds(90);

    private final String topic;
    private final String name;

    private MoesifAppender appender;
    private int numbers;

    private KafkaScene(LoggerContext context, String name, String topic) {
        super(context, new LogbackMDCAdapter());
        this.name = name;
        this.topic = topic;
    }

    /** Not started yet. */
    public static KafkaScene of(String topic) {
        return named(ownName(), topic);
    }

    /** With an appender of this name. */
    static KafkaScene named(String name, String topic) {
        return new KafkaScene(new LoggerContext(), name, topic);
    }

    /** What one test leaves unsent is for an appender of the same name that follows. */
    private static String ownName() {
        return "SCENE-" + UUID.randomUUID();
    }

    /** In the context that Kafka logs to. */
    static KafkaScene global(LoggerContext context, String topic) {
        return new KafkaScene(context, ownName(), topic);
    }

    /**
     * As a reload does: what ran before is stopped first.
     *
     * @param within elements of {@code <kafka>}
     * @param beside elements of the appender
     */
    public KafkaScene configure(String servers, String within, String beside) {
        context.reset();
        read(xml(name, servers, topic, within, beside));
        // One that was stopped before.
        context.start();
        appender = (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name);
        return this;
    }

    public static String xml(String name, String servers, String topic, String within, String beside) {
        return """
                <configuration>
                  <appender name="%s" class="com.moesif.logback.MoesifAppender">
                    <kafka>
                      <bootstrapServers>%s</bootstrapServers>
                      <topic>%s</topic>
                      %s
                    </kafka>
                    %s
                  </appender>
                  <root level="DEBUG"><appender-ref ref="%s"/></root>
                </configuration>
                """.formatted(name, servers, topic, within, beside, name);
    }

    public KafkaScene log(int count) {
        for (int i = 0; i < count; i++) {
            log("");
        }
        return this;
    }

    public void log(String padding) {
        context.getLogger("com.acme.Service")
                .atInfo()
                .addKeyValue("action_name", "Tested")
                .addKeyValue("company_id", "acme-" + numbers % 7)
                .addKeyValue("n", numbers++)
                .addKeyValue("padding", padding)
                .log("tested");
    }

    MoesifAppender appender() {
        return appender;
    }

    public Counts counts() {
        return Insight.counts(appender);
    }

    /** Until all that was logged is delivered; a backoff or a pause ends, since what was wrong has been mended. */
    public KafkaScene awaitDelivered() {
        await().atMost(AMPLE)
                .untilAsserted(() -> assertThat(appender.flush(Duration.ofSeconds(1)))
                        .as("%s %s", counts(), allStatuses())
                        .isTrue());
        assertThat(counts().droppedInAll()).isZero();
        assertThat(counts().balance()).isTrue();
        return this;
    }

    /** Each that was logged is there, whatever came twice. */
    void assertArrived(Broker broker) {
        assertThat(numbers(broker).distinct().sorted().boxed())
                .containsExactlyElementsOf(IntStream.range(0, numbers).boxed().toList());
    }

    IntStream numbers(Broker broker) {
        return broker.records(topic).stream()
                .mapToInt(each -> json(each).get("metadata").get("n").intValue());
    }

    static JsonNode json(ConsumerRecord<byte[], byte[]> action) {
        return JsonMapper.shared().readTree(action.value());
    }

    KafkaScene awaitInfo(String part) {
        await().atMost(AMPLE).untilAsserted(() -> assertThat(infos()).anyMatch(info -> info.contains(part)));
        return this;
    }

    KafkaScene awaitWarning(String part) {
        await().atMost(AMPLE).untilAsserted(() -> assertThat(warnings()).anyMatch(warning -> warning.contains(part)));
        return this;
    }

    @Override
    public void close() {
        context.stop();
        // The last thread of ours may need longer than a stop waits for it.
        await().atMost(AMPLE)
                .untilAsserted(
                        () -> assertThat(counts().balance()).as("%s", counts()).isTrue());
    }
}
