package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.History.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs histories, and shortens those that fail. */
public final class Simulation {
    private static final String REGISTER = "com.moesif.logback.spool.held.(sim=";

    /** Of all schedules run. */
    public final Coverage coverage = new Coverage();

    private long schedules;
    private long virtualMicros;

    /**
     * @param failure null when all was kept
     * @param log what happened, for a person to read; null where it isn't wanted
     */
    public record Outcome(History history, Throwable failure, String log) {}

    public static History history(long seed) {
        return Generator.history(seed);
    }

    public Outcome run(long seed) {
        return run(history(seed), false);
    }

    /** Null when all was kept. */
    public String failureOf(long seed) {
        Throwable failure = run(seed).failure;
        return failure == null ? null : String.valueOf(failure.getMessage());
    }

    public Outcome run(History history, boolean logs) {
        World world = new World(history, coverage, logs);
        Throwable failure = null;
        try {
            world.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            schedules++;
            virtualMicros += world.agenda.micros();
            world.close();
            System.getProperties().keySet().removeIf(key -> key.toString().startsWith(REGISTER));
        }
        return new Outcome(history, failure, logs ? world.log() : null);
    }

    /** The shortest history found that fails in the same way. */
    public History shrink(Outcome failed, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        History shortest = failed.history;
        int chunk = Math.max(1, shortest.steps().size() / 2);
        while (chunk >= 1 && System.nanoTime() < deadline) {
            boolean shorter = false;
            for (int from = 0; from < shortest.steps().size() && System.nanoTime() < deadline; ) {
                List<Step> fewer = new ArrayList<>(shortest.steps());
                fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
                Throwable again = run(shortest.with(fewer), false).failure;
                if (again != null && kind(again).equals(kind(failed.failure))) {
                    shortest = shortest.with(fewer);
                    shorter = true;
                } else {
                    from += chunk;
                }
            }
            chunk = shorter ? Math.min(chunk, Math.max(1, shortest.steps().size() / 2)) : chunk / 2;
        }
        return shortest;
    }

    /** Numbers and names change with each step left out. */
    private static String kind(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\d+", "n").replaceAll("(:|such as).*", "");
    }

    public long schedules() {
        return schedules;
    }

    public double virtualHours() {
        return virtualMicros / 3.6e9;
    }

    /** What a person needs to see of a failure. */
    public String report(Outcome failed, Duration shrinking) {
        History shortest = shrink(failed, shrinking);
        Outcome again = run(shortest, true);
        return "Seed " + failed.history.seed() + ": " + failed.failure.getMessage()
                + "\n\nThe shortest history that still"
                + " fails (run it by SimulationTest#history, or all of it by -Dsim.seed="
                + failed.history.seed() + "):\n" + shortest + "\nWhat happens then:\n" + tail(again.log) + "\n"
                + again.failure;
    }

    private static String tail(String log) {
        String[] lines = log.split("\n");
        int from = Math.max(0, lines.length - 120);
        return String.join("\n", List.of(lines).subList(from, lines.length));
    }
}
