package com.moesif.logback.internal.transport;

import java.io.IOException;

/** Failures that only the real transport makes, for simulated ones. */
public final class Failures {
    private Failures() {}

    /** The connection failed after the request had set out on it. */
    public static Answer cutOff() {
        return Answer.failed(new CutOff(new IOException("Connection reset")));
    }
}
