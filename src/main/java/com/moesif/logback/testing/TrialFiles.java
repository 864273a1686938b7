package com.moesif.logback.testing;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Which files a trial may read, and how much of them in all. A pipe would never end, a device would fill the memory, and so would
 * a file that includes itself. Not thread-safe.
 */
final class TrialFiles {
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_INCLUDES = 100;
    private static final int MOST_ELEMENTS = 100_000;
    private static final int MOST_NESTED = 100;
    /** Logback puts a text together piece by piece, which takes time by the square of its length. */
    private static final int LONGEST_TEXT = 1 << 16;

    /** Null where all files may be read. */
    private final Path only;

    private int bytes;
    private int includes;
    private int elements;

    private TrialFiles(Path only) {
        this.only = only;
    }

    /** For a file of the user's own. */
    static TrialFiles all() {
        return new TrialFiles(null);
    }

    /** For a file of somebody else: those beside it and below. */
    static TrialFiles near(Path logbackXml) {
        return new TrialFiles(logbackXml.toAbsolutePath().normalize().getParent());
    }

    /** Whether the user vouches for what the file names. */
    boolean areTrusted() {
        return only == null;
    }

    /** @return why this file is not to be read, or null when it may be or does not exist */
    String objection(String name) {
        try {
            Path file = new File(name).toPath();
            if (!Files.exists(file)) {
                return null;
            }
            if (!Files.isRegularFile(file)) {
                return "it is no regular file";
            }
            return Files.size(file) > MOST_BYTES ? tooLarge() : null;
        } catch (InvalidPathException | IOException e) {
            return "its name is no path, or it can't be looked at";
        }
    }

    /** Whether it is not to be included, for where it is. Of such a file it is not even told whether it exists. */
    boolean isElsewhere(String name) {
        if (only == null) {
            return false;
        }
        try {
            Path file = new File(name).toPath().toAbsolutePath().normalize();
            // First by its name: on Windows a look at it may open a connection.
            return !file.startsWith(only)
                    || Files.exists(file) && !file.toRealPath().startsWith(only.toRealPath());
        } catch (InvalidPathException | IOException e) {
            return true;
        }
    }

    /** @return whether one more may be included */
    boolean mayInclude() {
        return includes++ < MOST_INCLUDES;
    }

    static String tooManyIncludes() {
        return "there are more than " + MOST_INCLUDES + " includes; a file may include itself";
    }

    private static String tooLarge() {
        return "it is larger than " + (MOST_BYTES >> 20) + " MB";
    }

    /** @param depth of a further element */
    void element(int depth) {
        if (depth > MOST_NESTED) {
            throw new TooMuch("The elements are nested more than " + MOST_NESTED + " deep: this file is not read.");
        }
        if (++elements > MOST_ELEMENTS) {
            throw new TooMuch("There are more than " + MOST_ELEMENTS + " elements: this file is not read.");
        }
    }

    static void text(int length) {
        if (length > LONGEST_TEXT) {
            throw new TooMuch(
                    "The text of an element has more than " + LONGEST_TEXT + " characters: this file is not read.");
        }
    }

    /** Ends with {@link TooMuch} where all that is read is more than a configuration has. */
    InputStream bounded(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                count(Math.max(0, count));
                return count;
            }
        };
    }

    private void count(int more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new TooMuch("This file, with those that it includes, is larger than " + (MOST_BYTES >> 20)
                    + " MB: it is not read.");
        }
    }

    /** Its message is a sentence for the user. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
