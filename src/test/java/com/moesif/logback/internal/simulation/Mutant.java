package com.moesif.logback.internal.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A known fault, as the list has it.
 *
 * @param file below the sources' {@code internal}
 * @param from stands there once
 * @param needs what a history has to have, or it can't come to the place: each is found in its text
 */
record Mutant(String name, String file, String from, String to, List<Pattern> needs) {
    static List<Mutant> all() throws IOException {
        List<Mutant> all = new ArrayList<>();
        for (String block : Files.readString(Recorded.MUTANTS).strip().split("\n\n")) {
            String[] lines = block.strip().split("\n");
            if (lines.length < 4) {
                throw new IllegalStateException("No mutant: " + block);
            }
            all.add(new Mutant(
                    lines[0],
                    lines[1],
                    lines[2].strip(),
                    lines[3].strip().equals("-") ? "" : lines[3].strip(),
                    Arrays.stream(lines).skip(4).map(Pattern::compile).toList()));
        }
        return all;
    }

    Path source() {
        return Path.of("src/main/java/com/moesif/logback/internal", file);
    }

    /** The source with the fault; null where its place is not there, or not once. */
    String changed() throws IOException {
        String text = Files.readString(source());
        int at = text.indexOf(from);
        return at < 0 || text.indexOf(from, at + 1) >= 0
                ? null
                : text.substring(0, at) + to + text.substring(at + from.length());
    }

    boolean canBeFoundBy(History history) {
        String text = history.toString();
        return needs.stream().allMatch(each -> each.matcher(text).find());
    }
}
