package com.moesif.logback.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBean server of another process. */
final class JmxAccess implements AutoCloseable {
    /** Behind a host, in an address of whichever form. */
    private static final Pattern PORT = Pattern.compile("[^:/]:(\\d{1,9})(?=/|$)");

    /** No chain is that long, but one that goes in a circle. */
    private static final int MOST_CAUSES = 100;

    private static final int MOST_PORT = 65_535;

    private final JMXConnector connector;

    private JmxAccess(JMXConnector connector) {
        this.connector = connector;
    }

    /** @param where a process of this machine, {@code HOST:PORT}, or a whole address */
    static JmxAccess to(String where) throws Command.Misuse, IOException {
        JMXServiceURL url = url(where);
        try {
            return new JmxAccess(JMXConnectorFactory.connect(url));
        } catch (SecurityException e) {
            throw new IOException(where + " asks for credentials", e);
        } catch (IOException e) {
            throw new IOException(where + " can't be asked: " + reason(e), e);
        }
    }

    /**
     * The last words behind it, in one line: what is around them says the same at length, or less. A single word says too little
     * without its kind.
     */
    static String reason(IOException failure) {
        String words = failure.getClass().getSimpleName();
        Throwable each = failure;
        for (int i = 0; i < MOST_CAUSES && each != null; i++, each = each.getCause()) {
            String message = each.getMessage() == null
                    ? ""
                    : each.getMessage().replaceAll("\\s+", " ").strip();
            if (!message.isEmpty()) {
                words = message.indexOf(' ') < 0 ? each.getClass().getSimpleName() + ": " + message : message;
            }
        }
        return words;
    }

    /** Nothing is connected to yet, but the agent of a process is started. */
    static JMXServiceURL url(String where) throws Command.Misuse, IOException {
        Matcher port = PORT.matcher(where);
        while (port.find()) {
            if (Integer.parseInt(port.group(1)) > MOST_PORT) {
                throw new Command.Misuse(
                        "'" + where + "' has a port that there can't be: they go up to " + MOST_PORT + ".");
            }
        }
        try {
            return new JMXServiceURL(address(where));
        } catch (MalformedURLException e) {
            throw new Command.Misuse("'" + where + "' is neither a process nor HOST:PORT nor service:jmx:….");
        }
    }

    private static String address(String where) throws IOException {
        if (where.matches("\\d{1,10}")) {
            return JavaProcesses.agentOf(where);
        }
        return where.matches("[^:/]+:\\d{1,5}") ? "service:jmx:rmi:///jndi/rmi://" + where + "/jmxrmi" : where;
    }

    MBeanServerConnection server() throws IOException {
        return connector.getMBeanServerConnection();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // It has gone already.
        }
    }
}
