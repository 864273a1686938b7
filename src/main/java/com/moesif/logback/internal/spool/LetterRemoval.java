package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Removes dead letters for good, as an operator has said, by their ids. Their appender may be at work meanwhile. At any moment
 * every other letter is in its file: what stays is written whole, synced, and then put in the file's place.
 */
public final class LetterRemoval {
    private static final byte[] LINE_FEED = {'\n'};

    private final Trust trust;
    private final Set<String> ids;
    private final Set<String> removed = new HashSet<>();

    private LetterRemoval(Trust trust, Set<String> ids) {
        this.trust = trust;
        this.ids = ids;
    }

    /** Returns the ids that were there, and are no more. */
    public static Set<String> of(Inventory.Entry entry, Set<String> ids) throws IOException {
        LetterRemoval removal = new LetterRemoval(Trust.ours(), ids);
        for (Path file : entry.dead()) {
            if (removal.holdsOne(file)) {
                removal.remove(file);
            }
        }
        return removal.removed;
    }

    private boolean isMeant(Inventory.Letter letter) {
        return letter != null && ids.contains(letter.id());
    }

    private boolean holdsOne(Path file) throws IOException {
        boolean[] found = {false};
        DeadLetterFile.read(file, trust, (letter, line) -> found[0] |= isMeant(letter));
        return found[0];
    }

    private void remove(Path file) throws IOException {
        Path taken = DeadLetterFile.takenAway(file);
        Path rest = taken.resolveSibling(taken.getFileName() + PrivateFiles.UNFINISHED);
        long size = -1;
        boolean[] stays = {false};
        // Whoever opened the file before it was renamed may still be writing the last letter into it.
        while (size != Files.size(taken)) {
            size = Files.size(taken);
            stays[0] = false;
            Files.deleteIfExists(rest);
            PrivateFiles.create(rest);
            try (OutFile others = OutFile.open(rest)) {
                DeadLetterFile.read(taken, trust, (letter, line) -> {
                    if (isMeant(letter)) {
                        removed.add(letter.id());
                    } else {
                        others.write(line, 0, line.length);
                        others.write(LINE_FEED, 0, 1);
                        stays[0] = true;
                    }
                });
                others.sync();
            }
        }
        if (stays[0]) {
            Files.move(rest, taken, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(rest);
            Files.deleteIfExists(taken);
        }
    }
}
