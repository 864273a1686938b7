package com.moesif.logback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The password of a {@code <proxy>}: as given, or out of a file, where Logback doesn't read it and so can't print it. */
final class ProxyPassword {
    private static final int MOST_BYTES = 4_096;

    private ProxyPassword() {}

    /**
     * Null when there is none.
     *
     * @param errors hears why a file gives none
     * @param rehearsed whether nothing is going to be sent: then no file is opened
     */
    static String of(ProxyElement given, Consumer<String> errors, boolean rehearsed) {
        boolean itself = given.getPassword() != null && !given.getPassword().isBlank();
        String file = given.getPasswordFile();
        if (itself || file == null || file.isBlank() || rehearsed) {
            return given.getPassword();
        }
        try {
            return read(Path.of(file.strip()));
        } catch (IOException | InvalidPathException e) {
            errors.accept("<proxy> has the <passwordFile> '" + file.strip() + "', which gives no password: "
                    + ApplicationId.reason(e) + ".");
            return null;
        }
    }

    /** Its first line: an editor ends it with a line feed, but a blank may belong to it. */
    private static String read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is too large for a password");
        }
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElseThrow(() -> new IOException("it holds no password"));
    }
}
