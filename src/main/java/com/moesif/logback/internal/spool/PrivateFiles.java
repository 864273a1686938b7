package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories for nobody but their owner: 0600 and 0700, whatever the umask, where there are permissions. */
final class PrivateFiles {
    /** What a crash may leave of {@link #replace}, and of others that write a file before they name it. */
    static final String UNFINISHED = ".new";

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** A new, empty file; it's an error when there is one. */
    static void create(Path file) throws IOException {
        if (isPosix(file)) {
            // From the first moment; and once more, since a umask takes away what the owner needs.
            Files.createFile(file, attribute(FILE));
            permit(file, FILE);
        } else {
            Files.createFile(file);
        }
    }

    static void createIfMissing(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            // As wanted.
        }
    }

    /** The directory and what is missing above it, for good. Those that exist stay as they are. */
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            if (isPosix(directory)) {
                Files.createDirectory(directory, attribute(DIRECTORY));
                permit(directory, DIRECTORY);
            } else {
                Files.createDirectory(directory);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        if (parent != null) {
            syncParent(parent);
        }
    }

    /**
     * Makes the names of this directory and of those above it outlast a power failure: a process that had made some of them
     * may have been killed before it could do so. Where we may not write, it has made none.
     *
     * @throws IOException when it can't be done for the directory's own name; of those above it no more is asked than is
     *     possible, since they may be on other file systems
     */
    static void syncNames(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        syncParent(parent);
        for (Path above = real(parent).getParent(); above != null; above = above.getParent()) {
            try {
                if (Files.isWritable(above)) {
                    syncParent(above);
                }
            } catch (IOException e) {
                // There are file systems that sync no directories.
            }
        }
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            // Something above it may be walked through only.
            return directory.toAbsolutePath();
        }
    }

    private static void syncParent(Path parent) throws IOException {
        try {
            syncDirectory(parent);
        } catch (AccessDeniedException e) {
            // One that we may write to and not read: then the file system has to see to it.
        }
    }

    /** Puts this in the place of what the file held, all at once and for good. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(fresh);
        create(fresh);
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(file.toAbsolutePath().getParent());
    }

    /** Makes names that were made or removed in a directory outlast a power failure. */
    static void syncDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A share that is mounted for another user refuses this: then nothing stays, or each try would leave one more. */
    private static void permit(Path made, Set<PosixFilePermission> permissions) throws IOException {
        try {
            Files.setPosixFilePermissions(made, permissions);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(made);
            throw e;
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
