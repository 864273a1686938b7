package com.moesif.logback.lifecycle;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.Oddity;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Thousands of virtual threads that log; for a JVM of its own, which has them. */
final class VirtualThreadsProgram {
    static final int THREADS = 3_000;
    static final int OF_EACH = 5;
    /** Behind the number of calls that were let go before their action was in its file. */
    static final String LATE = " late";

    private static final int OTHERS = 100;

    private VirtualThreadsProgram() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            waitAtAFullRing();
        } else {
            logAndDie(args[0], args[1]);
        }
    }

    /** Ends as a kill does, when the last logging call has returned. */
    private static void logAndDie(String uri, String spool) throws Exception {
        Logger logger = new LoggerContext().getLogger("com.acme.Virtual");
        MoesifAppender appender = started(appender(logger.getLoggerContext(), uri, spool));
        logger.addAppender(appender);
        AtomicInteger number = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            threads.add(startVirtual(() -> {
                for (int i = 0; i < OF_EACH; i++) {
                    log(logger, number.getAndIncrement());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(Insight.counts(appender).oddities().get(Oddity.LATE_COMMITS) + LATE);
        Runtime.getRuntime().halt(0);
    }

    /** They wait for a collector that waits for us: meanwhile there must be a carrier for others. */
    private static void waitAtAFullRing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        HttpServer collector = gated(gate);
        String uri = "http://127.0.0.1:" + collector.getAddress().getPort();
        Logger logger = new LoggerContext().getLogger("com.acme.Virtual");
        MoesifAppender appender = appender(logger.getLoggerContext(), uri, null);
        appender.setQueueSize("64");
        appender.setMaxMemory("64 kB");
        appender.setCompression("none");
        appender.setMaxBlockTime("10 minutes");
        appender.setResponseTimeout("10 minutes");
        logger.addAppender(started(appender));
        AtomicInteger returned = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int number = t;
            threads.add(startVirtual(() -> {
                log(logger, number);
                returned.incrementAndGet();
            }));
        }
        // The last of them gets its turn only when those before it have let go of the carrier.
        while (Insight.counts(appender).accepted() < THREADS) {
            Thread.yield();
        }
        for (int other = 0; other < OTHERS; other++) {
            startVirtual(() -> {}).join();
        }
        System.out.println(returned.get() < THREADS ? "others went on while callers waited" : "nobody waited");
        gate.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        appender.stop();
        collector.stop(0);
        Counts counts = Insight.counts(appender);
        System.out.println("delivered " + counts.delivered() + (counts.balance() ? "" : " of " + counts));
    }

    private static HttpServer gated(CountDownLatch gate) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** @param spool its directory; null without one */
    static MoesifAppender appender(LoggerContext context, String uri, String spool) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(context);
        appender.setName("VIRTUAL");
        appender.setApplicationId("the-id");
        appender.setBaseUri(uri);
        appender.setShutdownTimeout("60 s");
        if (spool != null) {
            SpoolElement element = new SpoolElement();
            element.setDirectory(spool);
            element.setDurability("write");
            appender.setSpool(element);
        }
        return appender;
    }

    private static MoesifAppender started(MoesifAppender appender) {
        appender.start();
        return appender;
    }

    private static void log(Logger logger, int number) {
        logger.atInfo()
                .addKeyValue("action_name", "Visited")
                .addKeyValue("company_id", "12345")
                .addKeyValue("n", number)
                .log("visited");
    }

    /** By reflection, because this is compiled for Java 17. */
    private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }
}
