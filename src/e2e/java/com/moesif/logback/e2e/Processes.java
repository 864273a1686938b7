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
        Path output = options.directory()
                .resolve("runs")
                .resolve(run.measure().title() + "-" + run.delayMillis() + "-"
                        + run.candidate().name() + "-" + round + ".txt");
        Files.createDirectories(output.getParent());
        List<String> command = java(JVM_OPTIONS, Main.class);
        command.addAll(List.of(
                run.candidate().name(),
                run.measure().title(),
                options.form().name(),
                String.valueOf(run.delayMillis()),
                ports[0],
                ports[1]));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
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
