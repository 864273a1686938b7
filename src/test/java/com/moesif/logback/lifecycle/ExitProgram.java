package com.moesif.logback.lifecycle;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import com.moesif.logback.internal.runtime.ShortLife;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that logs some actions and ends in one way or another; run by {@link ExitTest} in a process of its own. */
public final class ExitProgram {
    private ExitProgram() {}

    public static void main(String[] args) {
        Logger logger = LoggerFactory.getLogger("com.acme.Service");
        int actions = Integer.parseInt(args[1]);
        for (int i = 0; i < actions; i++) {
            log(logger, i);
        }
        System.out.println("logged " + actions);
        if (args[0].equals("long")) {
            ShortLife.is(Duration.ZERO);
        }
        switch (args[0]) {
            case "exit" -> System.exit(3);
            case "exit with the lock of System.err" -> {
                synchronized (System.err) {
                    System.exit(3);
                }
            }
            case "log in a hook" ->
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    // A framework that stops its parts in turn: others are long done by then.
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                    log(logger, actions);
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                    log(logger, actions + 1);
                }));
            case "reset" -> ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
            case "throw" -> throw new IllegalStateException("on purpose");
            default -> {}
        }
    }

    private static void log(Logger logger, int number) {
        logger.atInfo()
                .addKeyValue("action_name", "Tested")
                .addKeyValue("company_id", "12345")
                .addKeyValue("n", number)
                .log("tested");
    }

    /** A status listener that ends the JVM at the first warning: some do, so that nothing runs half configured. */
    public static final class Strict implements StatusListener {
        @Override
        public void addStatusEvent(Status status) {
            if (status.getLevel() >= Status.WARN) {
                System.exit(4);
            }
        }
    }
}
