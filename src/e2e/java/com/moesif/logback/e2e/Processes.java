package com.moesif.logback.e2e;

import com.moesif.logback.e2e.candidate.Main;
import com.moesif.logback.e2e.candidate.Measure;
import com.moesif.logback.e2e.sink.Sink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The JVMs: one with the sink for all the while, and one after the other for each run. For one thread. */
final class Processes implements AutoCloseable {
    /**
     * The same for every candidate. The heap is touched before: no run lasts until its first pages are used again, and a
     * caller that is the first to touch a page pays for it many times what it pays for the call.
     */
    static final List<String> JVM_OPTIONS =
            List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+ExitOnOutOfMemoryError");

    private static final List<String> SINK_OPTIONS = List.of("-Xms2g", "-Xmx3g");
    private static final long RUN_WITHIN_MINUTES = 6;
    /** What {@code ExitOnOutOfMemoryError} ends with. */
    private static final int OUT_OF_MEMORY = 3;

    private final Options options;
    private final Process sink;
    private final String[] ports;

    Processes(Options options) throws IOException {
        this.options = options;
        sink = new ProcessBuilder(java(SINK_OPTIONS, Sink.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ports = new BufferedReader(new InputStreamReader(sink.getInputStream(), StandardCharsets.US_ASCII))
                .readLine()
                .split(" ");
    }

    private static List<String> java(List<String> jvmOptions, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** Runs it to its end; what it wrote is in a file of its own. */
    Map<String, Double> run(Run run, int round) throws IOException, InterruptedException {
        return switch (run.measure()) {
            case STARVED -> starved(run, round);
            case CONTENDED -> contended(run, round);
            default -> toItsEnd(run, output(run, round, ""), List.of(), List.of());
        };
    }

    /** The same on one core and on two, whatever the machine has. */
    private Map<String, Double> contended(Run run, int round) throws IOException, InterruptedException {
        Map<String, Double> both = new LinkedHashMap<>();
        for (int cores = 1; cores <= 2; cores++) {
            List<String> pinned = List.of("taskset", "-c", cores == 1 ? "0" : "0,1");
            String suffix = "-" + cores;
            toItsEnd(run, output(run, round, suffix), pinned, List.of())
                    .forEach((figure, value) -> both.put(figure + suffix, value));
        }
        return both;
    }

    private Map<String, Double> starved(Run run, int round) throws IOException, InterruptedException {
        Path lives = Files.createTempFile("lives", null);
        Map<String, Double> result = new LinkedHashMap<>();
        int kills = run.candidate().ships() ? options.form().kills() : 1;
        try (Kills killer = new Kills()) {
            for (int life = 0; life < kills; life++) {
                Path output = output(run, round, "-" + life);
                killer.kill(start(run, output, List.of(), life(lives, life)), output);
                if (life == 0) {
                    result.putAll(result(output));
                }
            }
        }
        if (run.candidate().ships()) {
            // Without those that take the cores: it is asked what comes in the end.
            result.putAll(toItsEnd(run, output(run, round, "-last"), List.of(), life(lives, kills)));
        }
        Files.delete(lives);
        return result;
    }

    private static List<String> life(Path lives, int number) {
        return List.of("-De2e.lives=" + lives, "-De2e.life=" + number, "-De2e.spool=" + lives.getFileName());
    }

    private Path output(Run run, int round, String suffix) {
        return options.directory()
                .resolve("runs")
                .resolve(run.measure().title() + "-" + run.delayMillis() + "-"
                        + run.candidate().name() + "-" + round + suffix + ".txt");
    }

    private Process start(Run run, Path output, List<String> wrapper, List<String> jvmOptions) throws IOException {
        Files.createDirectories(output.getParent());
        List<String> command = new ArrayList<>(wrapper);
        List<String> all = new ArrayList<>(JVM_OPTIONS);
        all.addAll(jvmOptions);
        command.addAll(java(all, Main.class));
        command.addAll(List.of(
                run.candidate().name(),
                run.measure().title(),
                options.form().name(),
                String.valueOf(run.delayMillis()),
                ports[0],
                ports[1]));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private Map<String, Double> toItsEnd(Run run, Path output, List<String> wrapper, List<String> jvmOptions)
            throws IOException, InterruptedException {
        Process process = start(run, output, wrapper, jvmOptions);
        long minutes = RUN_WITHIN_MINUTES
                + (run.measure() == Measure.STEADY ? options.form().steadyMinutes() : 0);
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IOException("did not end within " + minutes + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException(process.exitValue() == OUT_OF_MEMORY ? "out of memory" : "failed, see " + output);
        }
        return result(output);
    }

    private static Map<String, Double> result(Path output) throws IOException {
        String line = Files.readAllLines(output).stream()
                .filter(text -> text.startsWith(Main.RESULT))
                .findFirst()
                .orElseThrow(() -> new IOException("no result, see " + output));
        Map<String, Double> result = new LinkedHashMap<>();
        for (String pair : line.substring(Main.RESULT.length()).split(" ")) {
            String[] parts = pair.split("=");
            result.put(parts[0], Double.valueOf(parts[1]));
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        sink.getOutputStream().close();
    }
}
