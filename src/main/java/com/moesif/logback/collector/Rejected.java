package com.moesif.logback.collector;

/** A request that breaks a rule of the API: the status it earns, and why. */
final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    /** The index where no single action of a batch is to blame. */
    static final int WHOLE_REQUEST = -1;

    // A reason may quote what it refuses, and many are kept.
    private static final int MAX_REASON_LENGTH = 300;

    private final int status;
    private final int index;

    Rejected(int status, String reason) {
        this(status, WHOLE_REQUEST, reason);
    }

    Rejected(int status, int index, String reason) {
        // No stack trace: a refusal is an everyday answer here, and a test may provoke thousands.
        super(Line.shortened(reason, MAX_REASON_LENGTH), null, false, false);
        this.status = status;
        this.index = index;
    }

    int status() {
        return status;
    }

    int index() {
        return index;
    }

    String reason() {
        return getMessage();
    }

    Rejected at(int position) {
        return new Rejected(status, position, reason());
    }
}
