package com.moesif.logback.internal.simulation;

import java.time.Duration;
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
    public String failureOf(History history) {
        Throwable failure = run(history, false).failure;
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

    public long schedules() {
        return schedules;
    }

    public double virtualHours() {
        return virtualMicros / 3.6e9;
    }

    /** What a person needs to see of a failure. */
    public String report(Outcome failed, Duration shrinking) {
        History shortest = new Shortening(this::failureOf)
                .shortest(failed.history, String.valueOf(failed.failure.getMessage()), shrinking);
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
