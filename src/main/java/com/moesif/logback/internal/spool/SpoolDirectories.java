package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Claims a directory to live in: one left by somebody of the same tenant, or a new one. Sender thread only. */
final class SpoolDirectories {
    private static final int MOST_NAME_CHARS = 40;
    private static final int UNIQUE_CHARS = 8;
    private static final int TRIES = 3;
    private static final String LOCKS_TOPIC = "spool locks";

    private final Path root;
    private final Adoption adoption;
    private final Notices notices;
    private final Environment environment;

    SpoolDirectories(Path root, Adoption adoption, Notices notices, Environment environment) {
        this.root = root;
        this.adoption = adoption;
        this.notices = notices;
        this.environment = environment;
    }

    DirectoryLock find(Owner owner) throws IOException {
        warnOfNetwork();
        try {
            List<DirectoryLock> left = adoption.orphans(owner, 1);
            return left.isEmpty() ? claimNew(root, owner.name(), true, environment) : left.get(0);
        } catch (LockFile.LocksMissing e) {
            notices.raise(
                    LOCKS_TOPIC,
                    "The spool in " + root + " is on a file system without locks (" + e.getMessage()
                            + "): what a crash leaves there is not adopted by itself, and stays. Use a local disk.");
            return claimNew(root, owner.name(), false, environment);
        }
    }

    /**
     * Whether what others leave can be adopted, seen by the one that was claimed: where files can't be locked nobody could tell
     * whether they live.
     */
    boolean areLocksThere(DirectoryLock lock) {
        if (lock.isLocked()) {
            notices.over(LOCKS_TOPIC, "Files in the spool in " + root + " can be locked now.");
        }
        return lock.isLocked();
    }

    /** @param lockable whether this file system has locks */
    static DirectoryLock claimNew(Path root, String name, boolean lockable, Environment environment)
            throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                DirectoryLock lock = DirectoryLock.takeNew(create(root, name, environment), lockable);
                if (lock != null) {
                    return lock;
                }
            } catch (NoSuchFileException e) {
                // Removed between our making it and locking it, as below.
            }
            // Somebody who looked for what others left was faster, and finds that it's nothing.
        }
        throw new IOException("each new directory was locked, or removed, by somebody else at once");
    }

    private static Path create(Path root, String name, Environment environment) throws IOException {
        Path directory =
                root.resolve(slug(name) + "-" + environment.uniqueNames().get());
        PrivateFiles.createDirectories(directory);
        return directory;
    }

    /** Whether it may be one that was made for an appender of this name. */
    static boolean isNamedFor(String name, Path directory) {
        String prefix = slug(name) + "-";
        String found = String.valueOf(directory.getFileName());
        return found.startsWith(prefix) && found.substring(prefix.length()).matches("[0-9a-f]{" + UNIQUE_CHARS + "}");
    }

    /** Whether it may be one that was made for some appender. */
    static boolean isNamedAsOurs(Path directory) {
        return String.valueOf(directory.getFileName()).matches("[A-Za-z0-9_-]*-[0-9a-f]{" + UNIQUE_CHARS + "}");
    }

    private static String slug(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]+", "_");
        return safe.length() <= MOST_NAME_CHARS ? safe : safe.substring(0, MOST_NAME_CHARS);
    }

    private void warnOfNetwork() {
        String type;
        try {
            type = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
        } catch (IOException | RuntimeException e) {
            // In a jail the root is no mount point, and Java finds none: nothing that the spool needs.
            return;
        }
        if (type.startsWith("nfs") || type.startsWith("cifs") || type.startsWith("smb") || type.startsWith("fuse.")) {
            notices.raise(
                    "spool network",
                    "The spool in " + root + " is on " + type + ": locks there may not hold between"
                            + " machines. Give each machine a directory of its own, or better a local disk.");
        }
    }
}
