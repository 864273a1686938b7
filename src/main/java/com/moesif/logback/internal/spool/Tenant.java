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
public record Tenant(String name, String endpoint, Supplier<String> applicationId, BooleanSupplier refused) {
    /**
     * In place of an endpoint where the one configured is wrong: nobody knows yet where these actions go. Whoever has the name
     * and the application id takes them along to its own endpoint, once it has one.
     */
    public static final String UNDECIDED = "undecided";
}
