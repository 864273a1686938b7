package com.moesif.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** To which loggers of an event's path an appender is attached. */
final class Attachments {
    private Attachments() {}

    /** From the logger that was asked to log, up to the root or to the first that isn't additive. */
    static List<String> onPath(String loggerName, LoggerContext context, Appender<ILoggingEvent> appender) {
        List<String> attached = new ArrayList<>();
        for (String name = loggerName; name != null; name = parent(name)) {
            Logger logger = context.exists(name);
            if (logger == null) {
                continue;
            }
            if (holds(logger, appender)) {
                attached.add(name);
            }
            if (!logger.isAdditive()) {
                break;
            }
        }
        return attached;
    }

    /** Whether the appender is attached there, directly or within another, Logback's {@code AsyncAppender} say. */
    static boolean holds(AppenderAttachable<ILoggingEvent> place, Appender<ILoggingEvent> appender) {
        if (place.isAttached(appender)) {
            return true;
        }
        for (Iterator<Appender<ILoggingEvent>> within = place.iteratorForAppenders(); within.hasNext(); ) {
            Appender<ILoggingEvent> other = within.next();
            if (other instanceof AppenderAttachable<?>) {
                @SuppressWarnings("unchecked") // Events are all that passes through Logback's classic appenders.
                AppenderAttachable<ILoggingEvent> nested = (AppenderAttachable<ILoggingEvent>) other;
                if (holds(nested, appender)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String parent(String name) {
        if (name.equals(Logger.ROOT_LOGGER_NAME)) {
            return null;
        }
        int cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
        return cut <= 0 ? Logger.ROOT_LOGGER_NAME : name.substring(0, cut);
    }
}
