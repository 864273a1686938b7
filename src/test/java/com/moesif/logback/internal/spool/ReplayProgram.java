package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** An operator's program that sends, or removes, the dead letters of a spool again and again, until it is told to stop. */
public final class ReplayProgram {
    private ReplayProgram() {}

    /** Takes the spool, where the segments go to, a file that stands for the end, and the ids that are removed, if any. */
    public static void main(String[] args) throws IOException {
        Path spool = Path.of(args[0]);
        Path segments = Path.of(args[1]);
        Path end = Path.of(args[2]);
        System.out.println("> ready");
        boolean last = false;
        while (!last) {
            last = Files.exists(end);
            // No operator is quicker, and a letter needs some time to be synced.
            LockSupport.parkNanos(1_000_000);
            for (Inventory.Entry entry : Inventory.of(spool)) {
                if (args.length > 3) {
                    LetterRemoval.of(entry, Set.of(args[3]));
                } else if (!entry.dead().isEmpty()) {
                    DeadLetterReplay.of(segments, entry, letter -> true);
                }
            }
        }
    }
}
