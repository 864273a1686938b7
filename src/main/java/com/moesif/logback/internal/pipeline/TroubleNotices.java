package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.Transport;
import java.util.HashSet;
import java.util.Set;

/** What is said while the collector takes nothing, and when it takes actions again. Sender thread only. */
final class TroubleNotices {
    private static final String UNREACHABLE = "delivery";
    private static final String PAUSE = "delivery pauses: ";

    private final Notices notices;
    private final Transport transport;
    /** The topics of the trouble at hand. */
    private final Set<String> raised = new HashSet<>();

    /** @param transport that names what takes actions or not */
    TroubleNotices(Notices notices, Transport transport) {
        this.notices = notices;
        this.transport = transport;
    }

    void paused(Verdict.Pause pause) {
        // Each reason by itself: a pause must not go unsaid because another trouble was said before.
        raise(
                PAUSE + pause.why(),
                "Delivery pauses (" + pause.why() + "). " + pause.remedy()
                        + ". All actions are kept, and "
                        + transport.destinationWithin() + " is asked again from time to time.");
    }

    void failed(Verdict.Retry retry) {
        raise(
                UNREACHABLE,
                transport.destination() + " can't be reached, or can't take actions now (" + retry.why()
                        + "). The actions are kept and sent again.");
    }

    private void raise(String topic, String text) {
        raised.add(topic);
        notices.raise(topic, text);
    }

    void over() {
        if (!raised.isEmpty()) {
            raised.forEach(topic -> notices.over(topic, transport.destination() + " takes actions again."));
            raised.clear();
        }
    }
}
