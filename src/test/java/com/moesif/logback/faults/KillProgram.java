package com.moesif.logback.faults;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.StatusListener;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.internal.ledger.Oddity;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that logs actions until it is killed, or so many, and writes down the number of each when its logging call has
 * returned, with {@link #LATE} behind it when that, or one beside it, was let go before its action was in its file: base URI,
 * spool, durability, first number's name, actions a thread, threads, file, actions a second or 0.
 */
final class KillProgram {
    /** Behind the name of the file with the numbers: where it writes down what it is told of crashes. */
    static final String CRASHES = ".crashes";

    static final String LATE = " late";

    private static final long MOST_BEHIND_NANOS = 10_000_000;

    private KillProgram() {}

    public static void main(String[] args) throws Exception {
        LoggerContext context = new LoggerContext();
        context.getStatusManager().add((StatusListener) status -> tellOfCrash(args, status.getMessage()));
        context.setMDCAdapter(new LogbackMDCAdapter());
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(context);
        appender.setName("VICTIM");
        appender.setApplicationId("the-id");
        appender.setBaseUri(args[0]);
        SpoolElement spool = new SpoolElement();
        spool.setDirectory(args[1]);
        spool.setDurability(args[2]);
        appender.setSpool(spool);
        appender.start();
        Logger logger = context.getLogger("com.acme.Victim");
        logger.addAppender(appender);
        RandomAccessFile returned = new RandomAccessFile(args[6], "rw");
        returned.seek(returned.length());
        Thread[] threads = new Thread[Integer.parseInt(args[5])];
        for (int t = 0; t < threads.length; t++) {
            String name = args[3] + "-" + t + "-";
            threads[t] = new Thread(() -> log(
                    appender, name, Integer.parseInt(args[4]), Integer.parseInt(args[7]) / threads.length, returned));
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        appender.stop();
    }

    private static void tellOfCrash(String[] args, String message) {
        if (message.contains("ended without a stop")) {
            try {
                Files.writeString(
                        Path.of(args[6] + CRASHES),
                        args[3] + " says: " + message + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void log(MoesifAppender appender, String name, int count, int perSecond, RandomAccessFile returned) {
        Logger logger = ((LoggerContext) appender.getContext()).getLogger("com.acme.Victim");
        long turn = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (perSecond > 0) {
                LockSupport.parkNanos(turn - System.nanoTime());
                // What a stall has kept back is not all logged at once after it: that would be another rate.
                turn = Math.max(turn, System.nanoTime() - MOST_BEHIND_NANOS) + 1_000_000_000L / perSecond;
            }
            long late = lateCommits(appender);
            logger.atInfo()
                    .addKeyValue("action_name", "Survived")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("number", name + i)
                    .log("survived");
            String said = name + i + (lateCommits(appender) > late ? LATE : "") + "\n";
            synchronized (returned) {
                try {
                    returned.write(said.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static long lateCommits(MoesifAppender appender) {
        return Insight.counts(appender).oddities().get(Oddity.LATE_COMMITS);
    }
}
