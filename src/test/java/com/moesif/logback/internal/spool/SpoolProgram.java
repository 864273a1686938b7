package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A spool in a process, or a class loader, of its own, whose minutes pass when it is told so. */
public final class SpoolProgram implements UnaryOperator<String> {
    private static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);

    private final Notices notices;
    private final FileSpool spool;
    private Segment kept;
    private long nowNanos;

    public SpoolProgram(Path root) {
        notices = new Notices(new StatusSink() {
            @Override
            public void warn(String text) {
                System.out.println(text);
            }

            @Override
            public void info(String text) {
                System.out.println(text);
            }
        });
        spool = new FileSpool(
                new SpoolConfig(root, 1 << 20),
                new Tenant("ONE", "https://one.example", () -> "id", () -> false),
                notices);
    }

    public static void main(String[] args) throws Exception {
        SpoolProgram program = new SpoolProgram(Path.of(args[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("> " + program.apply(line));
        }
    }

    /**
     * {@code keep} an action, say whether it is still {@code whole}, let a minute pass and say how many were {@code found}, or
     * {@code close}.
     */
    @Override
    public String apply(String command) {
        if (command.equals("keep")) {
            kept = spool.newSegment();
            kept.append(LINE, 0, LINE.length, 1);
        }
        if (command.equals("keep") || command.equals("whole")) {
            return String.valueOf(kept.isWhole());
        }
        if (command.equals("close")) {
            spool.close();
            return "closed";
        }
        nowNanos += Duration.ofMinutes(1).toNanos();
        spool.tend(nowNanos);
        notices.speak(nowNanos);
        int found = 0;
        for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
            found += next.actions();
        }
        return String.valueOf(found);
    }
}
