package com.moesif.logback.internal.spool;

import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * Channels to lock files that somebody else in this JVM has locked, of whom {@link JvmLocks} knows nothing: the application has
 * exchanged the system properties since. The JDK refuses a second lock in one JVM, by whichever class loader; but to close the
 * channel that met it would release the first ({@code fcntl(2)}). So it stays open, one for a file, to try again with.
 */
final class HeldElsewhere {
    private static final Map<String, FileChannel> CHANNELS = new HashMap<>();

    private HeldElsewhere() {}

    /** @return null when there is none yet */
    static synchronized FileChannel take(String file) {
        return CHANNELS.remove(file);
    }

    static synchronized void keep(String file, FileChannel channel) {
        CHANNELS.put(file, channel);
    }
}
