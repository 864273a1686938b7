package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Everything that a command prints goes through here, since much of it was logged by an application or lies in files that others
 * may have written: {@code println} gives exactly one line, and no terminal is told what to do by it. {@code print} is for what
 * the program itself lays out.
 */
final class LineWriter extends PrintStream {
    private static final int BUFFER_BYTES = 1 << 16;

    LineWriter(PrintStream to) {
        super(to, false, StandardCharsets.UTF_8);
    }

    /** For much in many lines: each call of the system takes longer than a line. Whoever uses it flushes it in the end. */
    static LineWriter buffered(PrintStream to) {
        return new LineWriter(
                new PrintStream(new BufferedOutputStream(to, BUFFER_BYTES), false, StandardCharsets.UTF_8));
    }

    @Override
    public void println(String text) {
        // One call, so that lines of two threads are two.
        print(Printable.line(String.valueOf(text)) + System.lineSeparator());
    }
}
