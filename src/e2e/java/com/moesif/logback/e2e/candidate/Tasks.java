package com.moesif.logback.e2e.candidate;

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
 * What the Java threads of this process have done so far, but for the calling thread and those of the JVM itself: how often
 * each has gone to sleep, so was woken, and how long it has run. Linux counts both ({@code proc(5)}).
 */
final class Tasks {
    private static final Path TASKS = Path.of("/proc/self/task");
    /** The kernel cuts a thread's name. */
    private static final int MOST_NAME = 15;

    private static final String SWITCHES = "voluntary_ctxt_switches:";

    private final Map<String, Task> tasks;

    private record Task(long wakeUps, long ranNanos) {}

    private Tasks(Map<String, Task> tasks) {
        this.tasks = tasks;
    }

    static Tasks now() throws IOException {
        Set<String> names = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getThreadGroup() != null
                        && thread.getThreadGroup().getParent() != null)
                .map(thread -> thread.getName()
                        .substring(0, Math.min(MOST_NAME, thread.getName().length()))
                        .strip())
                .collect(Collectors.toSet());
        Map<String, Task> found = new HashMap<>();
        try (Stream<Path> all = Files.list(TASKS)) {
            for (Path task : all.toList()) {
                String name = Files.readString(task.resolve("comm")).strip();
                if (names.contains(name)) {
                    long wakeUps = switches(Files.readAllLines(task.resolve("status")));
                    String ran = Files.readString(task.resolve("schedstat")).split(" ", 2)[0];
                    found.put(name + " " + task.getFileName(), new Task(wakeUps, Long.parseLong(ran)));
                }
            }
        }
        return new Tasks(found);
    }

    private static long switches(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(SWITCHES))
                .mapToLong(
                        line -> Long.parseLong(line.substring(SWITCHES.length()).strip()))
                .sum();
    }

    /** How often all have been woken since then; which they are is printed. */
    long wakeUpsSince(Tasks before) {
        long all = 0;
        for (Map.Entry<String, Task> entry : tasks.entrySet()) {
            long times = entry.getValue().wakeUps - before.of(entry.getKey()).wakeUps;
            if (times > 0) {
                System.out.println(entry.getKey() + " was woken " + times + " times");
            }
            all += times;
        }
        return all;
    }

    /** How long all have run since then. */
    long ranNanosSince(Tasks before) {
        return tasks.entrySet().stream()
                .mapToLong(entry -> entry.getValue().ranNanos - before.of(entry.getKey()).ranNanos)
                .sum();
    }

    private Task of(String name) {
        return tasks.getOrDefault(name, new Task(0, 0));
    }
}
