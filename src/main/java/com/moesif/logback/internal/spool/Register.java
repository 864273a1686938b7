package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * Which directories are held in this JVM, by whichever class loader's copy of this class. A lock of POSIX is the process's:
 * opening and closing the lock file a second time in one JVM releases it silently ({@code fcntl(2)}), so this is asked before
 * a lock file is touched. System properties are what all class loaders share.
 */
final class Register {
    private static final String PREFIX = "com.moesif.logback.spool.held.";

    private final String key;
    private final String mark;

    private Register(String key, String mark) {
        this.key = key;
        this.mark = mark;
    }

    /** @return null when it is held */
    static Register enter(Path directory) throws IOException {
        String key = PREFIX + identity(directory);
        String mark = UUID.randomUUID().toString();
        return System.getProperties().putIfAbsent(key, mark) == null ? new Register(key, mark) : null;
    }

    static boolean isHeld(Path directory) throws IOException {
        return System.getProperties().containsKey(PREFIX + identity(directory));
    }

    void leave() {
        System.getProperties().remove(key, mark);
    }

    /** Device and inode where there are such things: a path may have several forms. */
    private static String identity(Path directory) throws IOException {
        Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        return key == null ? directory.toRealPath().toString() : key.toString();
    }
}
