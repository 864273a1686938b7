package com.moesif.logback.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** One thing that can be asked for by name. */
interface Command {
    /** All is well. */
    int FINE = 0;
    /** Something is wrong with what was looked at. */
    int WRONG = 1;
    /** The command was not understood. */
    int MISUSED = 2;

    String name();

    /** What it does, in one line. */
    String summary();

    /** The arguments and, for each, what it means, and examples; ends with a line feed. */
    String usage();

    /**
     * Does it.
     *
     * @param arguments those after the name
     * @param out where the answer goes, and nothing else
     * @return {@link #FINE} or {@link #WRONG}
     * @throws Misuse when the arguments can't be understood
     * @throws IOException when a file can't be read; the message names it
     */
    int run(List<String> arguments, PrintStream out) throws Misuse, IOException;

    /** What was typed makes no sense; the message says why. */
    final class Misuse extends Exception {
        private static final long serialVersionUID = 1L;

        Misuse(String message) {
            super(message);
        }
    }
}
