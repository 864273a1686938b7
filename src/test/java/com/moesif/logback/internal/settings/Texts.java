package com.moesif.logback.internal.settings;

import java.time.Duration;

/** Reads texts of a configuration as an appender does. */
public final class Texts {
    private Texts() {}

    public static long size(String text) {
        return SizeText.parse(text);
    }

    public static Duration duration(String text) {
        return DurationText.parse(text);
    }
}
