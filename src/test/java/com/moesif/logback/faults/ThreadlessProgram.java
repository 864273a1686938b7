package com.moesif.logback.faults;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that takes every thread that its user may have; run by {@link NoThreadTest} in a process of its own. */
public final class ThreadlessProgram {
    private static final CountDownLatch FREE = new CountDownLatch(1);
    private static final List<Thread> TAKEN = new ArrayList<>();

    private ThreadlessProgram() {}

    public static void main(String[] args) throws InterruptedException {
        if (args[0].equals("before")) {
            takeAll();
            LoggerFactory.getLogger("com.acme.Service").info("runs on");
            System.out.println("end");
            return;
        }
        Logger logger = LoggerFactory.getLogger("com.acme.Service");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        MoesifAppender appender =
                (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("MOESIF");
        CountDownLatch failure = new CountDownLatch(1);
        Insight.health(appender).requestTimes().add((nanos, success) -> failure.countDown());
        takeAll();
        logger.info("Order of {} for {}", 1, "acme");
        if (args[0].equals("stop")) {
            context.stop();
        } else {
            // The first request finds no thread.
            failure.await();
            FREE.countDown();
            for (Thread thread : TAKEN) {
                thread.join();
            }
        }
        System.out.println("end");
    }

    private static void takeAll() {
        try {
            while (true) {
                Thread thread = new Thread(ThreadlessProgram::hold);
                thread.setDaemon(true);
                thread.start();
                TAKEN.add(thread);
            }
        } catch (OutOfMemoryError e) {
            System.out.println("took " + TAKEN.size());
        }
    }

    private static void hold() {
        try {
            FREE.await();
        } catch (InterruptedException e) {
            // Ends.
        }
    }
}
