package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import java.io.PrintStream;
import java.time.Duration;

/** Shows how far a sending has come: on one line of a terminal, and elsewhere in a line whenever its state has changed. */
final class Progress {
    private static final long TERMINAL_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final String TO_ITS_BEGINNING = "\r";
    private static final String CLEARED = "\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final long total;
    private String saidState = "";
    private long saidAtNanos;
    private boolean lineOpen;

    /** @param total actions that were there at first */
    Progress(PrintStream out, boolean terminal, long total, long nowNanos) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
        this.saidAtNanos = nowNanos;
    }

    void show(SpoolSender.State state, long nowNanos) {
        String what = state.trouble().or(state::paused).orElse("");
        boolean changed = !what.equals(saidState);
        if (!changed && nowNanos - saidAtNanos < (terminal ? TERMINAL_NANOS : LINE_NANOS)) {
            return;
        }
        saidState = what;
        saidAtNanos = nowNanos;
        String line = "  sent " + state.delivered() + ", left " + Math.max(0, total - state.delivered() - state.dead());
        String next = state.nextTry().map(Progress::nextTry).orElse("");
        if (terminal) {
            // The reason may be cut: the warnings and the end of the sending have all of it.
            String trouble = what.isEmpty() ? "" : ": " + what;
            out.print(TO_ITS_BEGINNING + cut(Printable.line(line + next + trouble)) + CLEARED);
            lineOpen = true;
        } else {
            out.println(line + (what.isEmpty() ? "" : "; the collector takes nothing now (" + what + ")") + next);
        }
        out.flush();
    }

    /** Within one line of the screen, or only a part of it would be overwritten by the next. */
    private static String cut(String line) {
        int most = Wrapped.COLUMNS - 1;
        return line.length() <= most ? line : line.substring(0, most - 1) + "\u2026";
    }

    private static String nextTry(Duration until) {
        return until.isZero() ? ", tried just now" : ", next try in " + (until.toMillis() + 999) / 1000 + " s";
    }

    /** A line of its own. */
    void say(String text) {
        end();
        out.println("  " + text);
        out.flush();
    }

    /** Nothing stays of the line that changes. */
    void end() {
        if (lineOpen) {
            out.print(TO_ITS_BEGINNING + CLEARED);
            lineOpen = false;
        }
    }
}
