package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.internal.pipeline.PipelineConfig;
import com.moesif.logback.internal.settings.ApplicationId;
import com.moesif.logback.internal.settings.Faults;
import com.moesif.logback.internal.settings.Settings;
import com.moesif.logback.internal.settings.SpoolSettings;
import com.moesif.logback.internal.spool.Tenant;
import java.util.Objects;

/** What the settings of an appender are to the pipeline, which knows neither them nor Logback. */
final class PipelineSettings {
    private PipelineSettings() {}

    /** Another name, endpoint or id is another tenant's: its actions are none of ours. */
    static Tenant tenant(Appender<ILoggingEvent> appender, Settings settings, Faults faults) {
        String endpoint = settings.get(Settings.DRY_RUN) ? "dry run" : endpoint(settings, faults);
        String name = String.valueOf(appender.getName());
        // A topic has no id: whoever carries on what is in it has one.
        ApplicationId id = settings.kafka == null ? settings.applicationId : null;
        return id == null
                ? new Tenant(name, endpoint, () -> "", () -> false)
                : new Tenant(
                        name,
                        endpoint,
                        id::known,
                        id::isRefused,
                        settings.spool != null && settings.spool.takeOver,
                        System.identityHashCode(appender.getContext()));
    }

    private static String endpoint(Settings settings, Faults faults) {
        if (faults.leadsAstray(settings.kafka == null ? Settings.BASE_URI.name : "kafka")) {
            return Tenant.UNDECIDED;
        }
        String topic = settings.kafka == null ? null : settings.kafka.endpoint();
        String uri = settings.kafka != null || settings.baseUri == null ? null : settings.baseUri.toString();
        return topic != null ? topic : Objects.requireNonNullElse(uri, Tenant.UNDECIDED);
    }

    static PipelineConfig config(Settings settings, Tenant tenant) {
        boolean gzip = settings.get(Settings.COMPRESSION) == Settings.Compression.GZIP;
        return new PipelineConfig(
                settings.get(Settings.QUEUE_SIZE),
                settings.get(Settings.MAX_BLOCK_TIME),
                settings.get(Settings.MAX_MEMORY),
                new PipelineConfig.BatchLimits(
                        Math.toIntExact(settings.get(Settings.MAX_BATCH_BYTES)),
                        settings.get(Settings.MAX_BATCH_SIZE),
                        gzip),
                settings.get(Settings.LINGER),
                settings.get(Settings.CONNECT_TIMEOUT).plus(settings.get(Settings.RESPONSE_TIMEOUT)),
                settings.get(Settings.MAX_IN_FLIGHT),
                keeping(settings.spool),
                tenant);
    }

    private static PipelineConfig.Keeping keeping(SpoolSettings spool) {
        return spool == null
                ? PipelineConfig.Keeping.NOTHING
                : new PipelineConfig.Keeping(spool.durability, spool.commitTimeout, spool.maxAge);
    }
}
