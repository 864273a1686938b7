package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Answer;
import java.time.Instant;

/** What is decided on an answer, for tests in other packages. */
public final class Verdicts {
    private Verdicts() {}

    /** The kind of decision, for a request of so many actions. */
    public static String kind(Answer answer, int actions) {
        return Verdict.of(answer, new Verdict.History(actions, 0), Instant.EPOCH)
                .getClass()
                .getSimpleName();
    }
}
