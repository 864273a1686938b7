package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Context;
import com.moesif.logback.internal.joran.Sifting;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells apart what looks the same to an appender that is stopped: a reset of its logger context, after which the next
 * configuration mostly has an appender of the same name, and the end of the context, after which nothing comes. After a reset nobody
 * waits for what is unsent; the end of the context waits until it is delivered or the time is over, since a container may then
 * close the class loader. For the thread that configures.
 */
public final class ContextEnd implements LoggerContextListener {
    private static final String RUNNING = ContextEnd.class.getName();

    /** Those that nobody else stops: the appender around them, OpenTelemetry's, does not, or no logger leads to them. */
    private final Set<ShippingRuntime> leftRunning = ConcurrentHashMap.newKeySet();

    /** Those that a reset has stopped, and that go on delivering. */
    private final Set<ShippingRuntime> retired = ConcurrentHashMap.newKeySet();

    /** Whether an appender has started since the last reset. */
    private volatile boolean begun;

    private ContextEnd() {}

    /** An appender has started in this context. A reset forgets it, and stops its appenders only then. */
    static void begin(LoggerContext context) {
        of(context).begun = true;
        context.putObject(RUNNING, RUNNING);
    }

    /** Whether the context is in the middle of a reset: one appender after the other is stopped, and only then taken off. */
    static boolean isResetting(LoggerContext context) {
        return context.getObject(RUNNING) == null && of(context).begun;
    }

    /** Whether a stop may wait: not while the context is being reset, nor on a thread of ours, nor within a log call. */
    public static boolean mayWait(Context context) {
        return context.getObject(RUNNING) != null && !AppenderThread.isCurrent() && !Sifting.isLettingGo();
    }

    /** A reset stops it, unless it {@linkplain #ends ends} before. */
    static void isLeftRunning(LoggerContext context, ShippingRuntime life) {
        of(context).leftRunning.add(life);
    }

    static void ends(LoggerContext context, ShippingRuntime life) {
        of(context).leftRunning.remove(life);
    }

    /** Has the end of the context wait for this one, which a reset is stopping. */
    static void await(LoggerContext context, ShippingRuntime stopping) {
        Set<ShippingRuntime> those = of(context).retired;
        those.add(stopping);
        stopping.tellOfEnd(() -> those.remove(stopping));
    }

    /** One for good: Logback keeps its listeners, in a list that isn't made for several threads. */
    private static ContextEnd of(LoggerContext context) {
        ContextEnd end = context.getCopyOfListenerList().stream()
                .filter(ContextEnd.class::isInstance)
                .map(ContextEnd.class::cast)
                .findFirst()
                .orElse(null);
        if (end == null) {
            end = new ContextEnd();
            context.addListener(end);
        }
        return end;
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onStop(LoggerContext context) {
        if (!AppenderThread.isCurrent()) {
            retired.forEach(ShippingRuntime::awaitEnd);
        }
    }

    @Override
    public void onStart(LoggerContext context) {
        // Of no interest.
    }

    @Override
    public void onReset(LoggerContext context) {
        begun = false;
        leftRunning.forEach(ShippingRuntime::stopAppender);
        // No logger has an appender any more.
        retired.forEach(ShippingRuntime::close);
    }

    @Override
    public void onLevelChange(Logger logger, Level level) {
        // Of no interest.
    }
}
