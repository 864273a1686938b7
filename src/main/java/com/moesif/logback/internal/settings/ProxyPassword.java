package com.moesif.logback.internal.settings;

import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.internal.transport.RotatedSecret;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The password of a {@code <proxy>}: as given, or out of a file, where Logback doesn't read it and so can't print it. */
final class ProxyPassword {
    private static final String FILE = "<passwordFile>";
    private static final int MOST_BYTES = 4_096;

    private ProxyPassword() {}

    /**
     * One that holds null when there is none.
     *
     * @param errors hears why a file gives none
     * @param trial whether nothing is going to be sent: then no file is opened
     */
    static RotatedSecret<String> of(ProxyElement given, Consumer<String> errors, boolean trial) {
        if (!elementOf(given).equals(Optional.of(FILE)) || trial) {
            return fixed(given.getPassword());
        }
        String file = given.getPasswordFile();
        try {
            Path path = Path.of(file.strip());
            return RotatedSecret.read(List.of(path), () -> read(path));
        } catch (IOException | InvalidPathException e) {
            errors.accept("<proxy> has the <passwordFile> '" + file.strip() + "', which gives no password: "
                    + SecretFile.reason(e) + ".");
            return fixed(null);
        }
    }

    /** The element that gives it; empty when none does. */
    static Optional<String> elementOf(ProxyElement given) {
        if (given.getPassword() != null && !given.getPassword().isBlank()) {
            return Optional.of("<password>");
        }
        return given.getPasswordFile() == null || given.getPasswordFile().isBlank()
                ? Optional.empty()
                : Optional.of(FILE);
    }

    private static RotatedSecret<String> fixed(String password) {
        return RotatedSecret.read(List.of(), () -> password);
    }

    /** Its first line: an editor ends it with a line feed, but a blank may belong to it. */
    private static String read(Path file) throws IOException {
        return new SecretFile(file, MOST_BYTES)
                .text()
                .lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElseThrow(() -> new IOException("it holds no password"));
    }
}
