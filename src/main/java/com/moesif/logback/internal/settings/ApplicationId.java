package com.moesif.logback.internal.settings;

import com.moesif.logback.internal.transport.Credential;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The application id. One from a file is read again before each request while there is none in it, or the collector refuses
 * it, since secrets are mounted late and change. Any thread.
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
     * One that isn't known yet: its file gives none.
     *
     * @param file null when it was given itself, and is none
     */
    static ApplicationId missing(Path file) {
        ApplicationId id = new ApplicationId("", file);
        id.refused = true;
        return id;
    }

    /**
     * The id in a file.
     *
     * @throws IOException when it can't be read or holds no id
     */
    static String read(Path file) throws IOException {
        String id = new SecretFile(file, MOST_BYTES).text().strip();
        if (id.isEmpty() || !Credential.isSendable(id)) {
            throw new IOException("it holds no id");
        }
        return id;
    }

    @Override
    public String current() {
        if (refused && file != null) {
            try {
                String found = read(file);
                if (id.isEmpty()) {
                    // The collector has had no word on it yet.
                    refused = false;
                }
                id = found;
            } catch (IOException | RuntimeException e) {
                // The old one stays; that it is refused, or that there is none, is being told already.
            }
        }
        return id;
    }

    /** As it was when it was last asked for; empty while there is none. Takes no time. */
    public String known() {
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

    /** Whether the collector's last word on it was a refusal, or there is none yet. */
    public boolean isRefused() {
        return refused;
    }

    /** Masked: for statuses. */
    @Override
    public String toString() {
        return file == null ? "****" : "**** applicationIdFile=" + file;
    }
}
