package com.moesif.logback.internal.spool;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What two appenders must have in common for the one to be given what the other leaves.
 *
 * @param name the appender's
 * @param endpoint where it sends to
 * @param applicationId as it is now; another one is another tenant's
 * @param refused whether the collector refuses it: then whoever has name and endpoint has the id that was meant
 */
public record Tenant(String name, String endpoint, Supplier<String> applicationId, BooleanSupplier refused) {}
