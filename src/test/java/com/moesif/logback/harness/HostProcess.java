package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that ran to its end in a JVM of its own, with nothing on its class path but what it was given. */
public record HostProcess(int code, List<String> out, List<String> err) {
    private static final int PATIENCE_SECONDS = 120;

    /**
     * @param java the program {@code java} of some JDK
     * @param arguments options of Java, the main class and what is given to it
     */
    public static HostProcess run(Path java, Path scratch, List<String> classPath, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = Jdks.quickly(java, "-cp", String.join(File.pathSeparator, classPath));
        command.addAll(arguments);
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // A JVM says on its standard error that it has picked these up.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended; it said %s %s", Files.readString(out), Files.readString(err))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new HostProcess(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }
}
