package com.moesif.logback.collector;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Undoes gzip up to a bound, so that a small request cannot become a large memory. */
final class Gunzip extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;
    private static final int MAX_MEMBERS = 100;

    /** How many calls deep a reading is: Java's own code calls itself for each member that is empty. */
    private int depth;

    // The buffer takes all there is at once, which lets remainder() see what comes after the end.
    private Gunzip(InputStream in, int size) throws IOException {
        super(in, Math.max(size, 512));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (depth == MAX_MEMBERS) {
            throw new ZipException("over " + MAX_MEMBERS + " members");
        }
        depth++;
        try {
            return super.read(target, offset, length);
        } finally {
            depth--;
        }
    }

    /** @throws Rejected 413 when there is more than {@code limit} bytes in it, 400 when it is not gzip to its end */
    static byte[] unpack(byte[] packed, int limit) throws Rejected {
        try (Gunzip in = new Gunzip(new ByteArrayInputStream(packed), packed.length)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new Rejected(413, "the body has over " + limit + " bytes when decompressed");
            }
            // GZIPInputStream itself takes garbage behind the last member for padding.
            if (in.inf.getRemaining() != TRAILER_BYTES) {
                throw new Rejected(400, "something follows the gzip data");
            }
            return bytes;
        } catch (EOFException e) {
            throw new Rejected(400, "invalid gzip: it ends too early");
        } catch (IOException e) {
            throw new Rejected(400, "invalid gzip: " + e.getMessage());
        }
    }
}
