package com.moesif.logback.internal.settings;

import java.util.Optional;

/**
 * How much an appender may take of a JVM's memory: a guest that fills a small heap in an outage ends its host.
 *
 * @param heap the most bytes that the heap may have
 */
public record HeapShare(long heap) {
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;
    private static final long MOST = 64 * MB;
    private static final long LEAST = 64 * KB;
    private static final int EIGHTH = 8;

    public static HeapShare ofThisJvm() {
        return new HeapShare(Runtime.getRuntime().maxMemory());
    }

    /** The default of {@code maxMemory}, in whole kB. */
    public long fair() {
        return Math.max(LEAST, Math.min(MOST, heap / EIGHTH)) / KB * KB;
    }

    /** What to say of a value that was given; nothing where it fits. */
    Optional<String> warningOf(long maxMemory) {
        if (maxMemory <= heap / 2) {
            return Optional.empty();
        }
        return Optional.of("<maxMemory> is " + SizeText.show(maxMemory) + ", but the whole heap of this JVM is at most "
                + heap / MB + " MB: in an outage the application may run out of memory. Leave it out, which makes it "
                + SizeText.show(fair()) + " here, or raise -Xmx.");
    }
}
