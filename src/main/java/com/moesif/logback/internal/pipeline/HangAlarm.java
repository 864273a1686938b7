package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Notices;
import java.util.concurrent.ThreadFactory;

/** A sender that hangs can neither let its callers go nor speak: this does, on threads of its own. */
final class HangAlarm implements Watchdog.Alarm {
    private static final String OURS = "com.moesif.logback.";
    private static final String TOPIC = "hang";

    private final Ring ring;
    private final GroupCommit commit;
    private final BatchWriter batchWriter;
    private final ThreadFactory threads;
    private final Notices notices;

    /** When it last spoke; of the watchdog's thread. */
    private long saidAtNanos;

    private boolean said;

    HangAlarm(Assembly parts, ThreadFactory threads, Notices notices) {
        this.ring = parts.ring;
        this.commit = parts.commit;
        this.batchWriter = parts.batchWriter;
        this.threads = threads;
        this.notices = notices;
    }

    @Override
    public void letGo() {
        ring.letGo();
        commit.letGo();
    }

    @Override
    public void tell(StackTraceElement[] place) {
        Thread writer = batchWriter.writer();
        // A caller that writes for all may be the one that hangs, and keep the sender with it.
        boolean waits =
                writer != null && place.length > 0 && place[0].getMethodName().equals("park");
        String text = "The sender's thread has been in one operation for more than a second: "
                + words(waits ? writer.getStackTrace() : place)
                + ". While this lasts nothing is sent, and no logging call waits for it: once the ring is full actions are"
                + " dropped, and counted. A disk or a network drive that hangs is the likely cause.";
        long now = System.nanoTime();
        if (said && now - saidAtNanos < Notices.QUIET.toNanos()) {
            notices.raise(TOPIC, text);
            return;
        }
        said = true;
        saidAtNanos = now;
        say(text);
    }

    /** Whoever listens to a status runs code of its own, which must not keep the watchdog. */
    private void say(String text) {
        try {
            threads.newThread(() -> notices.say(text)).start();
        } catch (Throwable t) {
            // No thread to be had: it is said when the sender is back.
            notices.raise(TOPIC, text);
        }
    }

    private static String words(StackTraceElement[] place) {
        if (place.length == 0) {
            return "it has ended";
        }
        for (StackTraceElement frame : place) {
            if (frame.getClassName().startsWith(OURS)) {
                return "in " + name(place[0]) + (frame == place[0] ? "" : ", for " + name(frame));
            }
        }
        return "in " + name(place[0]);
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + '.' + frame.getMethodName();
    }
}
