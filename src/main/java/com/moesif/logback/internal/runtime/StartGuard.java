package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import com.moesif.logback.internal.classpath.Libraries;
import com.moesif.logback.internal.classpath.Misfit;
import java.util.List;

/**
 * Lets nothing escape a start: Joran would end the whole configuration, and with it all logging. What can't be had, a library
 * or a thread, is one error, and the appender is off.
 */
public final class StartGuard {
    private StartGuard() {}

    /** Who starts an appender by hand has to be told how. */
    public static void requireContext(Appender<?> appender) {
        if (appender.getContext() == null) {
            throw new IllegalStateException("A MoesifAppender needs a LoggerContext before it starts: call"
                    + " setContext((LoggerContext) LoggerFactory.getILoggerFactory()) first.");
        }
    }

    /** Whether it has started. */
    public static boolean passes(Appender<?> appender, Runnable start) {
        try {
            if (!(appender.getContext() instanceof LoggerContext)) {
                appender.addError("The appender is off, and no action is shipped: this configuration is not one of"
                        + " Logback's loggers but of a "
                        + appender.getContext().getClass().getName()
                        + ", as logback-access has. Put the appender into logback.xml.");
                return false;
            }
            List<String> problems = Libraries.problems();
            if (problems.isEmpty()) {
                start.run();
                return true;
            }
            appender.addError("The appender is off, and no action is shipped: " + String.join(" ", problems));
        } catch (Throwable t) {
            say(appender, t);
        }
        stopHalfStarted(appender);
        return false;
    }

    private static void stopHalfStarted(Appender<?> appender) {
        try {
            appender.stop();
        } catch (Throwable t) {
            // What made the start fail is worth more.
        }
    }

    private static void say(Appender<?> appender, Throwable failure) {
        try {
            String remedy = Libraries.misfit(failure).map(Misfit::remedy).orElseGet(() -> remedy(failure));
            appender.addError(
                    "The appender can't start and is off, and no action is shipped: " + failure + ". " + remedy);
        } catch (Throwable t) {
            // A status listener that throws, most likely the one that made the start fail.
        }
    }

    private static String remedy(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("native thread")
                ? "There is no thread left: raise the limit of processes of this user or container"
                : "The application runs on";
    }
}
