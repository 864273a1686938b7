package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.SimDisk.Inode;

/** How much lies in a spool: never more than is allowed, and when all is over nothing that nobody needs. */
final class SpoolBounds {
    /** What is written at once before anybody looks again whether there is room. */
    private static final int SLICE_BYTES = 64 * 1024;

    /** The longest pause is longer. */
    private static final long LEAST_PAUSE_MICROS = 4 * World.MINUTE;

    private static final String SEGMENT = ".segment";
    private static final String CORRUPT = ".corrupt";
    private static final String LETTERS = ".jsonl";

    private final World world;
    /** Of the actions, as its line may be. */
    private long largest;

    SpoolBounds(World world) {
        this.world = world;
    }

    /** @param size of its text */
    void logged(long size) {
        largest = Math.max(largest, size + 500);
    }

    /** Bytes of the largest action so far. */
    long largest() {
        return largest;
    }

    /**
     * Of each directory by itself: one is written to by one appender at a time, which counts what it finds there. Only where the
     * disk does what it is told, since what could not be deleted is counted no more.
     */
    void look() {
        long maxSize = world.history.setting("maxSize");
        Inode spool = world.disk.lookUp(World.SPOOL);
        if (spool == null) {
            return;
        }
        spool.entries.forEach((name, directory) -> {
            long segments = bytes(directory, SEGMENT);
            if (segments > maxSize + slack()) {
                throw new Violation(
                        name + " has " + segments + " bytes of segments, where " + maxSize + " are allowed");
            }
            // Each may inherit what others have set aside.
            long aside = bytes(directory, CORRUPT) + bytes(directory, LETTERS);
            if (aside > maxSize / 10 * world.lives.size()) {
                throw new Violation(
                        name + " has " + aside + " bytes set aside, where a tenth of " + maxSize + " is allowed");
            }
        });
    }

    /**
     * Beside what is written at once: batches that were in memory, a last action that begins where there is room for a byte, and what
     * was in the ring of each that has stopped, which would be lost else.
     */
    private long slack() {
        long batch = Math.min(world.history.setting("maxBatchBytes"), world.history.setting("maxMemory") / 16);
        long ring = Math.min(world.history.setting("queueSize") * largest, world.history.setting("maxMemory"));
        long stopped = world.lives.stream().filter(life -> life.departing).count();
        return 2 * SLICE_BYTES + 2 * batch + 2 * largest + stopped * ring + letIn();
    }

    /** Bytes of those that are let in although there is no room: one for each time that the collector is asked while it refuses all. */
    long letIn() {
        return largest * (world.agenda.micros() / LEAST_PAUSE_MICROS);
    }

    private static long bytes(Inode directory, String suffix) {
        long[] bytes = {0};
        directory.entries.forEach((name, inode) -> {
            if (inode.directory) {
                bytes[0] += bytes(inode, suffix);
            } else if (name.endsWith(suffix)) {
                bytes[0] += inode.length;
            }
        });
        return bytes[0];
    }

    /** All have stopped, and everything has an outcome: a directory is there for what people have to look at, or not at all. */
    void end() {
        Inode spool = world.disk.lookUp(World.SPOOL);
        if (spool == null) {
            return;
        }
        spool.entries.forEach((name, directory) -> {
            if (bytes(directory, CORRUPT) + bytes(directory, LETTERS) == 0) {
                throw new Violation(name + " is left, and nobody needs it: " + directory.entries.keySet());
            }
            directory.entries.keySet().forEach(file -> {
                boolean isKnown = file.equals("lock")
                        || file.equals("owner")
                        || file.equals("dead")
                        || file.endsWith(SEGMENT)
                        || file.endsWith(CORRUPT);
                if (!isKnown) {
                    throw new Violation(name + "/" + file + " is left, and nobody needs it");
                }
            });
        });
    }
}
