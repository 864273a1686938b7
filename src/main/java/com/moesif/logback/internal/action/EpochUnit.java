package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * In which unit a number counts from 1970 on. Which it is the number says itself, if it means a year from 2001 to 2099: in
 * another unit it would be one day of early 1970, or a year beyond 30,000.
 */
enum EpochUnit {
    SECONDS(1_000_000_000L, 1_000, 1),
    MILLISECONDS(1_000_000_000_000L, 1, 1),
    MICROSECONDS(1_000_000_000_000_000L, 1, 1_000),
    NANOSECONDS(1_000_000_000_000_000_000L, 1, 1_000_000);

    /** What the earliest moment that is plausible is in milliseconds. */
    static final long FIRST_MILLIS = MILLISECONDS.first;

    /** The beginning of 2100, as many times the beginning, in September 2001. */
    private static final double RANGE = 4.102_444_8;

    private final long first;
    private final long millisPerUnit;
    private final long unitsPerMilli;

    EpochUnit(long first, long millisPerUnit, long unitsPerMilli) {
        this.first = first;
        this.millisPerUnit = millisPerUnit;
        this.unitsPerMilli = unitsPerMilli;
    }

    /** A number that means no plausible year in any unit is taken for milliseconds. */
    static long millis(long number) {
        for (EpochUnit each : values()) {
            if (each.isPlausible(number)) {
                return number / each.unitsPerMilli * each.millisPerUnit;
            }
        }
        return number;
    }

    /** A number of more than 64 bits may look like seconds here. It is refused later, when its milliseconds are asked for. */
    static boolean isSeconds(BigDecimal number) {
        return SECONDS.isPlausible(number.longValue());
    }

    /** Whether a whole number means a year from 2001 to 2099 in one of them. */
    static boolean isPlausible(Number number) {
        if (number instanceof BigInteger whole && whole.bitLength() >= Long.SIZE) {
            return false;
        }
        for (EpochUnit each : values()) {
            if (each.isPlausible(number.longValue())) {
                return true;
            }
        }
        return false;
    }

    private boolean isPlausible(long number) {
        return number >= first && number < first * RANGE;
    }
}
