package com.moesif.logback.internal.spool;

import java.io.IOException;

/**
 * The actions of one batch as they are kept until each has an outcome. Writer lock held until it is
 * sealed; after that sender thread only.
 */
public interface Segment {
    /** Takes one line: a byte to spare, the JSON, a line feed. The array may change once it returns. */
    interface LineSink {
        void line(byte[] bytes, int from, int to);
    }

    /**
     * Keeps these lines, each a byte to spare, the JSON and a line feed. Throws nothing for what the disk does: that is
     * noticed, and the segment is not {@linkplain #isWhole whole} any more.
     */
    void append(byte[] lines, int from, int to, int actions);

    /** Makes what was appended outlast a power failure, as long as it is {@linkplain #isWhole whole} afterwards. */
    void sync();

    /**
     * Looks whether its file is still there: if somebody has removed it, it is not {@linkplain #isWhole whole} any more.
     *
     * @return false when it can't be looked at now; true where there is no file of ours, too
     */
    default boolean look() {
        return true;
    }

    /**
     * Whether nothing is under the name of its file any more. Another file there may be the same lines still: a copy put in its
     * place, or the same file on a network disk that has numbered it anew.
     */
    default boolean isGone() {
        return false;
    }

    /** Nothing more will be appended. */
    void seal();

    /** Whether every action appended is in a file that can be read back. */
    boolean isWhole();

    /**
     * How many of so many actions, all of those appended, are in its file.
     *
     * @return not all when it isn't whole: then whoever finds the file will send these, and the others are in memory only
     */
    default int kept(int actions) {
        return isWhole() ? actions : 0;
    }

    /** Whether somebody else has taken its directory over, or its partition, and sends what is in it. */
    default boolean isTaken() {
        return false;
    }

    /** Bytes of its file. */
    long bytes();

    /**
     * Hands over the lines that are undamaged, in their order.
     *
     * @return how many were damaged, and have been set aside
     * @throws IOException when it can't be read now; {@link java.nio.file.NoSuchFileException} when it's gone for good
     */
    int read(LineSink sink) throws IOException;

    /** Hands over the lines of its file that are undamaged, also of one that is not whole, and changes nothing. */
    default void peek(LineSink sink) throws IOException {
        // Where there is no file there is none.
    }

    /** What the first so many of its actions are kept in, where each is known by itself. */
    default Segment first(int actions) {
        return this;
    }

    /** What all but the first so many are kept in. */
    default Segment after(int actions) {
        return this;
    }

    /** So many more of its actions have an outcome: with the last of them it is deleted. */
    void settled(int actions);
}
