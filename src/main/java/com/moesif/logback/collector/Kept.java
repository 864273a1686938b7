package com.moesif.logback.collector;

/**
 * How much a collector keeps of what has arrived; the oldest goes first. What has gone is still counted, but an action that
 * comes again then is not known any more.
 *
 * @param actions most of them
 * @param chars of their JSON in all
 * @param requests most of them, with their headers
 */
record Kept(int actions, long chars, int requests) {
    /** For a test, which wants to see everything. */
    static final Kept EVERYTHING = new Kept(Integer.MAX_VALUE, Long.MAX_VALUE, RequestLog.KEPT_REQUESTS);

    private static final int PROGRAM_ACTIONS = 100_000;
    private static final int PROGRAM_REQUESTS = 500;
    private static final long PROGRAM_CHARS = 64_000_000;

    /** For a program that nobody may ever end. */
    static Kept byProgram() {
        return new Kept(
                PROGRAM_ACTIONS, Math.min(PROGRAM_CHARS, Runtime.getRuntime().maxMemory() / 16), PROGRAM_REQUESTS);
    }
}
