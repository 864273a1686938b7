package com.moesif.logback.collector;

import java.time.Instant;

/**
 * A request that brought actions again: what a sender does that has had no answer. They count once.
 *
 * @param known how many had come before
 * @param of how many the request held
 * @param first the first of those known
 */
record Resend(Instant time, int known, int of, ReceivedAction first) {}
