package com.moesif.logback.e2e;

import com.moesif.logback.e2e.candidate.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Processes of one candidate that are killed while they log, with others beside them that take all cores they get. */
final class Kills implements AutoCloseable {
    private static final Duration RESULT_WITHIN = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 20;
    /** Until whoever started it is gone, however that ended: then nobody else would stop it. */
    private static final String BURN = "while kill -0 $PPID 2> /dev/null; do :; done";

    private final List<Process> burners = new ArrayList<>();
    private final Random random = new Random(1);

    Kills() throws IOException {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            burners.add(new ProcessBuilder("sh", "-c", BURN).start());
        }
    }

    /** Waits until it has said what it found, and kills it at some moment after that. */
    void kill(Process process, Path output) throws IOException, InterruptedException {
        try {
            long deadline = System.nanoTime() + RESULT_WITHIN.toNanos();
            while (!Files.readString(output).contains(Main.RESULT)) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new IOException("failed, see " + output);
                }
                Thread.sleep(POLL_MILLIS);
            }
            Thread.sleep(500 + random.nextInt(1_000));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() {
        burners.forEach(Process::destroyForcibly);
    }
}
