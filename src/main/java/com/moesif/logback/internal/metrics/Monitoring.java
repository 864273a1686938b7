package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything by which one appender can be watched from outside, until {@link #close}. Nothing here ever throws. Any thread.
 */
public final class Monitoring implements AutoCloseable {
    private static final String MICROMETER = "io.micrometer.core.instrument.Metrics";

    private final Watched watched;
    private final Ledger ledger;
    private final Operations operations;
    private final Consumer<String> problem;
    private final List<AutoCloseable> entries = new ArrayList<>();
    private boolean closed;

    /** @param problem hears what can't be watched, and why */
    public Monitoring(Watched watched, Ledger ledger, Operations operations, Consumer<String> problem) {
        this.watched = watched;
        this.ledger = ledger;
        this.operations = operations;
        this.problem = problem;
    }

    /** Over JMX; does nothing once closed. The first in a JVM to ask for its MBean server waits while that is made. */
    public synchronized void openJmx() {
        if (closed) {
            return;
        }
        try {
            entries.add(JmxEntry.open(watched, ledger, operations, problem));
        } catch (LinkageError e) {
            // The class itself can't be loaded without JMX's.
            problem.accept("The appender can't be seen over JMX: " + e + ". If the Java run-time is an image made by"
                    + " jlink, add java.management to its --add-modules. Everything else works without it.");
        }
    }

    /** Over Micrometer, where the application has it; does nothing once closed. Micrometer may log meanwhile. */
    public synchronized void openMeters() {
        if (closed || !hasMicrometer()) {
            return;
        }
        try {
            entries.add(MicrometerMeters.open(watched, ledger));
        } catch (RuntimeException | LinkageError e) {
            // A filter or a registry of the application's that throws, or a version that is none we know.
            problem.accept("The appender has no meters in Micrometer: " + e + ".");
        }
    }

    public static boolean hasMicrometer() {
        try {
            Class.forName(MICROMETER, false, Monitoring.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (AutoCloseable entry : entries) {
            try {
                entry.close();
            } catch (Exception | LinkageError e) {
                // Somebody else has taken it away already.
            }
        }
        entries.clear();
    }
}
