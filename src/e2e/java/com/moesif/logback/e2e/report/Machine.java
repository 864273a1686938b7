package com.moesif.logback.e2e.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the figures were taken on and with. */
public final class Machine {
    private static final List<String> PARTS = List.of(
            "logback-classic",
            "loki-logback-appender",
            "httpclient5",
            "opentelemetry-logback-appender-1.0",
            "opentelemetry-sdk",
            "logstash-logback-encoder",
            "moesifapi");
    private static final Pattern CPU = Pattern.compile("model name\\s*:\\s*(.+)");

    private Machine() {}

    public static String describe() {
        return "%s, %d cores (%s), %s, %s %s; %s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        cpu(),
                        System.getProperty("os.name"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.version"),
                        String.join(", ", versions()));
    }

    private static String cpu() {
        try {
            Matcher matcher = CPU.matcher(Files.readString(Path.of("/proc/cpuinfo")));
            if (matcher.find()) {
                return matcher.group(1);
            }
        } catch (IOException e) {
            // No Linux.
        }
        return System.getProperty("os.arch");
    }

    private static List<String> versions() {
        List<String> versions = new ArrayList<>();
        String[] classPath = System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator));
        for (String part : PARTS) {
            Pattern jar = Pattern.compile(Pattern.quote(part) + "-(\\d[^/\\\\]*)\\.jar$");
            for (String entry : classPath) {
                Matcher matcher = jar.matcher(entry);
                if (matcher.find()) {
                    versions.add(part + " " + matcher.group(1));
                }
            }
        }
        return versions;
    }
}
