package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.FileDescriptors;

/**
 * Whether actions may be encoded yet: not during the {@link Hold}. And the first one has parts of the JDK loaded, which fail for ever
 * if they can't open their files then. Sender thread only.
 */
final class FirstUse {
    private final Notices notices;
    private final Hold hold;
    private boolean over;

    FirstUse(Notices notices, Hold hold) {
        this.notices = notices;
        this.hold = hold;
    }

    /** At each turn; as {@link Hold#look}. */
    void look(long nowNanos, boolean hurries, boolean leaves) {
        hold.look(nowNanos, hurries, leaves);
    }

    boolean isHeld() {
        return hold.isOn();
    }

    /** Whether an action may be encoded, if there is one. */
    boolean isPossible(Ring ring) {
        if (isHeld()) {
            return false;
        }
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
