package com.moesif.logback.internal.pipeline;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What two appenders must have in common for the one to be given what the other leaves.
 *
 * @param place name and endpoint
 * @param applicationId as it is now; another one is another tenant's
 * @param refused whether the collector refuses it: then whoever has the place has the id that was meant
 */
public record Heir(String place, Supplier<String> applicationId, BooleanSupplier refused) {}
