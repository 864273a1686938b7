package com.moesif.logback.internal.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStoreException;

/** The file of a key or trust store, before it is opened. Pure. */
public final class StoreFile {
    private StoreFile() {}

    /**
     * A pipe would keep its reader waiting for ever, and a device has no end. A link to a file is a file: Kubernetes mounts secrets so.
     * Of a file that is not there, whoever opens it says more.
     *
     * @throws KeyStoreException when it is something else than a file; the message names it
     */
    public static void mustBeRegular(Path file) throws KeyStoreException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new KeyStoreException(file + " is no regular file");
        }
    }
}
