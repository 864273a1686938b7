package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Removes dead letters for good, as an operator has said, by their ids. Their appender may be at work meanwhile. At any moment
 * every other letter is in its file: what stays is written whole, synced, and then put in the file's place.
 */
public final class LetterRemoval {
    private final Trust trust;
    private final Set<String> ids;
    private final Set<String> removed = new HashSet<>();

    private LetterRemoval(Trust trust, Set<String> ids) {
        this.trust = trust;
        this.ids = ids;
    }

    /**
     * Returns the ids that were there, and are no more.
     *
     * @param ids in small letters, which those in the files need not be
     */
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
        return letter != null && ids.contains(id(letter));
    }

    private static String id(Inventory.Letter letter) {
        return letter.id().toLowerCase(Locale.ROOT);
    }

    private boolean holdsOne(Path file) throws IOException {
        boolean[] found = {false};
        try {
            DeadLetterFile.read(file, trust, (letter, line) -> found[0] |= isMeant(letter));
        } catch (NoSuchFileException e) {
            // Somebody else has taken it, just now.
        }
        return found[0];
    }

    private void remove(Path file) throws IOException {
        Set<String> here = new HashSet<>();
        boolean gone = TakenLetters.sift(file, trust, new TakenLetters.Sieve() {
            @Override
            public void begin() {
                here.clear();
            }

            @Override
            public boolean stays(Inventory.Letter letter, byte[] line) {
                if (isMeant(letter)) {
                    here.add(id(letter));
                    return false;
                }
                return true;
            }

            @Override
            public void end() {}
        });
        if (gone) {
            removed.addAll(here);
        }
    }
}
