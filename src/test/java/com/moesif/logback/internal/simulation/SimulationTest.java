package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.moesif.logback.harness.Jdks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real pipeline and spool in a simulated world. By itself it runs the same seeds in each build, and fresh ones for a while;
 * {@code -Dsim.seconds=60} runs fresh ones for a minute of this thread's CPU, {@code -Dsim.seconds=36000} for a night, {@code
 * -Dsim.seed=…} runs one and prints its log, {@code -Dsim.from=…} begins at a seed. A fault that any of them finds fails the test.
 */
class SimulationTest {
    private static final Duration SHRINKING = Duration.ofSeconds(20);
    /** Whatever is not reached by so many is not thought of. */
    private static final long ENOUGH = 10_000;

    private static final long FIRST_OF_BUILD = 200_000;

    private static final long SEEDS_OF_BUILD = 1_000;

    /** With stalls and failures among the calls in which JDKs differ. */
    private static final long FIRST_FOR_JDKS = 300_000;

    /** Of what is wanted: reached by so few of the build's that a small change may leave it unreached. */
    private static final Set<String> TOO_RARE_FOR_BUILD =
            Set.of("dead TOO_LARGE", "lost in a kill before its configuration was read");

    /** Zero: the seeds of the build. */
    private static final long SECONDS = Long.getLong("sim.seconds", 0);

    private static final long FRESH_SECONDS_OF_BUILD = 8;
    private static final Long ONE_SEED = Long.getLong("sim.seed");
    private static final Long FROM = Long.getLong("sim.from");

    @Test
    void seeds_keepWhatIsPromised() {
        Simulation simulation = new Simulation();
        if (ONE_SEED != null) {
            Simulation.Outcome outcome = simulation.run(Simulation.history(ONE_SEED), true);
            System.out.println(outcome.history() + "\n" + outcome.log());
            judge(simulation, outcome);
            return;
        }
        long fresh = SECONDS == 0 ? FIRST_OF_BUILD : fresh();
        long first = FROM == null ? fresh : FROM;
        long most = SECONDS == 0 ? SEEDS_OF_BUILD : Long.MAX_VALUE;
        run(simulation, first, most, SECONDS == 0 ? Long.MAX_VALUE : SECONDS);
        isCovered(simulation, first);
    }

    /** Ten thousands in a row have passed: one that finds a fault is a test that fails, whoever's change it meets. */
    @Test
    void freshSeedsOfABuild_keepWhatIsPromised() {
        assumeTrue(SECONDS == 0 && ONE_SEED == null && FROM == null, "only in a build");
        run(new Simulation(), fresh(), Long.MAX_VALUE, FRESH_SECONDS_OF_BUILD);
    }

    private static long fresh() {
        return System.currentTimeMillis() * 1_000;
    }

    private static void run(Simulation simulation, long first, long most, long seconds) {
        long began = System.nanoTime();
        long cpuBegan = cpuNanos();
        for (long seed = first; seed - first < most && (cpuNanos() - cpuBegan) / 1_000_000_000 < seconds; seed++) {
            judge(simulation, simulation.run(seed));
        }
        System.out.printf(
                "Simulation: seeds from %d, %,d schedules, %,.0f virtual hours in %.0f s of CPU, %.0f s%n%s%n",
                first,
                simulation.schedules(),
                simulation.virtualHours(),
                (cpuNanos() - cpuBegan) / 1e9,
                (System.nanoTime() - began) / 1e9,
                simulation.coverage);
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

    /** JDKs read and list files by different calls, and each call is one that may fail. */
    @Test
    void seeds_areTheSameOnAnotherJdk(@TempDir Path temp) throws Exception {
        Optional<Path> other = Jdks.current().filter(java -> !java.equals(Jdks.own()));
        assumeTrue(other.isPresent(), "no other JDK");
        Path theirs = temp.resolve("theirs");
        Path ours = temp.resolve("ours");
        java.lang.Process process = new ProcessBuilder(
                        other.get().toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SeedLogs.class.getName(),
                        theirs.toString(),
                        String.valueOf(FIRST_FOR_JDKS))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("said").toFile())
                .start();

        assertThat(process.waitFor()).as("%s", temp.resolve("said")).isZero();
        SeedLogs.write(ours, FIRST_FOR_JDKS);
        try (Stream<Path> logs = Files.list(ours)) {
            assertThat(logs)
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(theirs.resolve(log.getFileName()))
                            .usingCharset(StandardCharsets.UTF_8)
                            .hasSameTextualContentAs(log));
        }
    }

    /** What it found once. Each failed before its fault was mended, or fails when one is put back. */
    static List<Recorded> histories() throws IOException {
        return Recorded.all();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void history_thatFailedOnce(Recorded recorded) {
        judge(new Simulation(), new Simulation().run(recorded.history(), true));
    }

    @Test
    void history_isReadAsItIsWritten() {
        History history = Simulation.history(42);

        assertThat(History.parse(history.toString())).isEqualTo(history);
    }
}
