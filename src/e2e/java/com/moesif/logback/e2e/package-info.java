/**
 * The end-to-end benchmark: this appender beside others, each in a JVM of its own, with a sink in another. This package
 * starts the processes; {@code candidate} runs in what is measured, {@code sink} in what counts, {@code report} writes.
 */
package com.moesif.logback.e2e;
