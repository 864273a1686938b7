package com.moesif.logback.internal.spool;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What two appenders must have in common for the one to be given what the other leaves.
 *
 * @param name the appender's
 * @param endpoint where it sends to
 * @param applicationId as it is now; another one is another tenant's
 * @param refused whether the collector refuses it
 * @param takeOver whether it is also given what has another application id
 * @param context a number of the logging context it is in: a reload of one configuration may mend an id that was refused
 */
public record Tenant(
        String name,
        String endpoint,
        Supplier<String> applicationId,
        BooleanSupplier refused,
        boolean takeOver,
        int context) {

    /**
     * In place of an endpoint where the one configured is wrong: nobody knows yet where these actions go. Whoever has the name
     * and the application id takes them along to its own endpoint, once it has one.
     */
    public static final String UNDECIDED = "undecided";

    public Tenant(String name, String endpoint, Supplier<String> applicationId, BooleanSupplier refused) {
        this(name, endpoint, applicationId, refused, false, 0);
    }
}
