package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real pipeline and spool in a simulated world. By itself it runs the same seeds in each build; {@code
 * -Dsim.seconds=60} runs fresh ones for a minute of this thread's CPU, {@code -Dsim.seconds=36000} for a night, {@code
 * -Dsim.seed=…} runs one and prints its log, {@code -Dsim.from=…} begins at a seed.
 */
class SimulationTest {
    private static final Duration SHRINKING = Duration.ofSeconds(20);
    /** Whatever is not reached by so many is not thought of. */
    private static final long ENOUGH = 10_000;

    /** A build runs the same seeds each time, since fresh ones still find faults that are not mended yet. */
    private static final long FIRST_OF_BUILD = 200_000;

    private static final long SEEDS_OF_BUILD = 1_500;

    /** Of what is wanted: reached by less than ten of them, if by any, so that a small change may leave it unreached. */
    private static final Set<String> TOO_RARE_FOR_BUILD = Set.of(
            "EIO at RENAME",
            "dead TOO_LARGE",
            "dropped TOO_LARGE",
            "hand REMOVE_EMPTY",
            "hand RESTORE",
            "killed at READ",
            "killed at RENAME",
            "killed at TRUNCATE",
            "killed at UTIME",
            "weather LIMIT_400",
            "weather LIMIT_413",
            "weather LIMIT_CUT");

    /** Zero: the seeds of the build. */
    private static final long SECONDS = Long.getLong("sim.seconds", 0);

    @Test
    void freshSeeds_keepWhatIsPromised() {
        Long only = Long.getLong("sim.seed");
        Simulation simulation = new Simulation();
        if (only != null) {
            Simulation.Outcome outcome = simulation.run(Simulation.history(only), true);
            System.out.println(outcome.history() + "\n" + outcome.log());
            judge(simulation, outcome);
            return;
        }
        long first = Long.getLong("sim.from", SECONDS == 0 ? FIRST_OF_BUILD : System.currentTimeMillis() * 1_000);
        long began = System.nanoTime();
        long cpuBegan = cpuNanos();
        long seed = first;
        while (SECONDS == 0
                ? seed < first + SEEDS_OF_BUILD
                : cpuNanos() - cpuBegan < TimeUnit.SECONDS.toNanos(SECONDS)) {
            judge(simulation, simulation.run(seed++));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "Simulation: seeds from %d, %,d schedules, %,.0f virtual hours in %.0f s of CPU, %.0f s%n%s%n",
                first,
                simulation.schedules(),
                simulation.virtualHours(),
                (cpuNanos() - cpuBegan) / 1e9,
                seconds,
                simulation.coverage);
        isCovered(simulation, first);
    }

    /** Of this thread alone: others may need the processors. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void isCovered(Simulation simulation, long first) {
        boolean isBuild = SECONDS == 0 && first == FIRST_OF_BUILD;
        if (isBuild || simulation.schedules() >= ENOUGH) {
            assertThat(simulation.coverage.missing(Wanted.STATES))
                    .as("states that no schedule has reached")
                    .isSubsetOf(isBuild ? TOO_RARE_FOR_BUILD : Set.of());
        }
    }

    private static void judge(Simulation simulation, Simulation.Outcome outcome) {
        if (outcome.failure() != null) {
            throw new AssertionError(simulation.report(outcome, SHRINKING), outcome.failure());
        }
    }

    @Test
    void oneSeed_isTheSameToTheByte() {
        for (long seed : List.of(1L, 2L, 3L, 5L, 8L, 13L, 200_084L, 200_354L)) {
            String once = new Simulation().run(Simulation.history(seed), true).log();
            String again = new Simulation().run(Simulation.history(seed), true).log();

            assertThat(again).isEqualTo(once).isNotEmpty();
        }
    }

    /** What it found once. Each failed before its fault was mended. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "adoption-meets-an-error",
                "callers-fill-the-spool",
                "damaged-while-it-lives",
                "letter-not-synced",
                "letter-without-a-name",
                "newest-behind-the-oldest",
                "spool-full-of-suspects"
            })
    void history_thatFailedOnce(String name) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/histories", name + ".txt"));

        judge(new Simulation(), new Simulation().run(History.parse(text), true));
    }

    @Test
    void history_isReadAsItIsWritten() {
        History history = Simulation.history(42);

        assertThat(History.parse(history.toString())).isEqualTo(history);
    }
}
