package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A segment in a file. Disk first, memory second: its fields change when a write has succeeded. A file system that throws what is
 * no {@code IOException} is a disk in trouble like any other: were it let through, delivery would end with it.
 */
final class FileSegment implements Segment {
    private final Path file;
    private final DirectoryLock lock;
    private final Usage usage;
    private final DiskTrouble trouble;
    private final LineWriter writer;
    /** Of the file that is written to; null of one that was found. */
    private Object key;

    private OutFile out;
    private long length;
    private int unsettled;
    /** Lines that have been written here. */
    private int written;

    private boolean broken;
    /** It was looked for and was not there: if it comes back it is for whoever finds it, and not to be deleted. */
    private boolean gone;

    private long lostBytes;
    /** Whether its name in the directory outlasts a power failure: a file without one is lost however well it is synced. */
    private boolean named;

    private FileSegment(Path file, DirectoryLock lock, Usage usage, DiskTrouble trouble, LineWriter writer) {
        this.file = file;
        this.lock = lock;
        this.usage = usage;
        this.trouble = trouble;
        this.writer = writer;
    }

    static FileSegment create(String name, DirectoryLock lock, Usage usage, DiskTrouble trouble, LineWriter writer)
            throws IOException {
        Path file = lock.directory.resolve(name);
        PrivateFiles.create(file);
        FileSegment segment = new FileSegment(file, lock, usage, trouble, writer);
        segment.key = lock.trust.file(file);
        segment.out = opened(file, lock.trust);
        return segment;
    }

    /** Where others may write above it, somebody may have put a link in the place of it, or of its directory, just now. */
    static OutFile opened(Path file, Trust trust) throws IOException {
        Object key = trust.file(file);
        OutFile opened = OutFile.open(file);
        boolean same = false;
        try {
            same = opened.length() == 0 && Objects.equals(key, trust.file(file));
        } finally {
            if (!same) {
                opened.close();
            }
        }
        if (!same) {
            throw new Trust.Denied("has just been exchanged for another");
        }
        return opened;
    }

    /** One that was written before; its bytes are counted already. */
    static FileSegment found(Path file, DirectoryLock lock, long length, Usage usage, DiskTrouble trouble) {
        FileSegment segment = new FileSegment(file, lock, usage, trouble, null);
        segment.length = length;
        return segment;
    }

    @Override
    public void append(byte[] lines, int from, int to, int actions) {
        if (!broken) {
            try {
                writer.write(lines, from, to, out, this::written);
            } catch (IOException | RuntimeException | LinkageError | InternalError e) {
                broken = true;
                trouble.met("write to " + file.getFileName(), e);
                cutOff();
            }
        }
        unsettled += actions;
    }

    private void written(int bytes, int lines) {
        length += bytes;
        written += lines;
        usage.segments(bytes);
    }

    /** Half a line is no harm, since its checksum tells; but on a full disk every block counts. */
    private void cutOff() {
        try {
            out.truncate(length);
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // Then it stays.
        }
    }

    @Override
    public void sync() {
        if (broken || out == null) {
            return;
        }
        try {
            out.sync();
            if (!named) {
                PrivateFiles.syncDirectory(lock.directory);
                named = true;
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // Once a sync has failed nobody knows what is on the disk.
            broken = true;
            written = 0;
            trouble.met("sync " + file.getFileName(), e);
        }
        // Whoever waits for the sync would be told that a file is there.
        requireThere();
    }

    @Override
    public void seal() {
        if (out == null) {
            return;
        }
        try {
            out.close();
        } catch (IOException | RuntimeException | LinkageError | VirtualMachineError e) {
            broken = true;
            written = 0;
            trouble.met("close " + file.getFileName(), e);
        } finally {
            out = null;
        }
        requireThere();
    }

    @Override
    public boolean look() {
        try {
            lookForRemoval();
            return true;
        } catch (IOException | RuntimeException | LinkageError | VirtualMachineError e) {
            // Which is another trouble.
            return false;
        }
    }

    /** Where it can't be looked at either, nobody knows what is there: its actions stay in memory, too. */
    private void requireThere() {
        try {
            lookForRemoval();
        } catch (VirtualMachineError e) {
            // Memory is short, and the disk is well.
            broken = true;
            written = 0;
        } catch (IOException | RuntimeException | LinkageError e) {
            broken = true;
            written = 0;
            trouble.met("look at " + file.getFileName(), e);
        }
    }

    /** Writing to a file that somebody has removed, or put another in the place of, succeeds. */
    private void lookForRemoval() throws IOException {
        if (!isWhole()) {
            return;
        }
        boolean there;
        try {
            Object found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            there = key == null || key.equals(found);
        } catch (NoSuchFileException e) {
            there = false;
        }
        if (!there) {
            broken = true;
            written = 0;
            trouble.removed(file);
        }
    }

    @Override
    public boolean isGone() {
        // One that can't be looked at now is not gone: whoever reads it will tell.
        gone |= Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
        return gone;
    }

    @Override
    public boolean isWhole() {
        return !broken && lock.holds();
    }

    @Override
    public int kept(int actions) {
        if (isWhole()) {
            return actions;
        }
        return lock.holds() ? Math.min(written, actions) : 0;
    }

    @Override
    public long bytes() {
        return length;
    }

    @Override
    public int read(LineSink sink) throws IOException {
        try (CorruptFile corrupt = new CorruptFile(file, usage)) {
            SegmentReader reader = new SegmentReader(file, lock.trust, sink, corrupt);
            reader.read();
            corrupt.keep();
            lostBytes = corrupt.lost();
            return reader.damaged();
        } catch (NoSuchFileException e) {
            gone = true;
            throw e;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Whoever reads tries again later what can't be read now, and all other segments have their turn.
            throw new IOException(e.toString(), e);
        }
    }

    /** Bytes of damaged lines that the last reading found no room for. */
    long lostBytes() {
        return lostBytes;
    }

    @Override
    public void peek(LineSink sink) throws IOException {
        try {
            new SegmentReader(file, lock.trust, sink, (bytes, from, to) -> {}).read();
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IOException(e.toString(), e);
        }
    }

    @Override
    public boolean isTaken() {
        return lock.isTaken();
    }

    void holds(int actions) {
        unsettled = actions;
    }

    @Override
    public void settled(int actions) {
        unsettled -= actions;
        if (unsettled <= 0) {
            delete();
        }
    }

    void delete() {
        seal();
        if (lock.holds() && !gone) {
            trouble.delete(file);
        }
        usage.segments(-length);
        length = 0;
    }
}
