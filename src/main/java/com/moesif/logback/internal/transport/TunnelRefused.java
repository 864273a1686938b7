package com.moesif.logback.internal.transport;

import java.io.IOException;

/**
 * A proxy would not open a tunnel to the collector: its answer to {@code CONNECT}, whatever its status, says nothing of the
 * actions, which it has never seen. What it asked for is in the {@link Answer} that carries this.
 */
public final class TunnelRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of the proxy's answer */
    public TunnelRefused(int status) {
        super("the proxy answers CONNECT with HTTP " + status);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
