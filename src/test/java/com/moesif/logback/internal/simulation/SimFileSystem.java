package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.SimDisk.Inode;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The simulated disk as one process sees it. The keys of its files are this process's own, so that what the library keeps for a
 * JVM it keeps here for a process.
 */
public final class SimFileSystem extends FileSystem {
    static final Map<String, Object> US = us();

    final SimDisk disk;
    final String process;
    private final SimProvider provider = new SimProvider(this);
    /** How many files it has open. */
    int open;

    private boolean dead;

    SimFileSystem(SimDisk disk, String process) {
        this.disk = disk;
        this.process = process;
    }

    /** Who this process is: the files of the simulated disk are its own. */
    private static Map<String, Object> us() {
        try {
            Path made = Files.createTempFile("sim", null);
            try {
                return made.getFileSystem().supportedFileAttributeViews().contains("unix")
                        ? Map.copyOf(Files.readAttributes(made, "unix:uid,gid"))
                        : Map.of();
            } finally {
                Files.delete(made);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Object key(Inode inode) {
        return "(sim=" + process + ",ino=" + inode.id + ")";
    }

    /** The kernel frees all locks of a process that ends. */
    void die() {
        dead = true;
        disk.eachFileAnywhere((path, inode) -> unlock(inode));
    }

    void unlock(Inode inode) {
        if (inode.lockedBy == this) {
            inode.lockedBy = null;
        }
        inode.sharedBy.remove(this);
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(new SimPath(this, "/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return disk.faults.ownerless || US.isEmpty() ? Set.of("basic", "posix") : Set.of("basic", "posix", "unix");
    }

    @Override
    public Path getPath(String first, String... more) {
        return new SimPath(this, first + (more.length == 0 ? "" : "/" + String.join("/", more)));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        // The library asks for names with an ending, and nothing else.
        String ending = syntaxAndPattern.substring("glob:*".length());
        return path -> path.toString().endsWith(ending);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
