package com.moesif.logback.internal.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A secret out of files that are exchanged while it is in use, as mounted secrets are. The files are looked at before a
 * request, on the thread that dials, which may wait for a disk as it may for a name server; at most every few seconds.
 * What can't be read, because it is half written say, is tried again at the next look, and the old secret holds meanwhile.
 *
 * @param <T> what is made of the files
 */
public final class RotatedSecret<T> {
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final String NO_FILE = "none";

    /** Makes the secret of its files. */
    @FunctionalInterface
    public interface Reader<T, E extends Exception> {
        T read() throws E;
    }

    private final List<Path> files;
    private final Reader<T, ?> reader;
    private volatile T current;
    private volatile Consumer<Exception> onTrouble = failure -> {};
    /** Of the thread that dials, as the two below are. */
    private List<String> seen;

    private long lookedAtNanos = System.nanoTime();
    private boolean inTrouble;

    private RotatedSecret(List<Path> files, Reader<T, ?> reader, List<String> seen, T current) {
        this.files = files;
        this.reader = reader;
        this.seen = seen;
        this.current = current;
    }

    /**
     * Reads it for the first time.
     *
     * @param files those to look at; none for a secret that stays as it is
     */
    public static <T, E extends Exception> RotatedSecret<T> read(List<Path> files, Reader<T, E> reader) throws E {
        // Before they are read: what changes meanwhile is then read again.
        List<String> seen = look(files);
        return new RotatedSecret<>(files, reader, seen, reader.read());
    }

    /** Who hears that the files have changed and can't be read: once, until they can. */
    public void tellOfTrouble(Consumer<Exception> listener) {
        onTrouble = listener;
    }

    public T current() {
        return current;
    }

    /** On the thread that dials, and on no other. */
    void refresh() {
        long now = System.nanoTime();
        if (files.isEmpty() || now - lookedAtNanos < LOOK_EVERY_NANOS) {
            return;
        }
        lookedAtNanos = now;
        List<String> found = look(files);
        if (found.equals(seen)) {
            inTrouble = false;
            return;
        }
        try {
            if (found.contains(NO_FILE)) {
                // A pipe would keep the thread waiting for ever.
                throw new NoSuchFileException(files.get(found.indexOf(NO_FILE)).toString());
            }
            current = reader.read();
            seen = found;
            inTrouble = false;
        } catch (Exception e) {
            if (!inTrouble) {
                inTrouble = true;
                onTrouble.accept(e);
            }
        }
    }

    private static List<String> look(List<Path> files) {
        return files.stream().map(RotatedSecret::look).toList();
    }

    /** Through links: Kubernetes exchanges the directory that they lead into. */
    private static String look(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.isRegularFile()
                    ? found.lastModifiedTime() + " " + found.size() + " " + found.fileKey()
                    : NO_FILE;
        } catch (IOException | RuntimeException e) {
            return NO_FILE;
        }
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "****";
    }
}
