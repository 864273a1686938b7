package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Takes letters out of a file that others know, too: its appender may be writing to it, and another operator be taking letters
 * out. Whoever gives it a new name has it, and each of the others sees that by the name that is gone. At any moment every
 * letter that stays is in its file: they are written whole, synced, and then put in the file's place.
 */
final class TakenLetters {
    private static final byte[] LINE_FEED = {'\n'};

    private TakenLetters() {}

    /** Decides what stays. */
    interface Sieve {
        /** All of the file comes now, perhaps once more. */
        void begin() throws IOException;

        /** @param letter null when the line is none */
        boolean stays(Inventory.Letter letter, byte[] line) throws IOException;

        /** All of it has come; what does not stay is gone after this. */
        void end() throws IOException;
    }

    /**
     * Does nothing more as soon as somebody else has the file.
     *
     * @return whether what does not stay is gone by this, and not somebody else's now
     */
    static boolean sift(Path file, Trust trust, Sieve sieve) throws IOException {
        Path taken = file.resolveSibling(UUID.randomUUID().toString().substring(0, 8) + "-" + DeadLetters.FILE);
        Path rest = unfinished(taken);
        try {
            Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
            // Of one who had it before, and may have been killed.
            Files.deleteIfExists(unfinished(file));
            boolean any = stays(taken, rest, trust, sieve);
            // Throws when somebody else has it by now, in whose file nothing may be put back.
            Files.size(taken);
            if (any) {
                Files.move(rest, taken, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(taken);
            }
            return true;
        } catch (NoSuchFileException e) {
            if (Files.exists(taken, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            // Somebody else has it now, and reads all that is in it.
            return false;
        } finally {
            remove(rest);
        }
    }

    /** The disk may be full: then each block that is freed counts. */
    private static void remove(Path rest) {
        try {
            Files.deleteIfExists(rest);
        } catch (IOException e) {
            // It stays. If the letters stay too, whoever takes some out of them next removes it.
        }
    }

    /** @return whether something does */
    private static boolean stays(Path taken, Path rest, Trust trust, Sieve sieve) throws IOException {
        boolean[] any = {false};
        long size = -1;
        // An appender of an older version may still be writing the last letter into it.
        while (size != Files.size(taken)) {
            size = Files.size(taken);
            any[0] = false;
            sieve.begin();
            Files.deleteIfExists(rest);
            PrivateFiles.create(rest);
            try (OutFile others = OutFile.open(rest)) {
                DeadLetterFile.read(taken, trust, (letter, line) -> {
                    if (sieve.stays(letter, line)) {
                        others.write(line, 0, line.length);
                        others.write(LINE_FEED, 0, 1);
                        any[0] = true;
                    }
                });
                others.sync();
            }
            sieve.end();
        }
        return any[0];
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + PrivateFiles.UNFINISHED);
    }
}
