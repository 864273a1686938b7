package com.moesif.logback.internal.settings;

import com.moesif.logback.internal.transport.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The application id. One from a file is read again before each request while the collector refuses it, since mounted
 * secrets change. Any thread.
 */
public final class ApplicationId implements Credential {
    private static final int MOST_BYTES = 4_096;

    private final Path file;
    private volatile String id;
    private volatile boolean refused;

    /** @param file null when the id was given itself */
    public ApplicationId(String id, Path file) {
        this.id = id;
        this.file = file;
    }

    /**
     * The id in a file.
     *
     * @throws IOException when it can't be read or holds no id
     */
    static String read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // The sender reads it again and again: a pipe would keep it waiting for ever.
            throw new IOException("it is no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it is too large for an id");
        }
        String id = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString()
                .strip();
        if (id.isEmpty() || !Credential.isSendable(id)) {
            throw new IOException("it holds no id");
        }
        return id;
    }

    /** Why a file gives no id, for people. */
    static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "this process may not read it";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is no text";
        }
        return failure.getClass() == IOException.class ? failure.getMessage() : "it can't be read (" + failure + ")";
    }

    @Override
    public String current() {
        if (refused && file != null) {
            try {
                id = read(file);
            } catch (IOException | RuntimeException e) {
                // The old one stays; that it is refused is being told already.
            }
        }
        return id;
    }

    @Override
    public void refused() {
        refused = true;
    }

    @Override
    public void accepted() {
        refused = false;
    }

    /** Whether the collector's last word on it was a refusal. */
    public boolean isRefused() {
        return refused;
    }

    /** Masked: for statuses. */
    @Override
    public String toString() {
        return file == null ? "****" : "**** applicationIdFile=" + file;
    }
}
