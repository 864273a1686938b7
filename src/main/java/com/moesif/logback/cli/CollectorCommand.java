package com.moesif.logback.cli;

import com.moesif.logback.collector.LocalCollector;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Runs the local collector until the process is ended. */
final class CollectorCommand implements Command {
    @Override
    public String name() {
        return "collector";
    }

    @Override
    public String summary() {
        return "is Moesif's Collector API on this machine, to try out an appender without an account";
    }

    @Override
    public String usage() {
        return """
                collector [--port N]
                  Moesif's Collector API on 127.0.0.1, strict. Prints each action as it arrives, and each request that breaks
                  a rule with the reason; its page, at the same address, shows the actions in a browser and plays faults.
                  Runs until it is ended by Ctrl-C.

                  --port N  the port to listen on, 0 for any that is free; 9500 without it.

                  collector
                  collector --port 8080
                """;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) throws Misuse, IOException {
        List<String> words = arguments;
        boolean port = words.size() == 2
                && words.get(0).equals("--port")
                && words.get(1).matches("[0-9]{1,5}");
        if (!words.isEmpty() && !(port && Integer.parseInt(words.get(1)) <= 65_535)) {
            throw new Misuse("it takes --port N (0 to 65535), not: " + String.join(" ", words) + ".");
        }
        System.setOut(out);
        try {
            LocalCollector.main(words.toArray(String[]::new));
            return FINE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FINE;
        }
    }
}
