package com.moesif.logback.e2e.candidate;

import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import java.util.concurrent.TimeUnit;

/** What OpenTelemetry's appender hands its events to, set up in code as its documentation has it. */
final class OpenTelemetryExport implements Candidate.Companion {
    /**
     * What can be chosen.
     *
     * @param sender the class that finds the exporter's HTTP client; both stand on the class path
     * @param queue of the batch processor; 0 for its default
     * @param batch of the batch processor; 0 for its default
     */
    record Setup(String sender, int queue, int batch) {}

    private static final String SENDERS = "io.opentelemetry.exporter.sender.";
    private static final String SENDER_PROPERTY = "io.opentelemetry.sdk.common.export.HttpSenderProvider";

    private static final String OK_HTTP = SENDERS + "okhttp.internal.OkHttpHttpSenderProvider";
    private static final String JDK = SENDERS + "jdk.internal.JdkHttpSenderProvider";

    static final Setup DEFAULTS = new Setup(OK_HTTP, 0, 0);
    static final Setup LARGER = new Setup(OK_HTTP, 65_536, 8_192);
    static final Setup LARGER_JDK = new Setup(JDK, 65_536, 8_192);

    private final OpenTelemetrySdk sdk;

    OpenTelemetryExport(String uri, Setup setup) {
        System.setProperty(SENDER_PROPERTY, setup.sender);
        var exporter = OtlpHttpLogRecordExporter.builder()
                .setEndpoint(uri + "/v1/logs")
                .setCompression("gzip")
                .build();
        var processor = BatchLogRecordProcessor.builder(exporter);
        if (setup.queue > 0) {
            processor.setMaxQueueSize(setup.queue);
        }
        if (setup.batch > 0) {
            processor.setMaxExportBatchSize(setup.batch);
        }
        sdk = OpenTelemetrySdk.builder()
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor(processor.build())
                        .build())
                .build();
        OpenTelemetryAppender.install(sdk);
    }

    @Override
    public void close() {
        sdk.shutdown().join(1, TimeUnit.MINUTES);
    }
}
