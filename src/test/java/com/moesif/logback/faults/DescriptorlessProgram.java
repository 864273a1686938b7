package com.moesif.logback.faults;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;
import org.slf4j.LoggerFactory;

/** A service that holds every file descriptor it may have for a while; run by {@link NoDescriptorTest} in a process of its own. */
public final class DescriptorlessProgram {
    private static final Duration AMPLE = Duration.ofMinutes(1);

    private DescriptorlessProgram() {}

    public static void main(String[] args) throws Exception {
        // What isn't on the class path is looked for in each jar, so each is open from now on.
        DescriptorlessProgram.class.getClassLoader().getResource("nowhere");
        await().atMost(AMPLE).until(() -> true);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        MoesifAppender appender =
                (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("MOESIF");
        List<InputStream> taken = takeAll();

        LoggerFactory.getLogger("com.acme.Service").info("Order of {} for {}", 1, "acme");
        await().atMost(AMPLE)
                .until(() -> context.getStatusManager().getCopyOfStatusList().stream()
                        .anyMatch(status -> status.getMessage().contains("no file descriptors left: until")));
        for (InputStream file : taken) {
            file.close();
        }

        await().atMost(AMPLE).until(() -> Insight.counts(appender).delivered() == 1);
        ObjectName ours = new ObjectName("com.moesif.logback:*");
        await().atMost(AMPLE)
                .until(() -> !ManagementFactory.getPlatformMBeanServer()
                        .queryNames(ours, null)
                        .isEmpty());
        context.stop();
        System.out.println("seen over JMX");
    }

    private static List<InputStream> takeAll() {
        List<InputStream> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return taken;
        }
    }
}
