package com.moesif.logback.faults;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.internal.ledger.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A program that logs through an outage, waits for its end, and says what became of its actions. */
public final class SmallHeapProgram {
    private static final int PATIENCE_SECONDS = 90;
    private static final int LETTERS = 1_024;

    private SmallHeapProgram() {}

    /** Arguments: the collector, how many actions, a file to make when all are logged, and a spool or nothing. */
    public static void main(String[] args) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(context);
        appender.setName("SMALL");
        appender.setApplicationId("the-id");
        // Flat out on a busy machine it is not the outage that drops.
        appender.setMaxBlockTime("60 s");
        appender.setBaseUri(args[0]);
        if (args.length > 3) {
            SpoolElement spool = new SpoolElement();
            spool.setDirectory(args[3]);
            appender.setSpool(spool);
        }
        appender.start();
        Logger logger = context.getLogger("com.acme.Small");
        logger.addAppender(appender);
        int count = Integer.parseInt(args[1]);
        for (int i = 0; i < count; i++) {
            logger.atInfo()
                    .addKeyValue("action_name", "Small")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("n", i)
                    .addKeyValue("text", incompressible())
                    .log("small");
        }
        Files.createFile(Path.of(args[2]));
        for (int i = 0;
                i < PATIENCE_SECONDS
                        && Insight.counts(appender).pending()
                                        + Insight.counts(appender).spooled()
                                > 0;
                i++) {
            appender.flush(Duration.ofSeconds(1));
        }
        context.stop();
        Counts counts = Insight.counts(appender);
        System.out.println((counts.balance() ? "balanced " : "unbalanced ") + counts.delivered() + " " + counts);
    }

    private static String incompressible() {
        return ThreadLocalRandom.current()
                .ints(LETTERS, ' ', '~')
                .filter(c -> c != '"' && c != '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
