package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.DiskFaults.Call;
import com.moesif.logback.internal.simulation.SimDisk.Inode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a process may do with the simulated disk. */
final class SimProvider extends FileSystemProvider {
    private final SimFileSystem fileSystem;

    SimProvider(SimFileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    private SimDisk disk() {
        return fileSystem.disk;
    }

    private void before(Call call, Path path) throws IOException {
        disk().faults.before(call, fileSystem, path.toString());
    }

    Inode find(Path path) throws IOException {
        Inode found = disk().lookUp(path.toString());
        if (found == null) {
            throw new NoSuchFileException(path.toString());
        }
        return found;
    }

    private Inode parent(Path path) throws IOException {
        Path parent = path.getParent();
        Inode found = find(parent);
        if (!found.directory) {
            throw new NotDirectoryException(parent.toString());
        }
        return found;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return new SimInput((SimChannel) newFileChannel(path, Set.of()));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Inode found = disk().lookUp(path.toString());
        boolean creates =
                options.contains(StandardOpenOption.CREATE_NEW) || options.contains(StandardOpenOption.CREATE);
        before(found == null && creates ? Call.CREATE : Call.OPEN, path);
        if (found != null && options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        if (found == null) {
            if (!creates) {
                throw new NoSuchFileException(path.toString());
            }
            found = disk().file();
            found.mode = 0600;
            disk().link(parent(path), name(path), found);
        }
        boolean writes = options.contains(StandardOpenOption.WRITE);
        if (writes && disk().faults.readOnly) {
            before(Call.WRITE, path);
        }
        if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            disk().truncate(found, 0);
        }
        return new SimChannel(fileSystem, found, path.toString());
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path dir, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        before(Call.LIST, dir);
        Inode found = find(dir);
        if (!found.directory) {
            throw new NotDirectoryException(dir.toString());
        }
        List<Path> paths = new ArrayList<>();
        for (String name : found.entries.keySet()) {
            Path path = dir.resolve(name);
            if (filter.accept(path)) {
                paths.add(path);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return paths.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
        before(Call.CREATE, dir);
        Inode parent = dir.getParent() == null ? null : parent(dir);
        if (parent == null || parent.entries.containsKey(name(dir))) {
            throw new FileAlreadyExistsException(dir.toString());
        }
        disk().link(parent, name(dir), disk().directory());
    }

    @Override
    public void delete(Path path) throws IOException {
        before(Call.DELETE, path);
        Inode found = find(path);
        if (!found.entries.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        disk().unlink(parent(path), name(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        before(Call.RENAME, source);
        find(source);
        disk().rename(parent(source), name(source), parent(target), name(target));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return find(path) == find(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        before(Call.STAT, path);
        find(path);
        if (disk().faults.jailed) {
            throw new IOException("Mount point not found");
        }
        return new SimFileStore(disk().faults.fileSystemType);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        before(Call.STAT, path);
        find(path);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return type.cast(new SimAttributes.View(this, path));
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        before(Call.STAT, path);
        return type.cast(new SimAttributes(find(path), fileSystem));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        before(Call.STAT, path);
        Inode found = find(path);
        if (!fileSystem.supportedFileAttributeViews().contains("unix")) {
            throw new UnsupportedOperationException("View 'unix' not available");
        }
        Map<String, Object> values = new HashMap<>(SimFileSystem.US);
        values.put("mode", found.mode | (found.directory ? 040000 : 0100000));
        values.put("nlink", found.directory ? 2 : 1);
        return values;
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    void change(Call call, Path path) throws IOException {
        before(call, path);
        find(path);
    }

    @Override
    public String getScheme() {
        return "sim";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }
}
