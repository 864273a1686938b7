package com.moesif.logback.internal.runtime;

import java.time.Duration;

/** How long an appender has to run before its rules are judged: tests have less time than services. */
public final class ShortLife {
    private ShortLife() {}

    public static void is(Duration time) {
        LastWords.shortLife = time;
    }
}
