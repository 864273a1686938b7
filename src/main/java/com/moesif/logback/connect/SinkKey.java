package com.moesif.logback.connect;

import com.moesif.logback.internal.transport.Credential;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The application id. While the collector refuses it, Connect is asked for it again, since secrets are rotated: its
 * providers then read their files anew. All but {@link #current} is for the task's thread.
 */
final class SinkKey implements Credential {
    private static final long ASK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Supplier<Map<String, String>> properties;
    private volatile String id;
    private boolean refused;
    private boolean asked;
    private long askedAtNanos;

    /** @param properties with what they refer to, as it is now */
    SinkKey(String id, Supplier<Map<String, String>> properties) {
        this.id = id;
        this.properties = properties;
    }

    /** Asks for another one, if this is refused and nobody was asked a moment ago. Returns whether there is one. */
    boolean isNew(long nowNanos) {
        if (!refused || asked && nowNanos - askedAtNanos < ASK_EVERY_NANOS) {
            return false;
        }
        asked = true;
        askedAtNanos = nowNanos;
        try {
            String found = new SinkSettings(properties.get()).applicationId();
            boolean other = !found.equals(id);
            id = found;
            refused = !other;
            return other;
        } catch (RuntimeException e) {
            // Half written, or its provider can't be reached: that the old one is refused is being told already.
            return false;
        }
    }

    @Override
    public String current() {
        return id;
    }

    @Override
    public void refused() {
        refused = true;
    }

    @Override
    public void accepted() {
        refused = false;
    }

    /** Masked. */
    @Override
    public String toString() {
        return "****";
    }
}
