package com.moesif.logback.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports of the loopback address on which nobody listens before the caller does. A port that the system has given and that was
 * let go again may be somebody else's a moment later: the system gives it to whoever comes next, and tests run in several
 * JVMs at once. These lie below those that systems give, and each JVM has a block of its own.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int BLOCK = 100;

    /** Listens on the first port of the block as long as this JVM lives: so no other takes the block. */
    private static ServerSocket claim;

    private static int last;

    private Ports() {}

    /** Another one at each call, until the block has been gone through. */
    public static synchronized int free() {
        if (claim == null) {
            claim = claim();
        }
        for (int tried = 1; tried < BLOCK; tried++) {
            last = last % (BLOCK - 1) + 1;
            int port = claim.getLocalPort() + last;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("All ports of the block at " + claim.getLocalPort() + " are taken");
    }

    private static ServerSocket claim() {
        for (int first = FIRST; first < END; first += BLOCK) {
            try {
                return new ServerSocket(first, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                // Another JVM's.
            }
        }
        throw new IllegalStateException("All blocks of ports are taken");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (java.net.BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
