package com.moesif.logback.internal.ledger;

import java.util.List;

/** Writes down all that is said. */
public final class Scribe implements StatusSink {
    private final List<String> informed;
    private final List<String> warned;

    /** In one list. */
    public Scribe(List<String> said) {
        this(said, said);
    }

    /** What is for information, and what is a warning. */
    public Scribe(List<String> informed, List<String> warned) {
        this.informed = informed;
        this.warned = warned;
    }

    @Override
    public void info(String text) {
        informed.add(text);
    }

    @Override
    public void warn(String text) {
        warned.add(text);
    }
}
