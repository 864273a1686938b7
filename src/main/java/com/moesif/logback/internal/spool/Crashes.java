package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Crashes that were found, from then on until somebody has been told: only after that their marks go. Sender thread only. */
public final class Crashes {
    static final Crashes NONE = new Crashes(null);

    private final Notices notices;
    private final Queue<Found> found = new ArrayDeque<>();
    private final List<Found> told = new ArrayList<>();

    private record Found(Spool.Crash crash, DirectoryLock home) {}

    Crashes(Notices notices) {
        this.notices = notices;
    }

    /** Those of a directory that has just been claimed, and is kept. */
    void add(List<Spool.Crash> crashes, DirectoryLock claim) {
        crashes.forEach(crash -> found.add(new Found(crash, claim)));
    }

    /** The next one, said once; null when there is none. */
    public Spool.Crash next() {
        Found next = found.poll();
        while (next != null && next.home.isReleased()) {
            // Whoever has its directory next finds it again.
            next = found.poll();
        }
        if (next == null) {
            return null;
        }
        told.add(next);
        String directory = next.home.directory.getFileName().toString();
        String text =
                "The appender before this one in " + directory + " was killed, or its process ended without a stop: "
                        + next.crash.loss() + "; " + next.crash.time() + ".";
        if (next.crash.atMost() == 0) {
            notices.inform(text);
        } else {
            notices.raise("crash " + next.crash.mark(), text);
        }
        return next.crash;
    }

    /**
     * What was said of them has been heard: they need not be told again. Not before, nor at the end of a spool, whose last words are
     * still to be spoken: a process that is killed in between leaves them to the next. Cheap when there are none.
     */
    public void areTold() {
        for (Found each : told) {
            try {
                if (each.home.holds()) {
                    Files.deleteIfExists(each.crash.mark());
                }
            } catch (IOException e) {
                // It will be told once more.
            }
        }
        told.clear();
    }
}
