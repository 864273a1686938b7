package com.moesif.logback.e2e.candidate;

import ch.qos.logback.classic.AsyncAppender;
import com.github.loki4j.logback.ApacheHttp5Sender;
import com.github.loki4j.logback.JavaHttpSender;
import com.github.loki4j.logback.Loki4jAppender;
import com.moesif.logback.MoesifAppender;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;
import net.logstash.logback.encoder.LogstashEncoder;

/**
 * All candidates. Each has its defaults, save for what it needs to take the five key-value pairs at all; where a peer
 * gains from larger batches or queues, it is there a second time, tuned. This appender is not.
 */
final class Candidates {
    private static final String LOKI4J_MESSAGE = "[%thread] %logger{20} - %msg%n";

    static final List<Candidate> ALL = List.of(
            Candidate.plain(
                    "nothing",
                    "an appender that does nothing",
                    false,
                    "the baseline: what the call costs by itself",
                    uri -> appender(NothingAppender.class, "")),
            Candidate.plain("moesif", "this appender", true, "defaults", uri -> moesif(uri, "")),
            Candidate.plain(
                    "moesif-spool",
                    "this appender, with a spool",
                    true,
                    "defaults of a spool: `async`",
                    // One each: what a process leaves behind that ends right after its measure is not the next one's.
                    uri -> moesif(
                            uri,
                            "<spool><directory>target/e2e/spool/"
                                    + System.getProperty(
                                            "e2e.spool",
                                            String.valueOf(
                                                    ProcessHandle.current().pid()))
                                    + "</directory></spool>")),
            Candidate.plain(
                    "moesif-rules",
                    "this appender, twenty rules",
                    true,
                    "defaults; the last of the rules takes the event",
                    uri -> moesif(uri, twentyRules())),
            Candidate.plain(
                    "loki4j-jdk",
                    "Loki4j, JDK client",
                    true,
                    "defaults: JSON, uncompressed, 1,000 events a batch, up to a minute until a batch that isn't full leaves",
                    uri -> loki4j(uri, JavaHttpSender.class, "")),
            Candidate.plain(
                    "loki4j-apache",
                    "Loki4j, Apache client 5",
                    true,
                    "defaults, as above",
                    uri -> loki4j(uri, ApacheHttp5Sender.class, "")),
            Candidate.plain(
                    "loki4j-tuned",
                    "Loki4j, JDK client, tuned",
                    true,
                    "`maxItems` 10,000, `timeoutMs` 1,000, `staticLabels`",
                    uri -> loki4j(
                            uri,
                            JavaHttpSender.class,
                            "<maxItems>10000</maxItems><timeoutMs>1000</timeoutMs><staticLabels>true</staticLabels>")),
            openTelemetry(
                    "otel",
                    "OpenTelemetry",
                    "defaults of processor and exporter, save gzip; `keyValuePairAttributesIncluded` `*`, or it would"
                            + " leave out the pairs. Its HTTP client, OkHttp, leaves Nagle's algorithm on: on Linux a"
                            + " request whose end is sent apart may wait 40 ms for the acknowledgement of its beginning",
                    OpenTelemetryExport.DEFAULTS),
            openTelemetry(
                    "otel-tuned",
                    "OpenTelemetry, tuned",
                    "the same with a queue of 65,536 and batches of 8,192",
                    OpenTelemetryExport.LARGER),
            openTelemetry(
                    "otel-tuned-jdk",
                    "OpenTelemetry, tuned, JDK client",
                    "the same with `opentelemetry-exporter-sender-jdk`",
                    OpenTelemetryExport.LARGER_JDK),
            Candidate.plain(
                    "moesif-client",
                    "Moesif's Java client",
                    true,
                    "an appender of the benchmark's own: a queue of 8,192 that holds the caller when it is full, one"
                            + " thread that makes actions of the events and calls `createActionsBatch` with 100, or with what there is"
                            + " after a second",
                    uri -> appender(MoesifClientAppender.class, "<baseUri>" + uri + "</baseUri>")),
            Candidate.plain(
                    "async",
                    "Logback's AsyncAppender",
                    false,
                    "defaults; behind it logstash-logback-encoder and an output that is thrown away",
                    uri -> appender("ENCODED", EncodingAppender.class, encoder())
                            + appender(AsyncAppender.class, "<appender-ref ref='ENCODED'/>")),
            Candidate.plain(
                    "async-tuned",
                    "Logback's AsyncAppender, tuned",
                    false,
                    "the same with `queueSize` 8,192 and `discardingThreshold` 0",
                    uri -> appender("ENCODED", EncodingAppender.class, encoder())
                            + appender(
                                    AsyncAppender.class,
                                    "<queueSize>8192</queueSize><discardingThreshold>0</discardingThreshold>"
                                            + "<appender-ref ref='ENCODED'/>")),
            Candidate.plain(
                    "disruptor",
                    "logstash-logback-encoder's disruptor appender",
                    false,
                    "defaults; behind it the same encoder and output",
                    uri -> appender("ENCODED", EncodingAppender.class, encoder())
                            + appender(LoggingEventAsyncDisruptorAppender.class, "<appender-ref ref='ENCODED'/>")));

    private Candidates() {}

    private static String appender(Class<?> type, String elements) {
        return appender("A", type, elements);
    }

    private static String appender(String name, Class<?> type, String elements) {
        return "<appender name='" + name + "' class='" + type.getName() + "'>" + elements + "</appender>";
    }

    private static String encoder() {
        return "<encoder class='" + LogstashEncoder.class.getName() + "'/>";
    }

    private static String moesif(String uri, String elements) {
        return appender(
                MoesifAppender.class,
                "<applicationId>benchmark</applicationId><baseUri>" + uri + "</baseUri>" + elements);
    }

    private static String twentyRules() {
        String others = IntStream.range(1, 20)
                .mapToObj(i -> rule("Something else, number " + i + ", happened to {company_id}"))
                .collect(Collectors.joining());
        return others + rule("Processed payment");
    }

    private static String rule(String message) {
        return "<rule><logger>com.acme.payments</logger><message>" + message
                + "</message><actionName>An action</actionName></rule>";
    }

    private static String loki4j(String uri, Class<?> sender, String batch) {
        return appender(
                Loki4jAppender.class,
                "<http><url>" + uri + "/loki/api/v1/push</url><sender class='" + sender.getName() + "'/></http><batch>"
                        // Its default, which it warns of when it is not asked for.
                        + batch + "</batch><message><pattern>" + LOKI4J_MESSAGE + "</pattern></message>");
    }

    private static Candidate openTelemetry(String name, String label, String note, OpenTelemetryExport.Setup setup) {
        return new Candidate(
                name,
                label,
                true,
                note,
                uri -> appender(
                        OpenTelemetryAppender.class,
                        "<keyValuePairAttributesIncluded>*</keyValuePairAttributesIncluded>"),
                uri -> new OpenTelemetryExport(uri, setup));
    }
}
