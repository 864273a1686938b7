package com.moesif.logback.collector;

import java.time.Instant;

/**
 * A fault that one request got.
 *
 * @param actions how many the request held; 0 where its body was not read
 * @param kept whether they were kept all the same
 */
record PlayedFault(Instant time, Fault fault, String method, String path, int actions, boolean kept) {}
