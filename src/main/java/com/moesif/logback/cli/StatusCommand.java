package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** Shows the figures of the appenders in a running service, where there is no console for JMX. */
final class StatusCommand implements Command {
    private static final String APPENDERS = "com.moesif.logback:type=MoesifAppender,*";
    private static final String JSON = "--json";
    private static final String ROW = "    %-20s matched %d, last %s, fields lost %d%s";

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "shows the figures of a running service";
    }

    @Override
    public String usage() {
        return """
                status [PID|HOST:PORT|service:jmx:…] [--json]
                  Shows, for each appender in that service, what became of its actions, whether
                  delivery works, and how often and when each rule has matched. Without an
                  argument it lists the Java processes that can be asked.

                  PID         a process of the same user on this machine; its JMX agent is
                              started if it doesn't run
                  HOST:PORT   a JMX agent that listens for remote consoles, without
                              credentials; or its whole address

                  --json      one JSON document: {"appenders": [{"name": …, "context": …, each
                              figure, "Rules": [{"name": …, "matched": …, "lastMatch": …,
                              "fieldsLost": …, "silent": …}]}]}, or {"processes": [{"pid": …,
                              "name": …}]}

                  Ends with 1 when there is no appender, a rule is silent, delivery pauses, or
                  actions were lost, also in a crash before the start.

                  status 4711
                  status payments.acme.internal:9010 --json
                """;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) throws Misuse, IOException {
        Arguments given = Arguments.of(arguments, Set.of(JSON), Set.of());
        List<String> words = given.words();
        if (words.size() > 1) {
            throw new Misuse("it takes one process or address, not: " + String.join(" ", words) + ".");
        }
        if (words.isEmpty()) {
            return list(given.has(JSON), out);
        }
        try (JmxAccess service = JmxAccess.to(words.get(0))) {
            return print(words.get(0), service, given.has(JSON), out);
        }
    }

    private static int print(String where, JmxAccess service, boolean json, PrintStream out) throws IOException {
        try {
            return json
                    ? StatusJson.print(service.server(), appenders(service.server()), out)
                    : print(service.server(), out);
        } catch (JMException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        } catch (IOException e) {
            // It ended meanwhile, say.
            throw new IOException(where + " can't be asked: " + JmxAccess.reason(e), e);
        }
    }

    private static int list(boolean json, PrintStream out) throws IOException {
        List<Map<String, Object>> others = JavaProcesses.others();
        if (json) {
            out.print(JsonText.document(Map.of("processes", others)));
        } else {
            others.forEach(process -> out.println(process.get("pid") + " " + process.get("name")));
        }
        return FINE;
    }

    private static List<ObjectName> appenders(MBeanServerConnection server) throws JMException, IOException {
        return server.queryNames(new ObjectName(APPENDERS), null).stream()
                .sorted()
                .toList();
    }

    private static int print(MBeanServerConnection server, PrintStream out) throws JMException, IOException {
        List<ObjectName> names = appenders(server);
        if (names.isEmpty()) {
            Wrapped.println(
                    out,
                    "This process shows no appender. An appender is shown ten seconds after its start, or after its first request.");
            return WRONG;
        }
        boolean fine = true;
        for (ObjectName name : names) {
            ServiceFigures figures = ServiceFigures.of(server, name);
            print(name, figures, out);
            fine &= figures.isFine();
        }
        return fine ? FINE : WRONG;
    }

    private static void print(ObjectName name, ServiceFigures figures, PrintStream out) {
        out.println(Printable.line(
                ServiceFigures.plain(name, "name") + " in context " + ServiceFigures.plain(name, "context")));
        Wrapped.println(
                out,
                "  actions: "
                        + figures.named("Accepted", "Recovered", "Delivered", "Pending", "Spooled", "HandedOver"));
        out.println("  not delivered: " + figures.named("Dropped", "Dead", "Corrupt"));
        printCrashes(figures, out);
        Wrapped.println(
                out,
                "  delivery: oldest unsent " + figures.of("OldestUnsentAge") + " s, last success "
                        + orNone(figures.of("LastSuccess")) + ", last error " + orNone(figures.of("LastError"))
                        + (figures.of("LastErrorTime") == null ? "" : " at " + figures.of("LastErrorTime"))
                        + ", retries "
                        + figures.of("Retries"));
        Object paused = figures.of("PausedReason");
        if (paused != null) {
            Wrapped.println(out, "  PAUSED: " + paused);
        }
        printRules((TabularData) figures.of("Rules"), out);
    }

    private static void printCrashes(ServiceFigures figures, PrintStream out) {
        if (figures.count("Crashes") > 0) {
            long atMost = figures.count("LostInCrashesAtMost");
            Wrapped.println(
                    out,
                    "  crashes before: " + figures.of("Crashes") + ", lost at least "
                            + figures.of("LostInCrashesAtLeast") + ", at most " + (atMost < 0 ? "unknown" : atMost));
        }
    }

    private static void printRules(TabularData rules, PrintStream out) {
        out.println(rules.isEmpty() ? "  no rules" : "  rules:");
        for (Object each : rules.values()) {
            CompositeData row = (CompositeData) each;
            CompositeData figures = (CompositeData) row.get("value");
            Wrapped.println(
                    out,
                    String.format(
                            ROW,
                            row.get("key"),
                            figures.get("matched"),
                            orNone(figures.get("lastMatch")),
                            figures.get("fieldsLost"),
                            (boolean) figures.get("silent") ? ", SILENT" : ""));
        }
    }

    private static Object orNone(Object value) {
        return value == null ? "none" : value;
    }
}
