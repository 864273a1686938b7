package com.moesif.logback;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeliveryHealth;

/** What only its own package sees of an appender, for the tests of all the others. */
public final class Insight {
    private Insight() {}

    /** Null before the first start. */
    public static Counts counts(MoesifAppender appender) {
        return appender.life() == null ? null : appender.life().counts();
    }

    /** Whether it takes events. */
    public static boolean isShipping(MoesifAppender appender) {
        return appender.isShipping();
    }

    public static DeliveryHealth health(MoesifAppender appender) {
        return appender.life().health();
    }
}
