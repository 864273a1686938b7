package com.moesif.logback.collector;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** The collector as a program. */
final class Program {
    private static final int WRONG_ARGUMENTS = 2;
    private static final int CANNOT_START = 1;
    private static final int UNREAD = 1;
    private static final String USAGE = """
            Usage: LocalCollector [--port N] [--jmx WHERE]

            Moesif's Collector API on 127.0.0.1, strict, for trying out an appender's
            configuration. Prints each action as it arrives, and each request that breaks
            a rule with the reason.

              --port N     the port to listen on, 0 for any that is free (default 9500)
              --jmx WHERE  the service whose appender the page's ledger compares with
                           what arrived: HOST:PORT of its JMX agent, or service:jmx:…
              --help       this text

            Its page, at the same address, shows the actions in a browser and plays faults.
            Set the appender's baseUri to the address printed first; any application id
            will do. It keeps the newest 100,000 actions, fewer when they are large, and
            counts them all. Names in camelCase, as Moesif's own Java client writes them,
            are accepted and marked.
            """;

    private final PrintStream out;
    /** Released when not all of it can be printed any more. */
    private final CountDownLatch unread = new CountDownLatch(1);

    private Program(PrintStream out) {
        this.out = out;
    }

    /** Returns an exit code for the shell, unless it serves until the process ends: as long as what it prints is taken. */
    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        if (args.length == 1 && args[0].equals("--help")) {
            out.print(USAGE);
            return 0;
        }
        Options options = Options.of(args);
        if (options == null) {
            err.println("LocalCollector takes --port N (0 to 65535), --jmx HOST:PORT or --help, not: "
                    + Line.printable(String.join(" ", args)));
            return WRONG_ARGUMENTS;
        }
        try (LocalCollector collector = LocalCollector.start(options.port, Kept.byProgram(), options.appenders)) {
            new Program(out).serve(collector);
        } catch (UncheckedIOException | IllegalStateException e) {
            err.println(e.getMessage());
            return CANNOT_START;
        }
        err.println("The collector ends, since not all of its output could be written: nobody reads it any more, or the"
                + " disk is full.");
        return UNREAD;
    }

    private record Options(int port, AppenderSource appenders) {
        /** Null when something is wrong with them. */
        static Options of(String[] args) {
            int port = LocalCollector.DEFAULT_PORT;
            AppenderSource appenders = AppenderSource.here();
            if (args.length % 2 != 0) {
                return null;
            }
            for (int i = 0; i < args.length; i += 2) {
                String value = args[i + 1];
                try {
                    switch (args[i]) {
                        case "--port" -> port = port(value);
                        case "--jmx" -> appenders = AppenderSource.at(value);
                        default -> throw new IllegalArgumentException(args[i]);
                    }
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
            return new Options(port, appenders);
        }

        private static int port(String text) {
            int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException(text);
            }
            return port;
        }
    }

    private void serve(LocalCollector collector) throws InterruptedException {
        // An action may come before the address is printed, and must not be printed before it.
        synchronized (this) {
            collector.onAction(this::print);
            collector.onRefusal(refusal -> print("refused " + refusal));
            collector.onTurnedAway(refusal -> print("turned away " + refusal));
            print("Local collector at " + collector.baseUri());
            print("Watch it in a browser: " + collector.page());
        }
        unread.await();
    }

    private synchronized void print(Object line) {
        out.println(line);
        // It flushes, too. Behind "| head -1" everything that prints ends; nobody would know of one that went on.
        if (out.checkError()) {
            unread.countDown();
        }
    }
}
