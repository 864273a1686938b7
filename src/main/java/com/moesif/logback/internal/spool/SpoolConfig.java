package com.moesif.logback.internal.spool;

import java.nio.file.Path;

/**
 * @param directory where each running appender has a directory of its own
 * @param maxSize bytes of segments, adopted ones included; dead letters and damaged lines have a tenth of it on top
 */
public record SpoolConfig(Path directory, long maxSize) {}
