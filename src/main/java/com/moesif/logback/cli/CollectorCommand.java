package com.moesif.logback.cli;

import com.moesif.logback.collector.LocalCollector;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the local collector until the process is ended. */
final class CollectorCommand implements Command {
    private static final String PORT = "--port";
    private static final String JMX = "--jmx";

    @Override
    public String name() {
        return "collector";
    }

    @Override
    public String summary() {
        return "runs Moesif's Collector API on this machine, to try an appender out";
    }

    @Override
    public String usage() {
        return """
                collector [--port N] [--jmx PID|HOST:PORT|service:jmx:…]
                  Moesif's Collector API on 127.0.0.1, strict. Prints each action as it arrives,
                  and each request that breaks a rule with the reason; its page, at the same
                  address, shows the actions in a browser and plays faults. Runs until it is
                  ended by Ctrl-C, or until nobody reads what it prints, as behind | head -1.

                  --port N  the port to listen on, 0 for any that is free; 9500 without it.
                  --jmx …   the service whose appender the ledger of the page compares with what
                            has arrived, as for status

                  collector
                  collector --port 8080 --jmx 4711
                """;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) throws Misuse, IOException {
        Arguments given = Arguments.of(arguments, Set.of(), Set.of(PORT, JMX));
        if (!given.words().isEmpty()
                || !given.value(PORT).map(CollectorCommand::isPort).orElse(true)) {
            throw new Misuse("it takes --port N (0 to 65535) and --jmx, not: " + String.join(" ", arguments) + ".");
        }
        List<String> words = new ArrayList<>();
        given.value(PORT).ifPresent(port -> words.addAll(List.of(PORT, port)));
        String jmx = given.value(JMX).orElse(null);
        if (jmx != null) {
            words.addAll(List.of(JMX, JmxAccess.url(jmx).toString()));
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

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535;
    }
}
