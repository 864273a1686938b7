package com.moesif.logback.mutation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what PIT has measured against the lists of {@code src/test/resources/survivors}, where each mutant that lives has its reason: one
 * file for each room, a line for each mutant, its columns (class, method, mutator, text of the line, reason) apart by tabs.
 */
final class Survivors {
    /** The share of the mutants that tests reach, of which they have to notice at least this many. */
    static final int WANTED_PERCENT = 90;

    private final Path sources;
    private final Map<String, Score> rooms = new TreeMap<>();
    private final Set<Survivor> alive = new TreeSet<>();
    private final Set<String> measured = new HashSet<>();

    private Survivors(Path sources) {
        this.sources = sources;
    }

    /** What PIT's {@code mutations.csv} says of the code in that directory. */
    static Survivors of(Path csv, Path sources) throws IOException {
        Survivors survivors = new Survivors(sources);
        Files.readAllLines(csv).forEach(line -> survivors.add(line.split(",")));
        return survivors;
    }

    /** File, class, mutator, method, line, status, test. */
    private void add(String[] columns) {
        String type = columns[1];
        measured.add(type);
        boolean reached = !columns[5].equals("NO_COVERAGE");
        boolean lives = !reached || columns[5].equals("SURVIVED");
        rooms.computeIfAbsent(Survivor.roomOf(type), room -> new Score()).count(reached, lives);
        if (lives) {
            String mutator =
                    columns[2].substring(columns[2].lastIndexOf('.') + 1).replaceFirst("Mutator$", "");
            alive.add(new Survivor(type, columns[3], mutator, line(columns[0], type, Integer.parseInt(columns[4]))));
        }
    }

    private String line(String file, String type, int number) {
        String directory = type.substring(0, type.lastIndexOf('.')).replace('.', '/');
        try {
            return Files.readAllLines(sources.resolve(directory).resolve(file)).get(number - 1);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /**
     * Says how each room stands, and which survivors have no reason; true if all is as it should be. One that is named and was noticed
     * spoils nothing: PIT runs many tests in one JVM, where one that fails may leave a lock to the next, or runs out of time.
     */
    boolean report(Path lists, PrintStream out) throws IOException {
        boolean good = true;
        Set<Survivor> unnamed = new TreeSet<>(alive);
        Set<Survivor> gone = new TreeSet<>();
        for (Map.Entry<String, Score> room : rooms.entrySet()) {
            Score score = room.getValue();
            out.printf("%-9s %s%n", room.getKey(), score);
            good &= score.percent() >= WANTED_PERCENT;
            List<Survivor> named = named(lists.resolve(room.getKey() + ".tsv"));
            named.forEach(unnamed::remove);
            named.stream()
                    .filter(one -> measured.contains(one.type()) && !alive.contains(one))
                    .forEach(gone::add);
        }
        show(out, "These survive, and no list in " + lists + " says why:", unnamed);
        show(
                out,
                "These are named in a list, and were noticed this time. Take away those that a test notices each time:",
                gone);
        return good && unnamed.isEmpty();
    }

    private static List<Survivor> named(Path list) throws IOException {
        List<Survivor> named = new ArrayList<>();
        if (Files.exists(list)) {
            for (String line : Files.readAllLines(list)) {
                List<String> columns = List.of(line.split("\t"));
                if (columns.size() != 5) {
                    throw new IllegalArgumentException("A line of " + list + " has " + columns.size()
                            + " columns. It needs class, method, mutator, text and reason: " + line);
                }
                named.add(Survivor.named(columns));
            }
        }
        return named;
    }

    private static void show(PrintStream out, String title, Set<Survivor> survivors) {
        if (!survivors.isEmpty()) {
            out.println();
            out.println(title);
            survivors.forEach(out::println);
        }
    }

    public static void main(String[] args) throws IOException {
        boolean good = of(Path.of(args[0]), Path.of("src/main/java"))
                .report(Path.of("src/test/resources/survivors"), System.out);
        System.exit(good ? 0 : 1);
    }

    /** How many mutants of a room the tests reached, and how many of those they noticed. */
    private static final class Score {
        private int reached;
        private int unreached;
        private int noticed;

        void count(boolean isReached, boolean lives) {
            reached += isReached ? 1 : 0;
            unreached += isReached ? 0 : 1;
            noticed += lives ? 0 : 1;
        }

        double percent() {
            return reached == 0 ? 100 : 100.0 * noticed / reached;
        }

        @Override
        public String toString() {
            return String.format(
                    "%d of %d mutants noticed (%.1f %%; wanted %d), %d not reached",
                    noticed, reached, percent(), WANTED_PERCENT, unreached);
        }
    }
}
