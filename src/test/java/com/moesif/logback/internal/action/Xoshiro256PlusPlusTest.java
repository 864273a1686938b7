package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class Xoshiro256PlusPlusTest {
    private static byte[] seed(long... words) {
        ByteBuffer seed = ByteBuffer.allocate(Long.BYTES * words.length);
        LongStream.of(words).forEach(seed::putLong);
        return seed.array();
    }

    /** What the authors' own program gives for the state 1, 2, 3, 4. */
    @Test
    void itsNumbers_areThoseOfTheReference() {
        Xoshiro256PlusPlus random = new Xoshiro256PlusPlus(seed(1, 2, 3, 4));

        assertThat(LongStream.generate(random::next).limit(10))
                .containsExactly(
                        41943041L,
                        58720359L,
                        3588806011781223L,
                        3591011842654386L,
                        Long.parseUnsignedLong("9228616714210784205"),
                        Long.parseUnsignedLong("9973669472204895162"),
                        Long.parseUnsignedLong("14011001112246962877"),
                        Long.parseUnsignedLong("12406186145184390807"),
                        Long.parseUnsignedLong("15849039046786891736"),
                        Long.parseUnsignedLong("10450023813501588000"));
    }

    @Test
    void aMillionNumbers_areAllDifferent() {
        Xoshiro256PlusPlus random = Xoshiro256PlusPlus.seeded();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 1_000_000; i++) {
            seen.add(random.next());
        }

        // By chance two are alike once in 37 million runs.
        assertThat(seen).hasSize(1_000_000);
    }
}
