package com.moesif.logback.internal.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs some seeds, on whatever JDK, and leaves the log of each in a file of a directory. */
public final class SeedLogs {
    private static final int SEEDS = 20;

    private SeedLogs() {}

    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Long.parseLong(args[1]));
    }

    static void write(Path directory, long from) throws IOException {
        Files.createDirectories(directory);
        for (long seed = from; seed < from + SEEDS; seed++) {
            String log = new Simulation().run(Simulation.history(seed), true).log();
            Files.writeString(directory.resolve(seed + ".log"), log);
        }
    }
}
