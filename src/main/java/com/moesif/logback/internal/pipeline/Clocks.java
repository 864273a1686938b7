package com.moesif.logback.internal.pipeline;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * From where the time comes, where nobody hands it in.
 *
 * @param wall the time of day
 * @param nanos the time that passes, as by {@link System#nanoTime}
 * @param parking how callers wait
 */
public record Clocks(InstantSource wall, LongSupplier nanos, Parking parking) {
    /** Those of the machine it runs on. */
    static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime, Parking.JDK);
}
