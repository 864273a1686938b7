package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
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

    /** Of the file and of how a directory is laid out. */
    static final int FORMAT = 1;

    /** Of no id at all: a topic has none, and that in a file may come late. What was kept then is for whoever has one. */
    static final String NO_ID = "e3b0c44298fc1c14";

    private static final int HASH_BYTES = 8;
    private static final int MOST_BYTES = 64 * 1024;

    static Owner of(String name, String endpoint, String applicationId, boolean refused) {
        return new Owner(name, endpoint, hash(applicationId), refused);
    }

    /** Whether an appender of this owner may send what belongs to that one; whatever that one says of itself, not for that. */
    boolean mayAdoptFrom(Owner other) {
        return isSuccessorOf(other) && (idHash.equals(other.idHash) || other.idHash.equals(NO_ID));
    }

    /** All but the application id is the same: it may have been changed. */
    boolean isSuccessorOf(Owner other) {
        return name.equals(other.name) && (endpoint.equals(other.endpoint) || other.endpoint.equals(Tenant.UNDECIDED));
    }

    /** A newer version of this library has written it, and nobody can know here what it means. */
    static final class Newer extends IOException {
        private static final long serialVersionUID = 1;

        Newer(String format) {
            super("written in the format " + format + " of a newer version of this library");
        }
    }

    /** What is in the file is no owner file; reading it again would show the same. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String why) {
            super(why);
        }
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

    /**
     * @throws Newer when this version can't know what it says
     * @throws Damaged when it's no owner file
     * @throws NoSuchFileException when there is none
     * @throws IOException when it can't be read now
     */
    static Owner read(Path directory, Trust trust) throws IOException {
        Properties entries = new Properties();
        try (InputStream in = trust.read(directory.resolve(FILE))) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                throw new Damaged("too large");
            }
            entries.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new Damaged("no owner file");
        }
        String format = entries.getProperty("format", String.valueOf(FORMAT));
        if (!format.equals(String.valueOf(FORMAT))) {
            throw new Newer(format);
        }
        String name = entries.getProperty("name");
        String endpoint = entries.getProperty("endpoint");
        String idHash = entries.getProperty("applicationIdHash");
        if (name == null || endpoint == null || idHash == null) {
            throw new Damaged("no owner file");
        }
        return new Owner(name, endpoint, idHash, Boolean.parseBoolean(entries.getProperty("refused")));
    }

    /** What is wrong with a file that could not be read, reads on after its directory's name. */
    static String trouble(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "has no owner file";
        }
        return e instanceof Damaged
                ? "has a damaged owner file"
                : "has an owner file that can't be read (" + DiskTrouble.reason(e) + ")";
    }

    void write(Path directory) throws IOException {
        // Not by Properties.store: it dates its files, and loading time zones would delay the first actions of a
        // process.
        String text = "# whose actions these are\n" + entry("format", String.valueOf(FORMAT)) + entry("name", name)
                + entry("endpoint", endpoint) + entry("applicationIdHash", idHash)
                + entry("refused", String.valueOf(refused));
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
