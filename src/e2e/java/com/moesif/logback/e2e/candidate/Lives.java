package com.moesif.logback.e2e.candidate;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How many calls have returned in each of several processes, all but the last of which are killed: in a file that they map, so
 * that the number outlives them. Who starts them says by system properties which file, and which of them this is.
 */
final class Lives {
    static final String FILE = "e2e.lives";
    static final String NUMBER = "e2e.life";

    /** Numbers of calls are unique over all lives, and each has so many. */
    private static final long MOST_CALLS = 10_000_000;

    private final int life = Integer.getInteger(NUMBER);
    private final MappedByteBuffer returned;

    /** @param kills how many of them are killed */
    Lives(int kills) throws IOException {
        try (FileChannel file = FileChannel.open(
                Path.of(System.getProperty(FILE)),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE)) {
            returned = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) Long.BYTES * kills);
        }
    }

    /** Whether this process is the first. */
    static boolean isFirst() {
        return Integer.getInteger(NUMBER, 0) == 0;
    }

    boolean isLast() {
        return life == returned.capacity() / Long.BYTES;
    }

    /** The next call's number. */
    long next() {
        return first(life) + returned(life);
    }

    void callReturned() {
        returned.putLong(Long.BYTES * life, returned(life) + 1);
    }

    long first(int which) {
        return which * MOST_CALLS;
    }

    long returned(int which) {
        return returned.getLong(Long.BYTES * which);
    }
}
