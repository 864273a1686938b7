package com.moesif.logback.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written from its beginning on, or from its end. One thread at a time. */
interface OutFile extends Closeable {
    void write(byte[] bytes, int from, int count) throws IOException;

    /** What is behind this length is cut off. */
    void truncate(long length) throws IOException;

    long length() throws IOException;

    /** Goes to a place, to write over what is there. */
    void seek(long at) throws IOException;

    /** Goes to the end, and says which byte is the last; -1 when there is none. */
    int seekEnd() throws IOException;

    /** Makes what was written outlast a power failure. */
    void sync() throws IOException;

    /**
     * One that is there. {@link RandomAccessFile} where there is one: callers' threads write, and an interrupt would close a
     * channel for all. A file system that is not the machine's own, such as a simulated one, has channels only.
     */
    static OutFile open(Path file) throws IOException {
        return file.getFileSystem() == FileSystems.getDefault()
                ? new Native(new RandomAccessFile(file.toFile(), "rw"))
                : new Channel(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** See {@link #open}. */
    final class Native implements OutFile {
        private final RandomAccessFile file;

        private Native(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(bytes, from, count);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void seek(long at) throws IOException {
            file.seek(at);
        }

        @Override
        public int seekEnd() throws IOException {
            long end = file.length();
            if (end == 0) {
                return -1;
            }
            file.seek(end - 1);
            return file.read();
        }

        @Override
        public void sync() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** See {@link #open}. */
    final class Channel implements OutFile {
        private final FileChannel channel;

        private Channel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, from, count);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public void seek(long at) throws IOException {
            channel.position(at);
        }

        @Override
        public int seekEnd() throws IOException {
            long end = channel.size();
            if (end == 0) {
                return -1;
            }
            channel.position(end - 1);
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last);
            return last.get(0) & 0xFF;
        }

        @Override
        public void sync() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
