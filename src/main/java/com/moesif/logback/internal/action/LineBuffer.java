package com.moesif.logback.internal.action;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Encoded actions, each a line: a comma, the JSON, a line feed. The leading comma lets a run of lines become a JSON array
 * by overwriting one byte and adding one, and the line feed, which JSON text never contains, finds the actions again.
 * Grows and is reused. One thread at a time.
 */
public final class LineBuffer extends OutputStream {
    private static final int FIRST_SIZE = 64 * 1024;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    @Override
    public void write(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    /** The buffer itself, not a copy: valid up to {@link #length()} until the next write. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets everything from this length on. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Moves so many bytes from the beginning of this to the end of that one; copies none of them if that one is empty. */
    public void moveTo(LineBuffer other, int count) {
        if (other.length > 0) {
            other.write(bytes, 0, count);
            removeFirst(count);
            return;
        }
        int rest = length - count;
        // Before anything has changed: memory that can't be had must not cost the rest.
        byte[] spare = other.bytes.length < rest ? new byte[rest] : other.bytes;
        System.arraycopy(bytes, count, spare, 0, rest);
        other.bytes = bytes;
        other.length = count;
        bytes = spare;
        length = rest;
    }

    /** Forgets so many bytes at the beginning and moves the rest there. */
    public void removeFirst(int count) {
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
    }
}
