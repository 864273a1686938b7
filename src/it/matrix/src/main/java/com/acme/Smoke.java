package com.acme;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.MoesifAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A service in a process of its own, which says on standard output what is the case in it, one fact a line, and leaves it to
 * its caller to judge. {@code die}: logs, and is gone without a stop; {@code live}: goes through everything else.
 */
public final class Smoke {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Smoke() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("die")) {
            // With durability "write" it is in a file when the call has returned.
            LoggerFactory.getLogger("com.acme.payments").info("Processed payment {} {} for {}", 1, "CHF", "crashed");
            say("segments", segmentLines());
            Runtime.getRuntime().halt(9);
        }
        say("java", Runtime.version().feature());
        say("logback", version(LoggerContext.class));
        say("slf4j", version(LoggerFactory.class));
        LogStatements.all();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        say("flushed", appender(context, "ROOT", "MOESIF").flush(PATIENCE));
        Console.show("MOESIF");
        reload(context, Path.of(args[1]));
        Faulty.show(Path.of(args[2]));
        Rehearsed.show(Path.of(args[1]));
        if (args.length > 3) {
            Faulty.show(Path.of(args[3]));
            Rehearsed.show(Path.of(args[3]));
        }
        Faulty.warnings(context).forEach(warning -> say("warning", warning));
        context.stop();
        // A stop waits a moment for them, not for ever.
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("moesif-")));
        say("stopped", true);
        say("spooled", segmentLines());
    }

    /** By the file alone, which Logback looks at by itself. */
    private static void reload(LoggerContext context, Path file) throws Exception {
        MoesifAppender before = appender(context, "ROOT", "MOESIF");
        // In one go: Logback may look at any moment.
        Path next = file.resolveSibling("next.xml");
        Files.writeString(next, Files.readString(file).replace("SERVICE:-shop", "SERVICE:-reloaded"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        await(() -> {
            MoesifAppender now = appender(context, "ROOT", "MOESIF");
            return now != null && now != before && now.isStarted() && !before.isStarted();
        });
        LogStatements.afterReload();
        say("reloaded", appender(context, "ROOT", "MOESIF").flush(PATIENCE));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("in vain for " + PATIENCE);
            }
            Thread.sleep(20);
        }
    }

    static MoesifAppender appender(LoggerContext context, String logger, String name) {
        return (MoesifAppender) context.getLogger(logger).getAppender(name);
    }

    static void say(String fact, Object value) {
        System.out.println(fact + "=" + value);
    }

    private static String version(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString()
                .replaceFirst("^.*?-(?=\\d)", "")
                .replace(".jar", "");
    }

    private static long segmentLines() throws Exception {
        Path spool = Path.of(System.getProperty("SPOOL"));
        if (!Files.isDirectory(spool)) {
            return 0;
        }
        long lines = 0;
        try (Stream<Path> files = Files.walk(spool)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".segment")).toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        return lines;
    }
}
