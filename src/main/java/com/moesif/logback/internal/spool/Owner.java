package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Whose the actions in a directory are, as its {@code owner} file says. Of the application id only the beginning of a hash:
 * enough to tell tenants apart, and no secret.
 *
 * @param name the appender's
 * @param endpoint where it sends to
 * @param idHash the first 16 hex digits of the SHA-256 of the application id
 * @param refused whether the collector's last word on that id was a refusal
 */
record Owner(String name, String endpoint, String idHash, boolean refused) {
    static final String FILE = "owner";

    private static final int HASH_BYTES = 8;
    private static final int MOST_BYTES = 64 * 1024;

    static Owner of(String name, String endpoint, String applicationId, boolean refused) {
        return new Owner(name, endpoint, hash(applicationId), refused);
    }

    /** Whether an appender of this owner may send what belongs to that one. */
    boolean mayAdoptFrom(Owner other) {
        boolean samePlace =
                name.equals(other.name) && (endpoint.equals(other.endpoint) || other.endpoint.equals(Tenant.UNDECIDED));
        return samePlace && (idHash.equals(other.idHash) || other.refused);
    }

    /** In place of {@code equals}, of which Java before 19 keeps the class loader (JDK-8078641): nothing may stay of a web application. */
    boolean isSame(Owner other) {
        return other != null
                && name.equals(other.name)
                && endpoint.equals(other.endpoint)
                && idHash.equals(other.idHash)
                && refused == other.refused;
    }

    static String hash(String applicationId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(applicationId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @throws IOException also when it's no owner file */
    static Owner read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("too large");
        }
        Properties entries = new Properties();
        try {
            entries.load(new StringReader(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new IOException("no owner file", e);
        }
        String name = entries.getProperty("name");
        String endpoint = entries.getProperty("endpoint");
        String idHash = entries.getProperty("applicationIdHash");
        if (name == null || endpoint == null || idHash == null) {
            throw new IOException("no owner file");
        }
        return new Owner(name, endpoint, idHash, Boolean.parseBoolean(entries.getProperty("refused")));
    }

    void write(Path directory) throws IOException {
        // Not by Properties.store: it dates its files, and loading time zones would hold up the first actions of a
        // process.
        String text = "# whose actions these are\n" + entry("name", name) + entry("endpoint", endpoint)
                + entry("applicationIdHash", idHash) + entry("refused", String.valueOf(refused));
        PrivateFiles.replace(directory.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String key, String value) {
        StringBuilder entry = new StringBuilder(key).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > ' ' && c <= '~' && c != '\\') {
                entry.append(c);
            } else {
                entry.append(String.format("\\u%04x", (int) c));
            }
        }
        return entry.append('\n').toString();
    }
}
