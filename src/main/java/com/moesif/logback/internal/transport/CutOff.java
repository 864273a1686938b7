package com.moesif.logback.internal.transport;

import java.io.IOException;

/** The connection failed after the request had set out on it: its body may have been too much for something on the way. */
final class CutOff extends IOException {
    private static final long serialVersionUID = 1L;

    CutOff(Throwable cause) {
        super(Answer.failed(cause).summary(), cause);
    }
}
