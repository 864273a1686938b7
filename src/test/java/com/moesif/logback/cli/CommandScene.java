package com.moesif.logback.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The commands, run in this JVM, and what the last one wrote. */
abstract class CommandScene {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Returns the exit code. */
    final int run(String... arguments) {
        out.reset();
        err.reset();
        return Main.run(
                Arrays.asList(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** With the line ends of Unix. */
    final String out() {
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    final String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
