package com.moesif.logback.harness;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.internal.ledger.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that ships a thousand actions and stops: for a class loader, or a JVM, of its own. */
public final class ShippingProgram {
    private static final int THREADS = 100;

    private ShippingProgram() {}

    public static void main(String[] args) throws Exception {
        ship(args[0], Runtime.version().feature() >= 21);
    }

    /** An appender that ships to there, started and attached; its logger. */
    public static Logger begin(LoggerContext context, String uri) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(context);
        appender.setName("GUEST");
        appender.setApplicationId("the-id");
        appender.setBaseUri(uri);
        appender.setShutdownTimeout("60 s");
        appender.start();
        Logger logger = context.getLogger("com.acme.Guest");
        logger.addAppender(appender);
        return logger;
    }

    /** @param virtual whether virtual threads log; needs a JDK that has them */
    public static void ship(String uri, boolean virtual) throws Exception {
        LoggerContext context = new LoggerContext();
        Logger logger = begin(context, uri);
        MoesifAppender appender = (MoesifAppender) logger.getAppender("GUEST");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(virtual ? startVirtual(() -> log(logger)) : start(() -> log(logger)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        context.stop();
        Counts counts = Insight.counts(appender);
        if (!counts.balance() || counts.delivered() != 10L * THREADS) {
            throw new IllegalStateException(counts.toString());
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    /** By reflection, because this is compiled for Java 17. */
    private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }

    private static void log(Logger logger) {
        for (int i = 0; i < 10; i++) {
            logger.atInfo()
                    .addKeyValue("action_name", "Visited")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("details", Map.of("list", List.of(i, "text")))
                    .log("visited");
        }
    }
}
