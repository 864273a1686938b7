package com.moesif.logback.internal.joran;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** To which loggers of an event's path an appender is attached. */
public final class Attachments {
    private Attachments() {}

    /** From the logger that was asked to log, up to the root or to the first that isn't additive. */
    public static List<String> onPath(String loggerName, LoggerContext context, Appender<ILoggingEvent> appender) {
        List<String> attached = new ArrayList<>();
        for (String name = loggerName; name != null; name = parent(name)) {
            Logger logger = context.exists(name);
            if (logger == null) {
                continue;
            }
            if (isAttached(logger, appender)) {
                attached.add(name);
            }
            if (!logger.isAdditive()) {
                break;
            }
        }
        return attached;
    }

    /** Whether it is, itself or behind an appender that hands events on: an {@code AsyncAppender}, say. */
    static boolean isAttached(AppenderAttachable<ILoggingEvent> holder, Appender<ILoggingEvent> appender) {
        if (holder.isAttached(appender)) {
            return true;
        }
        Iterator<Appender<ILoggingEvent>> attached = holder.iteratorForAppenders();
        while (attached != null && attached.hasNext()) {
            if (attached.next() instanceof AppenderAttachable<?> wrapper && wraps(wrapper, appender)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked") // on a logger there are only appenders of logging events
    private static boolean wraps(AppenderAttachable<?> wrapper, Appender<ILoggingEvent> appender) {
        return isAttached((AppenderAttachable<ILoggingEvent>) wrapper, appender);
    }

    /** Null above the root. */
    static String parent(String name) {
        if (name.equals(Logger.ROOT_LOGGER_NAME)) {
            return null;
        }
        int cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
        return cut <= 0 ? Logger.ROOT_LOGGER_NAME : name.substring(0, cut);
    }
}
