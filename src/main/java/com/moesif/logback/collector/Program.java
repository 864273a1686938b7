package com.moesif.logback.collector;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** The collector as a program. */
final class Program {
    private static final int WRONG_ARGUMENTS = 2;
    private static final int CANNOT_START = 1;
    private static final String USAGE = """
            Usage: LocalCollector [--port N]

            Moesif's Collector API on 127.0.0.1, strict, for trying out an appender's configuration.
            Prints each action as it arrives, and each request that breaks a rule with the reason.

              --port N  the port to listen on, 0 for any that is free (default 9500)
              --help    this text

            Its page, at the same address, shows the actions in a browser and plays faults.
            Set the appender's baseUri to the address printed first; any application id will do.
            It keeps the newest 100,000 actions, fewer when they are large, and counts them all.
            Names in camelCase, as Moesif's own Java client writes them, are accepted and marked.
            """;

    private final PrintStream out;

    private Program(PrintStream out) {
        this.out = out;
    }

    /** Returns an exit code for the shell, unless it serves until the process ends. */
    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        if (args.length == 1 && args[0].equals("--help")) {
            out.print(USAGE);
            return 0;
        }
        OptionalInt port = port(args);
        if (port.isEmpty()) {
            err.println("LocalCollector takes --port N (0 to 65535) or --help, not: "
                    + Line.printable(String.join(" ", args)));
            return WRONG_ARGUMENTS;
        }
        try (LocalCollector collector = LocalCollector.start(port.getAsInt(), Kept.byProgram())) {
            new Program(out).serve(collector);
            return 0;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return CANNOT_START;
        }
    }

    private static OptionalInt port(String[] args) {
        if (args.length == 0) {
            return OptionalInt.of(LocalCollector.DEFAULT_PORT);
        }
        if (args.length != 2 || !args[0].equals("--port") || !args[1].matches("[0-9]{1,5}")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(args[1]);
        return port > 65535 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    private void serve(LocalCollector collector) throws InterruptedException {
        // An action may come before the address is printed, and must not be printed before it.
        synchronized (this) {
            collector.onAction(this::print);
            collector.onRefusal(refusal -> print("refused " + refusal));
            print("Local collector at " + collector.baseUri());
            print("Watch it in a browser: " + collector.page());
        }
        new CountDownLatch(1).await();
    }

    private synchronized void print(Object line) {
        out.println(line);
        out.flush();
    }
}
