package com.moesif.logback.internal.simulation;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Puts a known fault back into the source, and counts the schedules and the time until the simulator finds it. */
final class MutantHunt {
    private static final String OURS = "com.moesif.logback.";
    private final Path temp;
    private final long seconds;

    /** @param seconds of CPU for each */
    MutantHunt(Path temp, long seconds) {
        this.temp = temp;
        this.seconds = seconds;
    }

    /**
     * @param file below the sources' {@code internal}
     * @param from stands there once
     * @param needs what a history has to have, or it can't come to the place: each is found in its text
     */
    record Mutant(String name, String file, String from, String to, List<Pattern> needs) {
        static List<Mutant> all(Path list) throws IOException {
            List<Mutant> all = new ArrayList<>();
            for (String block : Files.readString(list).strip().split("\n\n")) {
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

        private boolean canBeFoundBy(History history) {
            String text = history.toString();
            return needs.stream().allMatch(each -> each.matcher(text).find());
        }
    }

    /**
     * @param where the seed, or the name of the file; null when it was not found
     * @param how null when it was not found
     */
    record Result(String where, long schedules, double cpuSeconds, String how) {
        @Override
        public String toString() {
            String effort = String.format(Locale.ROOT, "%d schedules, %.1f s of CPU", schedules, cpuSeconds);
            return how == null ? "not found in " + effort : where + ", " + effort + ": " + how;
        }
    }

    /** First by what was found once, then by seeds. */
    Result hunt(Mutant mutant) throws Exception {
        Path classes = Files.createTempDirectory(temp, "mutant");
        compile(mutant, classes);
        try (Isolated loader = new Isolated(classes)) {
            Runner runner = new Runner(loader);
            long began = cpuNanos();
            for (Path file : recorded()) {
                boolean inTime = since(began) < seconds;
                String failure = inTime ? runner.failureOf(History.parse(Files.readString(file))) : null;
                if (failure != null) {
                    return new Result(file.getFileName().toString(), runner.schedules, since(began), failure);
                }
            }
            for (long seed = 1; since(began) < seconds; seed++) {
                History history = Simulation.history(seed);
                String failure = mutant.canBeFoundBy(history) ? runner.failureOf(history) : null;
                // What the code fails at as it is says nothing of the mutant.
                if (failure != null && new Simulation().failureOf(seed) == null) {
                    return new Result("seed " + seed, runner.schedules, since(began), failure);
                }
            }
            return new Result(null, runner.schedules, since(began), null);
        }
    }

    private static List<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.list(SimulationMutantsTest.LIST.getParent())) {
            return files.filter(file -> !file.equals(SimulationMutantsTest.LIST))
                    .sorted()
                    .toList();
        }
    }

    /** The simulator of the mutant's class loader. */
    private static final class Runner {
        private final Class<?> histories;
        private final Object simulation;
        private final Method run;
        private long schedules;

        Runner(ClassLoader loader) throws ReflectiveOperationException {
            histories = loader.loadClass(History.class.getName());
            simulation = loader.loadClass(Simulation.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            run = simulation.getClass().getMethod("run", histories, boolean.class);
        }

        /** Null when all was kept. */
        String failureOf(History history) throws ReflectiveOperationException {
            schedules++;
            Object theirs = histories.getMethod("parse", String.class).invoke(null, history.toString());
            Object outcome = run.invoke(simulation, theirs, false);
            Throwable failure =
                    (Throwable) outcome.getClass().getMethod("failure").invoke(outcome);
            return failure == null ? null : String.valueOf(failure.getMessage());
        }
    }

    private static double since(long began) {
        return (cpuNanos() - began) / 1e9;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void compile(Mutant mutant, Path classes) throws IOException {
        String text = mutant.changed();
        if (text == null) {
            throw new IllegalStateException(mutant.name + " has no place, or several, in " + mutant.source());
        }
        Path changed = temp.resolve(mutant.name.replace(' ', '-'))
                .resolve(mutant.source().getFileName());
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, text);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", path()),
                            null,
                            files.getJavaFileObjects(changed))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(mutant.name + " does not compile");
            }
        }
    }

    private static String path() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Has the library and the simulator once more, with the mutant's classes first. */
    private static final class Isolated extends URLClassLoader {
        Isolated(Path classes) {
            super(urls(classes), Isolated.class.getClassLoader());
        }

        private static URL[] urls(Path classes) {
            List<URL> urls = new ArrayList<>();
            try {
                urls.add(classes.toUri().toURL());
                for (String entry : path().split(File.pathSeparator)) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(OURS)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
