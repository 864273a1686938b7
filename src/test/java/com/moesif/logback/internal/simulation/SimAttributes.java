package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.DiskFaults.Call;
import com.moesif.logback.internal.simulation.SimDisk.Inode;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** What a file says of itself. */
record SimAttributes(Inode inode, SimFileSystem fileSystem) implements PosixFileAttributes {
    @Override
    public FileTime lastModifiedTime() {
        return FileTime.fromMillis(inode.modifiedMillis);
    }

    @Override
    public FileTime lastAccessTime() {
        return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
        return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
        return !inode.directory;
    }

    @Override
    public boolean isDirectory() {
        return inode.directory;
    }

    @Override
    public boolean isSymbolicLink() {
        return false;
    }

    @Override
    public boolean isOther() {
        return false;
    }

    @Override
    public long size() {
        return inode.length;
    }

    @Override
    public Object fileKey() {
        return fileSystem.key(inode);
    }

    @Override
    public UserPrincipal owner() {
        throw new UnsupportedOperationException();
    }

    @Override
    public GroupPrincipal group() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        throw new UnsupportedOperationException();
    }

    /** Changes it. */
    record View(SimProvider provider, Path path) implements PosixFileAttributeView {
        @Override
        public String name() {
            return "posix";
        }

        @Override
        public PosixFileAttributes readAttributes() throws IOException {
            return provider.readAttributes(path, PosixFileAttributes.class);
        }

        @Override
        public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
            provider.change(Call.CHMOD, path);
        }

        @Override
        public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
            provider.change(Call.UTIME, path);
            provider.find(path).modifiedMillis = modified.toMillis();
        }

        @Override
        public UserPrincipal getOwner() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setOwner(UserPrincipal owner) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setGroup(GroupPrincipal group) {
            throw new UnsupportedOperationException();
        }
    }
}
