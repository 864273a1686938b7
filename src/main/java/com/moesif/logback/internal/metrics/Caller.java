package com.moesif.logback.internal.metrics;

import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;

/** Who is calling an operation, as far as JMX tells. */
final class Caller {
    private static final String OPERATOR = "an operator over JMX";

    private Caller() {}

    static String describe() {
        try {
            return OPERATOR + " from " + RemoteServer.getClientHost();
        } catch (ServerNotActiveException | LinkageError e) {
            // From within this JVM, or by another connector; or a run-time image without RMI.
            return OPERATOR;
        }
    }
}
