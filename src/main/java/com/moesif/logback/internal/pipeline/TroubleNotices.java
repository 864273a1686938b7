package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Notices;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What is said while the collector takes nothing, and when it takes actions again. Sender thread only. */
final class TroubleNotices {
    private static final String UNREACHABLE = "delivery";
    private static final String PAUSE = "delivery pauses: ";

    private final Notices notices;
    private final String destination;
    /** The topics of the trouble at hand. */
    private final Set<String> raised = new HashSet<>();

    /** @param destination that takes actions or not, as the beginning of a sentence */
    TroubleNotices(Notices notices, String destination) {
        this.notices = notices;
        this.destination = destination;
    }

    void paused(Verdict.Pause pause) {
        // Each reason by itself: a pause must not go unsaid because another trouble was said before.
        raise(
                PAUSE + pause.why(),
                "Delivery pauses (" + pause.why() + "). " + pause.remedy()
                        + ". All actions are kept, and "
                        + destination.substring(0, 1).toLowerCase(Locale.ROOT)
                        + destination.substring(1) + " is asked again from time to time.");
    }

    void failed(Verdict.Retry retry) {
        raise(
                UNREACHABLE,
                destination + " can't be reached or asked to retry later (" + retry.why()
                        + "). The actions are kept and sent again.");
    }

    private void raise(String topic, String text) {
        raised.add(topic);
        notices.raise(topic, text);
    }

    void over() {
        if (!raised.isEmpty()) {
            raised.forEach(topic -> notices.over(topic, destination + " takes actions again."));
            raised.clear();
        }
    }
}
