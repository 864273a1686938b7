package com.moesif.logback.internal.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A history that was written down. Each fails with a fault that was there once, or that was put back.
 *
 * @param file its name
 * @param finds names of the {@linkplain Mutant known faults} that it is there to find, each on a line of the file
 */
record Recorded(String file, History history, List<String> finds) {
    private static final Path DIRECTORY = Path.of("src/test/resources/histories");
    /** Beside the histories. */
    static final Path MUTANTS = DIRECTORY.resolve("mutants.txt");

    private static final String FINDS = "finds ";

    static List<Recorded> all() throws IOException {
        List<Recorded> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file :
                    files.filter(each -> !each.equals(MUTANTS)).sorted().toList()) {
                String text = Files.readString(file);
                List<String> finds = text.lines()
                        .filter(line -> line.startsWith(FINDS))
                        .map(line -> line.substring(FINDS.length()))
                        .toList();
                all.add(new Recorded(String.valueOf(file.getFileName()), History.parse(text), finds));
            }
        }
        return all;
    }

    /** In the name of a test. */
    @Override
    public String toString() {
        return file;
    }
}
