package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.FileDescriptors;

/** The first action has parts of the JDK loaded, which fail for ever if they can't open their files then. Sender thread only. */
final class FirstUse {
    private final Notices notices;
    private boolean over;

    FirstUse(Notices notices) {
        this.notices = notices;
    }

    /** Whether an action may be encoded, if there is one. */
    boolean isPossible(Ring ring) {
        if (over || ring.size() == 0) {
            return true;
        }
        over = FileDescriptors.areLeft();
        if (!over) {
            notices.raise("descriptors", "This process has no file descriptors left: actions wait until it has some.");
        }
        return over;
    }
}
