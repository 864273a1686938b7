package com.moesif.logback.internal.spool;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Which actions have a letter in a directory already: a segment may come again after a crash. Sender thread only. */
final class LetterIds {
    private static final int NAMED = DeadLetterLine.HEAD.length() + DeadLetterLine.UUID_LENGTH;

    private final Set<UUID> ids = new HashSet<>();

    /** Those of all its files, whatever these are called. */
    static LetterIds in(Path directory, Trust trust) throws IOException {
        LetterIds found = new LetterIds();
        if (trust.isDirectory(directory)) {
            for (Path file : DirectoryLock.files(directory, DeadLetters.SUFFIX)) {
                found.collect(file, trust);
            }
        }
        return found;
    }

    boolean contain(UUID id) {
        return ids.contains(id);
    }

    void add(Collection<UUID> more) {
        ids.addAll(more);
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
