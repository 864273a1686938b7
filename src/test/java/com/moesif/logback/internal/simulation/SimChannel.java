package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.DiskFaults.Call;
import com.moesif.logback.internal.simulation.SimDisk.Inode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** An open file. Whichever channel of a process closes it, all locks of this process on the file are gone, as POSIX has it. */
final class SimChannel extends FileChannel {
    private static final String LOCK = "/lock";
    /** As long on each machine: where the JVM's own is longer, all that a full disk or a power failure decides is different. */
    private static final byte[] PID = "pid=1\n".getBytes(StandardCharsets.US_ASCII);

    private final SimFileSystem process;
    private final Inode inode;
    private final Inode rootThen;
    private final String path;
    private int position;

    SimChannel(SimFileSystem process, Inode inode, String path) {
        this.process = process;
        this.inode = inode;
        this.rootThen = process.disk.root();
        this.path = path;
        process.open++;
    }

    private void before(Call call) throws IOException {
        process.disk.faults.before(call, process, path);
        if (call != Call.CLOSE && !process.disk.isReachable(inode, rootThen)) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        before(Call.READ);
        if (position >= inode.length) {
            return -1;
        }
        int count = Math.min(into.remaining(), inode.length - position);
        into.put(inode.data, position, count);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        before(Call.WRITE);
        boolean isPid = path.endsWith(LOCK);
        byte[] bytes = isPid ? PID : new byte[from.remaining()];
        if (!isPid) {
            from.duplicate().get(bytes);
        }
        int count = process.disk.write(inode, position, bytes, 0, process.disk.faults.some(bytes.length));
        if (count == 0 && bytes.length > 0) {
            throw process.disk.faults.noSpace(path);
        }
        position += count;
        from.position(isPid ? from.limit() : from.position() + count);
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long newPosition) {
        position = (int) newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        before(Call.STAT);
        return inode.length;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        before(Call.TRUNCATE);
        process.disk.truncate(inode, (int) size);
        position = (int) Math.min(position, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        before(Call.SYNC);
        process.disk.sync(inode);
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) throws IOException {
        before(Call.LOCK);
        if (inode.lockedBy == process || inode.sharedBy.contains(process)) {
            throw new OverlappingFileLockException();
        }
        if (inode.lockedBy != null || !shared && !inode.sharedBy.isEmpty()) {
            return null;
        }
        if (shared) {
            inode.sharedBy.add(process);
        } else {
            inode.lockedBy = process;
        }
        return new FileLock(this, at, size, shared) {
            @Override
            public boolean isValid() {
                return isOpen();
            }

            @Override
            public void release() {
                process.unlock(inode);
            }
        };
    }

    @Override
    protected void implCloseChannel() throws IOException {
        process.open--;
        if (!process.isDead()) {
            process.unlock(inode);
        }
        before(Call.CLOSE);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel src, long at, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer into, long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
