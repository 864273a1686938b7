package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.ledger.Ledger;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An appender's place in the platform's MBean server. Neither opening nor closing ever throws: an application must not
 * fail for want of being watched.
 */
final class JmxEntry implements AutoCloseable {
    private static final String DOMAIN = "com.moesif.logback";
    private static final Pattern PLAIN = Pattern.compile("[\\w.\\- /#()]+");
    /** Web applications side by side may all have the same names; a leak must not make us count for ever. */
    private static final int MOST_INSTANCES = 1_000;

    private final MBeanServer server;
    private final ObjectName name;

    private JmxEntry(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Registers under these names, the second of the same names with a further key {@code instance=2}, and so on.
     *
     * @param problem hears why it can't be seen over JMX
     * @return what takes it away again
     */
    static AutoCloseable open(Watched watched, Ledger ledger, Operations operations, Consumer<String> problem) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            return register(server, watched, new AppenderBean(ledger, operations));
        } catch (JMException | RuntimeException | LinkageError e) {
            // Forbidden, or broken.
            problem.accept("The appender can't be seen over JMX: " + e + ".");
            return () -> {};
        }
    }

    private static JmxEntry register(MBeanServer server, Watched watched, AppenderBean bean) throws JMException {
        for (int instance = 1; instance <= MOST_INSTANCES; instance++) {
            ObjectName name = name(watched, instance);
            try {
                // What the server says is its name, should it have changed it.
                return new JmxEntry(server, server.registerMBean(bean, name).getObjectName());
            } catch (InstanceAlreadyExistsException e) {
                // Asking before would not be enough: another may come in between.
                continue;
            }
        }
        throw new InstanceAlreadyExistsException(MOST_INSTANCES + " of the same names");
    }

    private static ObjectName name(Watched watched, int instance) throws JMException {
        return new ObjectName(DOMAIN + ":type=MoesifAppender,context=" + value(watched.context()) + ",name="
                + value(watched.appender()) + (instance == 1 ? "" : ",instance=" + instance));
    }

    private static String value(String text) {
        return PLAIN.matcher(text).matches() ? text : ObjectName.quote(text);
    }

    @Override
    public void close() throws JMException {
        server.unregisterMBean(name);
    }
}
