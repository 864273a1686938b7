package com.moesif.logback.internal.settings;

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
 * A small file of text that holds a secret, as an orchestrator mounts it or an editor writes it. It is read at the start and again
 * while the secret is refused, so that nothing in it may take long. Any thread.
 *
 * @param mostBytes what is larger is taken for another file
 */
record SecretFile(Path path, int mostBytes) {
    /** Editors of Windows put it before a text in UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Its text, without a byte order mark.
     *
     * @throws IOException when it can't be read; {@link #reason} has the words
     */
    String text() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A pipe would keep its reader waiting for ever, and a device has no end.
            throw new IOException("it is no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(mostBytes + 1);
        }
        if (bytes.length > mostBytes) {
            throw new IOException("it is too large: more than " + mostBytes + " bytes");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Why a file gives nothing, for people. */
    static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "this process may not read it";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is no text in UTF-8";
        }
        return failure.getClass() == IOException.class ? failure.getMessage() : "it can't be read (" + failure + ")";
    }
}
