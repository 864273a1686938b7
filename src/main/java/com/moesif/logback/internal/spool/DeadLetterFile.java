package com.moesif.logback.internal.spool;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines that {@link DeadLetters} writes, one at a time: a file of them may be larger than the heap. */
final class DeadLetterFile {
    /**
     * The answer is escaped, so that its end can be told. People add fields to actions, and an editor may leave a mark before the
     * first line, and carriage returns or blanks behind each.
     */
    private static final Pattern LINE = Pattern.compile(
            "(?:\u00EF\u00BB\u00BF)?\\{\"id\":\"([^\"]{36})\",\"time\":\"([^\"]*)\",\"reason\":\"([^\"]*)\",\"status\":(\\d{1,9}),"
                    + "\"answer\":\"((?:[^\"\\\\]|\\\\.)*+)\",(?:\"lacking\":(\\[(?:\"(?:[^\"\\\\]|\\\\.)*+\",?)*+\\]),)?"
                    + "\"action\":(\\{.*\\})\\}[ \\t\\r]*",
            Pattern.DOTALL);

    private DeadLetterFile() {}

    /** Takes each line in turn. */
    interface Reader {
        /**
         * @param letter null when the line is none
         * @param line as it stands in the file, without its line feed
         */
        void line(Inventory.Letter letter, byte[] line) throws IOException;
    }

    static void read(Path file, Trust trust, Reader reader) throws IOException {
        try (InputStream in = new BufferedInputStream(trust.read(file), 64 * 1024)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    give(line, file, reader);
                } else {
                    line.write(b);
                }
            }
            give(line, file, reader);
        }
    }

    private static void give(ByteArrayOutputStream bytes, Path file, Reader reader) throws IOException {
        if (bytes.size() > 0) {
            byte[] line = bytes.toByteArray();
            bytes.reset();
            reader.line(parsed(line, file), line);
        }
    }

    private static Inventory.Letter parsed(byte[] line, Path file) {
        // A byte a character: what is taken out is the same bytes again.
        Matcher matcher = LINE.matcher(new String(line, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            return null;
        }
        return new Inventory.Letter(
                file,
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                Integer.parseInt(matcher.group(4)),
                matcher.group(5),
                matcher.group(6) == null ? "" : matcher.group(6),
                matcher.group(7).getBytes(StandardCharsets.ISO_8859_1));
    }
}
