package com.moesif.logback.internal.simulation;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Puts a known fault back into the source, and counts the seeds and the time until the simulator finds it. */
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
     */
    record Mutant(String name, String file, String from, String to) {
        static List<Mutant> all(Path list) throws IOException {
            List<Mutant> all = new ArrayList<>();
            for (String block : Files.readString(list).split("\n\n")) {
                String[] lines = block.strip().split("\n");
                if (lines.length == 4) {
                    all.add(new Mutant(
                            lines[0],
                            lines[1],
                            lines[2].strip(),
                            lines[3].strip().equals("-") ? "" : lines[3].strip()));
                }
            }
            return all;
        }
    }

    /** @param how it was found; null when it was not */
    record Result(long seed, double cpuSeconds, String how) {
        @Override
        public String toString() {
            return how == null
                    ? String.format(Locale.ROOT, "not found in %d seeds, %.1f s", seed, cpuSeconds)
                    : String.format(Locale.ROOT, "seed %d, %.1f s: %s", seed, cpuSeconds, how);
        }
    }

    Result hunt(Mutant mutant) throws Exception {
        Path classes = Files.createTempDirectory(temp, "mutant");
        compile(mutant, classes);
        try (Isolated loader = new Isolated(classes)) {
            Class<?> simulation = loader.loadClass(Simulation.class.getName());
            Object run = simulation.getDeclaredConstructor().newInstance();
            long began = cpuNanos();
            long seed = 0;
            while (cpuNanos() - began < seconds * 1_000_000_000L) {
                String failure =
                        (String) simulation.getMethod("failureOf", long.class).invoke(run, ++seed);
                // What the code fails at as it is says nothing of the mutant.
                if (failure != null && new Simulation().failureOf(seed) == null) {
                    return new Result(seed, (cpuNanos() - began) / 1e9, failure);
                }
            }
            return new Result(seed, (cpuNanos() - began) / 1e9, null);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void compile(Mutant mutant, Path classes) throws IOException {
        Path source = Path.of("src/main/java/com/moesif/logback/internal", mutant.file);
        String text = Files.readString(source);
        int at = text.indexOf(mutant.from);
        if (at < 0 || text.indexOf(mutant.from, at + 1) >= 0) {
            throw new IllegalStateException(mutant.name + " has no place, or several, in " + source);
        }
        Path changed = temp.resolve(mutant.name.replace(' ', '-')).resolve(source.getFileName());
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, text.substring(0, at) + mutant.to + text.substring(at + mutant.from.length()));
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
