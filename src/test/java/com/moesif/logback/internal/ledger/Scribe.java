package com.moesif.logback.internal.ledger;

import java.util.List;

/** Writes down all that is said, in one list. */
public final class Scribe implements StatusSink {
    private final List<String> said;

    public Scribe(List<String> said) {
        this.said = said;
    }

    @Override
    public void info(String text) {
        said.add(text);
    }

    @Override
    public void warn(String text) {
        said.add(text);
    }
}
