package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * Which directories are held in this JVM, by whichever class loader's copy of this class. A lock of POSIX is the process's:
 * opening and closing the lock file a second time in one JVM releases it silently ({@code fcntl(2)}), so this is asked before
 * a lock file is touched, by the directory's key and by the lock file's own: it may have several names. System properties
 * are what all class loaders share.
 */
final class JvmLocks {
    private static final String PREFIX = "com.moesif.logback.spool.held.";

    private final String key;
    private final String mark;

    private JvmLocks(String key, String mark) {
        this.key = key;
        this.mark = mark;
    }

    /** @return null when it is held */
    static JvmLocks enter(Path file) throws IOException {
        String key = PREFIX + identity(file);
        String mark = UUID.randomUUID().toString();
        return System.getProperties().putIfAbsent(key, mark) == null ? new JvmLocks(key, mark) : null;
    }

    static boolean isHeld(Path file) throws IOException {
        return System.getProperties().containsKey(PREFIX + identity(file));
    }

    void leave() {
        System.getProperties().remove(key, mark);
    }

    /** Device and inode where there are such things: a path may have several forms. */
    private static String identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? file.toRealPath(LinkOption.NOFOLLOW_LINKS).toString() : key.toString();
    }
}
