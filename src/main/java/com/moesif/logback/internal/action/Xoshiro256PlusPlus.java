package com.moesif.logback.internal.action;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * The random generator of that name (Blackman and Vigna). Its 256 bits of state come from the operating system; a generator with
 * 64 would repeat a whole sequence of another JVM among some 2³² of them. Owned by one thread.
 */
final class Xoshiro256PlusPlus {
    private static final int SEED_BYTES = 32;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** @param seed 32 bytes, not all of them zero */
    Xoshiro256PlusPlus(byte[] seed) {
        ByteBuffer words = ByteBuffer.wrap(seed);
        s0 = words.getLong();
        s1 = words.getLong();
        s2 = words.getLong();
        s3 = words.getLong();
    }

    /** One that nobody can foresee. Loading a {@code SecureRandom} takes its time. */
    static Xoshiro256PlusPlus seeded() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return new Xoshiro256PlusPlus(seed);
    }

    long next() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }
}
