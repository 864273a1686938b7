package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the JDK's own reader. */
class GzipTest {
    private final Gzip gzip = new Gzip();

    @AfterEach
    void close() {
        gzip.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 4_095, 65_535, 65_536, 65_537, 1_000_000, 14 << 20})
    void whatIsCompressed_isReadBack(int length) throws IOException {
        byte[] random = new byte[length];
        new Random(length).nextBytes(random);
        byte[] even = new byte[length];
        Arrays.fill(even, (byte) 'a');

        // In turn, since one deflater and one buffer serve them all.
        assertThat(unzipped(compress(gzip, random, 0, length))).isEqualTo(random);
        assertThat(unzipped(compress(gzip, even, 0, length))).isEqualTo(even);
        assertThat(unzipped(compress(gzip, random, 0, length))).isEqualTo(random);
    }

    @Test
    void everySmallSize_isReadBack() throws IOException {
        byte[] random = new byte[2_000];
        new Random(1).nextBytes(random);
        for (int length = 0; length <= random.length; length++) {
            assertThat(unzipped(compress(gzip, random, 0, length))).isEqualTo(Arrays.copyOf(random, length));
        }
    }

    @Test
    void sizesAroundThatOfTheBuffer_areReadBack() throws IOException {
        byte[] random = new byte[140_000];
        new Random(2).nextBytes(random);
        // What can't be compressed grows by a few bytes: the end and the trailer land on either side of the buffer's
        // end.
        for (int length = 65_400; length < 65_560; length++) {
            try (Gzip fresh = new Gzip()) {
                assertThat(unzipped(compress(fresh, random, 0, length))).isEqualTo(Arrays.copyOf(random, length));
            }
        }
    }

    @Test
    void onlyTheGivenRange_isCompressed() throws IOException {
        byte[] bytes = "[abc]".getBytes();

        assertThat(unzipped(compress(gzip, bytes, 1, 3))).asString().isEqualTo("abc");
        assertThat(bytes).asString().isEqualTo("[abc]");
    }

    /** It counts against the memory of whoever fills it. */
    @Test
    void whatIsCompressedSoFar_isItsSize() {
        byte[] random = new byte[100_000];
        new Random(3).nextBytes(random);
        gzip.begin();
        int before = gzip.size();

        gzip.add(random, 0, random.length);

        assertThat(before).isLessThan(20);
        assertThat(gzip.size()).isBetween(random.length / 2, random.length * 2);
    }

    /** Memory that can't be had must lack before an action is taken, not in the middle of one. */
    @Test
    void whatIsReserved_needsNoMoreMemoryWhenItComes() {
        byte[] random = new byte[1_000_000];
        new Random(4).nextBytes(random);
        gzip.begin();
        gzip.add(random, 0, 60_000);
        gzip.reserve(random.length);

        assertThat(allocatedBy(() -> gzip.add(random, 0, random.length))).isLessThan(10_000);
    }

    @Test
    void aPiece_getsItsMemoryAtOnce() {
        byte[] random = new byte[1_000_000];
        new Random(5).nextBytes(random);
        gzip.begin();

        assertThat(allocatedBy(() -> gzip.add(random, 0, random.length))).isBetween(1_000_000L, 1_100_000L);
        assertThat(allocatedBy(() -> gzip.add(random, 0, 30_000)))
                .as("it grows to twice its size at least: many small pieces cost few copies")
                .isBetween(2_000_000L, 2_200_000L);
        assertThat(allocatedBy(() -> gzip.add(random, 0, 900_000))).isLessThan(10_000);
    }

    /** Some 260 kB outside the heap, which no collection of garbage would free soon. */
    @Test
    void whatIsClosed_isNotUsedAgain() {
        gzip.close();

        assertThatThrownBy(gzip::begin).hasMessageContaining("closed");
    }

    private static long allocatedBy(Runnable step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        step.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] compress(Gzip gzip, byte[] bytes, int from, int length) {
        gzip.begin();
        // In pieces of odd sizes, as lines come.
        int half = length / 3;
        gzip.add(bytes, from, half);
        gzip.add(bytes, from + half, length - half);
        return gzip.finish();
    }

    private static byte[] unzipped(byte[] zipped) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }
}
