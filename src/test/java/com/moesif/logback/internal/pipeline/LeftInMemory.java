package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the appenders of a test have left in memory for those that follow them in this JVM. The port of a collector that has been closed
 * is soon that of another test's, whose appender would inherit it. Thread-safe.
 */
public final class LeftInMemory {
    private static final Set<String> ADDRESSES = ConcurrentHashMap.newKeySet();

    private LeftInMemory() {}

    /** Whatever is left for this collector is forgotten, too, once the class of tests has ended. */
    public static void at(URI collector) {
        ADDRESSES.add(collector.toString());
    }

    /** Also what waits for an appender that knows its address. */
    public static void forget() {
        ADDRESSES.add(Tenant.UNDECIDED);
        for (String address : ADDRESSES) {
            Handover.ofThisJvm().take(new Tenant("MOESIF", address, () -> "", () -> false, true, 0));
        }
        ADDRESSES.clear();
    }
}
