package com.moesif.logback.internal.simulation;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/** Counts the schedules and the time until seeds find a known fault. */
final class MutantHunt {
    private static final Duration SHORTENING = Duration.ofSeconds(20);
    private static final int OTHER_SEEDS = 20;

    private final MutantRuns runs;
    private final long seconds;

    /** @param seconds of CPU for each */
    MutantHunt(MutantRuns runs, long seconds) {
        this.runs = runs;
        this.seconds = seconds;
    }

    /**
     * @param how null when it was not found
     * @param history the shortest that finds it
     * @param others how many of {@value MutantHunt#OTHER_SEEDS} seeds find it by this history, too: the more, the longer it will
     */
    record Result(long schedules, double cpuSeconds, String how, History history, int others) {
        @Override
        public String toString() {
            String effort = String.format(Locale.ROOT, "%d schedules, %.1f s of CPU", schedules, cpuSeconds);
            return how == null
                    ? "not found in " + effort
                    : "seed " + history.seed() + ", " + effort + ": " + how
                            + "\nThe shortest history that finds it, as " + others + " of " + OTHER_SEEDS
                            + " other seeds do:\n" + history;
        }
    }

    /** By the seeds from this one on. */
    Result hunt(Mutant mutant, long first) throws Exception {
        MutantRuns.Simulator simulator = runs.with(mutant);
        long began = cpuNanos();
        for (long seed = first; since(began) < seconds; seed++) {
            History history = Simulation.history(seed);
            String failure = mutant.canBeFoundBy(history) ? simulator.failureOf(history) : null;
            if (failure != null && isKeptWithout(history)) {
                double cpuSeconds = since(began);
                long schedules = simulator.schedules();
                History shortest = new Shortening(simulator::failureOf).shortest(history, failure, SHORTENING);
                History shown = isKeptWithout(shortest) ? shortest : history;
                return new Result(schedules, cpuSeconds, failure, shown, others(shown, simulator));
            }
        }
        return new Result(simulator.schedules(), since(began), null, null, 0);
    }

    /** What the code fails at as it is says nothing of the mutant. */
    private static boolean isKeptWithout(History history) {
        return new Simulation().failureOf(history) == null;
    }

    private static int others(History history, MutantRuns.Simulator simulator) {
        int found = 0;
        for (int i = 1; i <= OTHER_SEEDS; i++) {
            History other = new History(history.seed() + i, history.settings(), history.steps());
            found += simulator.failureOf(other) != null && isKeptWithout(other) ? 1 : 0;
        }
        return found;
    }

    private static double since(long began) {
        return (cpuNanos() - began) / 1e9;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
