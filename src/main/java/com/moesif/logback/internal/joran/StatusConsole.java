package com.moesif.logback.internal.joran;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusManager;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Shows an appender's own warnings and errors on standard error as long as nobody listens to the statuses of its context. It
 * is no status listener itself: Logback and Spring Boot print the statuses of a faulty configuration only when there is
 * none, and ours would keep those of others from being seen. Any thread.
 */
public final class StatusConsole {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss,SSS", Locale.ROOT);

    private StatusConsole() {}

    public static void show(Status status, StatusManager statuses) {
        if (status.getLevel() < Status.WARN
                || statuses == null
                || !statuses.getCopyOfStatusListenerList().isEmpty()) {
            return;
        }
        try {
            System.err.println(TIME.format(LocalTime.now()) + " " + status);
        } catch (RuntimeException e) {
            // The application has put something of its own in its place; an appender must start without it.
        }
    }
}
