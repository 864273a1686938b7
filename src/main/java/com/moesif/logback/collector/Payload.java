package com.moesif.logback.collector;

import java.io.IOException;
import java.util.Arrays;

/**
 * The body of a request as it came over the wire, held up to a bound.
 *
 * @param bytes empty when the body went past the bound, or there was no room for it
 * @param size how many bytes were read, kept or not
 * @param tooLarge whether it went past the bound
 * @param readWhole false when even skipping was given up, so that the connection is of no more use
 * @param room what was taken of it, to be given back when the bytes are of no more use; negative when there was none
 */
record Payload(byte[] bytes, long size, boolean tooLarge, boolean readWhole, long room) {
    // Above the API's 15 MB, since gzip makes a body that does not compress a little longer.
    static final int MAX_HELD_BYTES = 16_000_000;

    // A client in the middle of sending sees a refusal only if someone goes on reading.
    private static final long MAX_SKIPPED_BYTES = 64_000_000;
    private static final int SCRAP_BYTES = 64 * 1024;
    private static final byte[] NONE = {};

    static Payload read(BodyInput in, Room room) throws IOException {
        byte[] begin = in.readNBytes(Room.FREE_BYTES);
        long more = begin.length < Room.FREE_BYTES ? 0 : in.atMost();
        if (more == 0) {
            return new Payload(begin, begin.length, false, true, 0);
        }
        if (begin.length + more > MAX_HELD_BYTES && in instanceof FixedBody) {
            return tooLarge(in, begin.length);
        }
        long taken = Math.min(more, MAX_HELD_BYTES);
        if (!room.take(taken)) {
            return new Payload(NONE, begin.length, false, false, -1);
        }
        boolean read = false;
        try {
            byte[] bytes = in instanceof FixedBody ? fixed(begin, (int) more, in) : growing(begin, in);
            read = bytes.length <= MAX_HELD_BYTES;
            return read ? new Payload(bytes, bytes.length, false, true, taken) : tooLarge(in, bytes.length);
        } finally {
            if (!read) {
                room.give(taken);
            }
        }
    }

    /** In an array of its length at once: one that grows is there twice in the end. */
    private static byte[] fixed(byte[] begin, int more, BodyInput in) throws IOException {
        byte[] bytes = Arrays.copyOf(begin, begin.length + more);
        in.readNBytes(bytes, begin.length, more);
        return bytes;
    }

    private static byte[] growing(byte[] begin, BodyInput in) throws IOException {
        byte[] rest = in.readNBytes(MAX_HELD_BYTES + 1 - begin.length);
        byte[] bytes = Arrays.copyOf(begin, begin.length + rest.length);
        System.arraycopy(rest, 0, bytes, begin.length, rest.length);
        return bytes;
    }

    private static Payload tooLarge(BodyInput in, long before) throws IOException {
        long size = before + skip(in, MAX_SKIPPED_BYTES - before);
        return new Payload(NONE, size, true, size < MAX_SKIPPED_BYTES, 0);
    }

    /**
     * Reads so many bytes, and holds none of them.
     *
     * @return how many there were
     */
    static long skip(BodyInput in, long most) throws IOException {
        byte[] scrap = new byte[SCRAP_BYTES];
        long size = 0;
        while (size < most) {
            int count = in.read(scrap, 0, (int) Math.min(scrap.length, most - size));
            if (count < 0) {
                break;
            }
            size += count;
        }
        return size;
    }

    boolean hadNoRoom() {
        return room < 0;
    }

    /** The same without what is of no more use. */
    Payload judged() {
        return new Payload(NONE, size, tooLarge, readWhole, 0);
    }
}
