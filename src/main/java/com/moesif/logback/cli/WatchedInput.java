package com.moesif.logback.cli;

import java.io.FilterInputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may be written still: before it waits for more, what has been said of it so far is shown. */
final class WatchedInput extends FilterInputStream {
    private final Flushable said;

    WatchedInput(InputStream in, Flushable said) {
        super(in);
        this.said = said;
    }

    @Override
    public int read() throws IOException {
        show();
        return super.read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        show();
        return super.read(target, from, length);
    }

    private void show() throws IOException {
        if (available() <= 0) {
            said.flush();
        }
    }
}
