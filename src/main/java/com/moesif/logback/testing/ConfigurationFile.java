package com.moesif.logback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says what is wrong with the path of a configuration, to whoever has written it in a test. */
final class ConfigurationFile {
    private static final String REMEDY = "ive the path of your logback.xml";

    private ConfigurationFile() {}

    /** @throws UncheckedIOException when it can't be read; the message names it and says what would be right */
    static void mustBeReadable(Path file) {
        if (!Files.exists(file)) {
            throw new UncheckedIOException(
                    "There is no file " + file.toAbsolutePath()
                            + (file.isAbsolute() ? ": g" + REMEDY + "." : fromHere()),
                    new NoSuchFileException(file.toString()));
        }
        if (!Files.isRegularFile(file)) {
            fail(file, "is no file", new FileSystemException(file.toString(), null, "is no file"));
        }
        if (!Files.isReadable(file)) {
            fail(file, "may not be read by this user", new AccessDeniedException(file.toString()));
        }
    }

    /** An IDE and a build may begin in different directories. */
    private static String fromHere() {
        return ": the working directory of this JVM is " + Path.of("").toAbsolutePath() + ". G" + REMEDY
                + " from there, or from the root.";
    }

    private static void fail(Path file, String what, IOException why) {
        throw new UncheckedIOException(file.toAbsolutePath() + " " + what + ": g" + REMEDY + ".", why);
    }
}
