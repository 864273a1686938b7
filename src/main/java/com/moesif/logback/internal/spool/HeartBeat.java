package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The sign of life of whoever holds a directory: the time of its owner file, set each minute. Where the lock file has been
 * removed nothing else would tell a directory that was left from one whose owner makes it anew at its next look.
 */
final class HeartBeat {
    /** Thrice the distance of two beats. */
    private static final Duration QUIET = Duration.ofMinutes(3);

    private HeartBeat() {}

    /** Not of the lock file: Java would open and close it, and release the lock. An owner file that was removed is made anew. */
    static void beat(Path directory, Owner owner, InstantSource clock) throws IOException {
        try {
            Files.setLastModifiedTime(directory.resolve(Owner.FILE), FileTime.fromMillis(clock.millis()));
        } catch (NoSuchFileException e) {
            owner.write(directory);
        }
    }

    /** Whether nothing there has been touched for a while; a time that is yet to come is a clock's error. */
    static boolean isQuiet(Path directory, InstantSource clock) throws IOException {
        long now = clock.millis();
        for (Path file : DirectoryLock.files(directory, "")) {
            long age = now - Files.getLastModifiedTime(file).toMillis();
            if (Math.abs(age) < QUIET.toMillis()) {
                return false;
            }
        }
        return true;
    }
}
