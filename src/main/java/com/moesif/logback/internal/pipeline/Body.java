package com.moesif.logback.internal.pipeline;

import java.util.Arrays;

/** A request's body being made, piece by piece. One thread at a time. */
interface Body extends AutoCloseable {
    /** Begins one; what was begun before is forgotten. */
    void begin();

    /** Makes room for a piece of this size, so that adding it, even in parts, can't fail for want of memory. */
    void reserve(int count);

    /** Adds a piece; its bytes may change when this returns. */
    void add(byte[] bytes, int offset, int count);

    /** The whole body. */
    byte[] finish();

    /** Bytes it takes up so far. */
    int size();

    @Override
    void close();

    /** As it is, without compression. */
    static Body plain() {
        return new Plain();
    }

    /** See {@link #plain}. */
    final class Plain implements Body {
        private byte[] out = new byte[64 * 1024];
        private int end;

        @Override
        public void begin() {
            end = 0;
        }

        @Override
        public void reserve(int count) {
            if (out.length - end < count) {
                out = Arrays.copyOf(out, Math.max(out.length * 2, end + count));
            }
        }

        @Override
        public void add(byte[] bytes, int offset, int count) {
            reserve(count);
            System.arraycopy(bytes, offset, out, end, count);
            end += count;
        }

        @Override
        public byte[] finish() {
            return Arrays.copyOf(out, end);
        }

        @Override
        public int size() {
            return end;
        }

        @Override
        public void close() {
            // Nothing outside the heap.
        }
    }
}
