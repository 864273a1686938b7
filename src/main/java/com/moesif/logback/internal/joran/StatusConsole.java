package com.moesif.logback.internal.joran;

import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusManager;
import ch.qos.logback.core.status.WarnStatus;
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
        if (status.getLevel() >= Status.WARN && isNeeded(statuses)) {
            print(status);
        }
    }

    /**
     * Says it in one line. When nobody listens and there is a warning, Logback prints each of its statuses, some fifty lines, after
     * a start: too much for what each start on a developer's machine has to say. So the status itself is an INFO then, once
     * somebody can have read it.
     *
     * @param onConsole whether the appender shows its warnings there
     */
    public static void warnAlone(String text, ContextAware origin, boolean onConsole) {
        if (onConsole && isNeeded(origin.getContext().getStatusManager()) && print(new WarnStatus(text, origin))) {
            origin.addInfo(text);
        } else {
            origin.addWarn(text);
        }
    }

    private static boolean isNeeded(StatusManager statuses) {
        return statuses != null && statuses.getCopyOfStatusListenerList().isEmpty();
    }

    /** Whether it was written. */
    private static boolean print(Status status) {
        try {
            System.err.println(TIME.format(LocalTime.now()) + " " + status);
            return !System.err.checkError();
        } catch (RuntimeException e) {
            // The application has put something of its own in its place; an appender must start without it.
            return false;
        }
    }
}
