package com.moesif.logback.internal.ledger;

/** Where notices are heard: Logback's status, in the real thing. */
public interface StatusSink {
    void info(String text);

    void warn(String text);
}
