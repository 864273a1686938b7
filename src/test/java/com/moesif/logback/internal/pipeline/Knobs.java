package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
import java.time.Duration;
import java.util.UUID;

/** The settings of a pipeline, each with a default that stays out of a test's way. */
final class Knobs {
    int queueSize = 8_192;
    Duration maxBlockTime = Duration.ZERO;
    long maxMemory = 64 << 20;
    int maxBytes = 4 << 20;
    int maxActions = Integer.MAX_VALUE;
    boolean gzip;
    Duration linger = Duration.ofSeconds(1);
    Duration requestTimeout = Duration.ofSeconds(35);
    int maxInFlight = 4;
    PipelineConfig.Keeping keeping = PipelineConfig.Keeping.NOTHING;
    final Tenant tenant = new Tenant(UUID.randomUUID().toString(), "", () -> "", () -> false);

    PipelineConfig config() {
        return new PipelineConfig(
                queueSize,
                maxBlockTime,
                maxMemory,
                new PipelineConfig.BatchLimits(maxBytes, maxActions, gzip),
                linger,
                requestTimeout,
                maxInFlight,
                keeping,
                tenant);
    }
}
