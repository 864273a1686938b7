package com.moesif.logback.internal.spool;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Which actions have a letter in a directory already: a segment may come again after a crash. And which files they were found
 * in: an operator may have taken some away since. Sender thread only.
 */
final class LetterIds {
    private static final int NAMED = DeadLetterLine.HEAD.length() + DeadLetterLine.UUID_LENGTH;

    private final Set<UUID> ids = new HashSet<>();
    private final Map<Path, Version> files = new HashMap<>();

    /** What tells a file from what was under its name before. */
    private record Version(Object key, long bytes) {
        /** By hand: that of a record, before Java 19, keeps its class loader once it has been called (JDK-8078641). */
        @Override
        public boolean equals(Object other) {
            return other instanceof Version version && bytes == version.bytes && Objects.equals(key, version.key);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(key);
        }

        static Version of(Path file) throws IOException {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Version(found.fileKey(), found.size());
        }
    }

    /** Those of all its files, whatever these are called. */
    static LetterIds in(Path directory, Trust trust) throws IOException {
        LetterIds found = new LetterIds();
        for (Map.Entry<Path, Version> file : versions(directory, trust).entrySet()) {
            try {
                found.collect(file.getKey(), trust);
                found.files.put(file.getKey(), file.getValue());
            } catch (NoSuchFileException e) {
                // Taken away just now. If it is there under another name, its letters may come twice, which their ids
                // tell.
            }
        }
        return found;
    }

    private static Map<Path, Version> versions(Path directory, Trust trust) throws IOException {
        Map<Path, Version> versions = new HashMap<>();
        try {
            trust.directory(directory);
        } catch (NoSuchFileException e) {
            return versions;
        }
        for (Path file : DirectoryLock.files(directory, DeadLetters.SUFFIX)) {
            try {
                versions.put(file, Version.of(file));
            } catch (NoSuchFileException e) {
                // As above.
            }
        }
        return versions;
    }

    /** Whether they are still what is in the directory. */
    boolean areIn(Path directory, Trust trust) throws IOException {
        return files.equals(versions(directory, trust));
    }

    /** Of all files. */
    long bytes() {
        return files.values().stream().mapToLong(Version::bytes).sum();
    }

    boolean contain(UUID id) {
        return ids.contains(id);
    }

    /**
     * More have been written to the end of a file.
     *
     * @param key of that file
     * @param bytes that it has now
     */
    void add(Collection<UUID> more, Path file, Object key, long bytes) {
        ids.addAll(more);
        files.put(file, new Version(key, bytes));
    }

    /** Byte by byte: a line may hold an action of any size. */
    private void collect(Path file, Trust trust) throws IOException {
        try (InputStream in = new BufferedInputStream(trust.read(file), 64 * 1024)) {
            byte[] begin = new byte[NAMED];
            int length = 0;
            int last = 0;
            int lastButOne = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    if (length < NAMED) {
                        begin[length] = (byte) b;
                    }
                    length = Math.min(length + 1, NAMED + 1);
                    lastButOne = last;
                    last = b;
                    continue;
                }
                String text = new String(begin, 0, Math.min(length, NAMED), StandardCharsets.ISO_8859_1);
                if (length > NAMED && text.startsWith(DeadLetterLine.HEAD) && last == '}' && lastButOne == '}') {
                    add(text.substring(DeadLetterLine.HEAD.length()));
                }
                length = 0;
            }
        }
    }

    private void add(String id) {
        try {
            ids.add(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            // A line of somebody else's.
        }
    }
}
