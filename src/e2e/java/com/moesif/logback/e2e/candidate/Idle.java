package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that has logged and logs no more: how often a second its threads are woken (Linux counts it, {@code proc(5)}),
 * and the CPU they take. The JVM's own threads are not counted.
 */
final class Idle {
    private static final Path TASKS = Path.of("/proc/self/task");
    /** The kernel cuts a thread's name. */
    private static final int MOST_NAME = 15;
    /** Until answers, timers of connections and whatever else follows a burst are over. */
    private static final long SETTLE_MILLIS = 5_000;

    private static final String SWITCHES = "voluntary_ctxt_switches:";

    private Idle() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Producer producer = new Producer(service.logger());
        producer.warmUp(form, arrivals);
        Thread.sleep(SETTLE_MILLIS);
        Map<String, Long> before = wakeUps();
        long cpu = Cpu.processNanos();
        Thread.sleep(form.idleSeconds() * 1_000L);
        cpu = Cpu.processNanos() - cpu;
        long woken = 0;
        for (Map.Entry<String, Long> task : wakeUps().entrySet()) {
            long times = task.getValue() - before.getOrDefault(task.getKey(), 0L);
            if (times > 0) {
                System.out.println(task.getKey() + " was woken " + times + " times");
            }
            woken += times;
        }
        service.stop();
        return Map.of("wakeups", (double) woken / form.idleSeconds(), "cpu", cpu / 1e6 / form.idleSeconds());
    }

    /** Of each Java thread but this one and those of the JVM itself. */
    private static Map<String, Long> wakeUps() throws IOException {
        Set<String> names = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getThreadGroup() != null
                        && thread.getThreadGroup().getParent() != null)
                .map(thread -> thread.getName()
                        .substring(0, Math.min(MOST_NAME, thread.getName().length()))
                        .strip())
                .collect(Collectors.toSet());
        Map<String, Long> counts = new HashMap<>();
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                String name = Files.readString(task.resolve("comm")).strip();
                if (names.contains(name)) {
                    counts.put(name + " " + task.getFileName(), switches(Files.readAllLines(task.resolve("status"))));
                }
            }
        }
        return counts;
    }

    private static long switches(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(SWITCHES))
                .mapToLong(
                        line -> Long.parseLong(line.substring(SWITCHES.length()).strip()))
                .sum();
    }
}
