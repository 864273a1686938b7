package com.moesif.logback.internal.simulation;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** A path on a simulated disk, as one process sees it: absolute, or one name. */
final class SimPath implements Path {
    private final SimFileSystem fileSystem;
    private final String path;

    SimPath(SimFileSystem fileSystem, String path) {
        this.fileSystem = fileSystem;
        this.path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    SimFileSystem sim() {
        return fileSystem;
    }

    @Override
    public FileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return path.startsWith("/");
    }

    @Override
    public Path getRoot() {
        return isAbsolute() ? new SimPath(fileSystem, "/") : null;
    }

    @Override
    public Path getFileName() {
        return path.equals("/") ? null : new SimPath(fileSystem, path.substring(path.lastIndexOf('/') + 1));
    }

    @Override
    public Path getParent() {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || path.equals("/")) {
            return null;
        }
        return new SimPath(fileSystem, slash == 0 ? "/" : path.substring(0, slash));
    }

    @Override
    public int getNameCount() {
        return path.equals("/") ? 0 : (int) path.chars().filter(c -> c == '/').count() + (isAbsolute() ? 0 : 1);
    }

    @Override
    public Path getName(int index) {
        return new SimPath(fileSystem, path.substring(isAbsolute() ? 1 : 0).split("/")[index]);
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean startsWith(Path other) {
        return path.equals(other.toString()) || path.startsWith(other + "/");
    }

    @Override
    public boolean endsWith(Path other) {
        return path.equals(other.toString()) || path.endsWith("/" + other);
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        return resolve(other.toString());
    }

    @Override
    public Path resolve(String other) {
        if (other.isEmpty()) {
            return this;
        }
        return new SimPath(
                fileSystem, other.startsWith("/") ? other : path.equals("/") ? "/" + other : path + "/" + other);
    }

    @Override
    public Path relativize(Path other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI toUri() {
        return URI.create("sim:" + path);
    }

    @Override
    public Path toAbsolutePath() {
        return this;
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return this;
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return path.compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimPath that && that.fileSystem == fileSystem && that.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
