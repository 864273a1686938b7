package com.moesif.logback.collector;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.JMException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Where the appenders are that send here: in this process, or behind an address of JMX, to which it connects when somebody
 * looks, and again after that process has ended and another listens there. Any thread; one asks at a time.
 */
final class AppenderSource {
    private static final int PATIENCE_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    /** Null for this process. */
    private final String address;

    private final JMXServiceURL url;
    /** Guarded by the lock; null while there is none. */
    private JMXConnector connector;

    private AppenderSource(String address, JMXServiceURL url) {
        this.address = address;
        this.url = url;
    }

    static AppenderSource here() {
        return new AppenderSource(null, null);
    }

    /**
     * @param address {@code HOST:PORT}, or {@code service:jmx:…}
     * @throws IllegalArgumentException if it is neither
     */
    static AppenderSource at(String address) {
        try {
            boolean plain = address.matches("[^:/]+:\\d{1,5}");
            return new AppenderSource(
                    address,
                    new JMXServiceURL(plain ? "service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi" : address));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(address + " is neither HOST:PORT nor service:jmx:…", e);
        }
    }

    /** What it is called on the page. The address of an agent that was started for us lets in whoever knows it. */
    String title() {
        if (address == null) {
            return "this process";
        }
        return url.getURLPath().startsWith("/stub/") ? "another process" : address;
    }

    List<AppenderFigures> read() throws IOException {
        takeTurn();
        try {
            if (address == null) {
                return AppenderFigures.of(ManagementFactory.getPlatformMBeanServer());
            }
            if (connector == null) {
                connector = JMXConnectorFactory.connect(url);
            }
            return AppenderFigures.of(connector.getMBeanServerConnection());
        } catch (IOException e) {
            disconnect();
            throw e;
        } catch (JMException | RuntimeException e) {
            disconnect();
            throw new IOException(e);
        } finally {
            lock.unlock();
        }
    }

    private void takeTurn() throws IOException {
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it has not answered another page for " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the collector is closing", e);
        }
    }

    private void disconnect() {
        try {
            if (connector != null) {
                connector.close();
            }
        } catch (IOException e) {
            // It has gone already.
        }
        connector = null;
    }
}
