package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which directories are held in this JVM, by whichever class loader's copy of this class. A lock of POSIX is the process's:
 * opening and closing the lock file a second time in one JVM releases it silently ({@code fcntl(2)}), so this is asked before
 * a lock file is touched, by the directory's key and by the lock file's own: it may have several names. System properties
 * are what all class loaders share. An application may exchange all of them for others: what is held is entered again soon, and
 * until then {@link LockFile} sees by the lock itself that it is held.
 */
final class JvmLocks {
    private static final String PREFIX = "com.moesif.logback.spool.held.";
    /** Tells the marks that this copy of the class has made from those of another class loader's. */
    private static final String MADE_HERE = UUID.randomUUID() + " ";

    /** Those of them that are in force. */
    private static final Set<String> MARKS = ConcurrentHashMap.newKeySet();

    private final String key;
    private final String mark;

    private JvmLocks(String key, String mark) {
        this.key = key;
        this.mark = mark;
    }

    /** @return null when it is held */
    static JvmLocks enter(Path file) throws IOException {
        String key = PREFIX + identity(file);
        String mark = MADE_HERE + UUID.randomUUID();
        MARKS.add(mark);
        if (entered(key, mark)) {
            return new JvmLocks(key, mark);
        }
        MARKS.remove(mark);
        return null;
    }

    private static boolean entered(String key, String mark) {
        Properties all = System.getProperties();
        Object found = all.putIfAbsent(key, mark);
        return found == null || isLeft(found) && all.replace(key, found, mark);
    }

    /** One that was taken out here, and has come back with properties that somebody had saved before. */
    private static boolean isLeft(Object mark) {
        return mark instanceof String text && text.startsWith(MADE_HERE) && !MARKS.contains(text);
    }

    static boolean isHeld(Path file) throws IOException {
        Object found = System.getProperties().get(PREFIX + identity(file));
        return found != null && !isLeft(found);
    }

    /** Somebody may have exchanged all properties for others. */
    void enterAgain() {
        entered(key, mark);
    }

    void leave() {
        MARKS.remove(mark);
        System.getProperties().remove(key, mark);
    }

    /** Device and inode where there are such things: a path may have several forms. */
    private static String identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? file.toRealPath(LinkOption.NOFOLLOW_LINKS).toString() : key.toString();
    }
}
