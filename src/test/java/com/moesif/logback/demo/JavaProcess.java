package com.moesif.logback.demo;

import com.moesif.logback.harness.Jdks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that ran to its end in a JVM of its own, on the class path of the tests. */
record JavaProcess(int exitCode, List<String> out, List<String> err) {
    private static final int PATIENCE_SECONDS = 240;

    /** @param environment which, with nothing of Moesif beside, the program sees */
    static JavaProcess run(Path scratch, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Jdks.quickly(Jdks.own(), "-cp", System.getProperty("java.class.path"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MOESIF_") || name.equals("SERVICE_NAME"));
        // A JVM says on its standard error that it has picked these up.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running; it said " + Files.readString(out));
            }
        } finally {
            process.destroyForcibly();
        }
        return new JavaProcess(
                process.exitValue(),
                Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readAllLines(err, StandardCharsets.UTF_8));
    }
}
