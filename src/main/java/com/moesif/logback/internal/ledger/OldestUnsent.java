package com.moesif.logback.internal.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Knows since when the oldest action without an outcome has been held, and says so when that is long: usage that arrives
 * after a billing period has closed may be missed. Actions have numbers and no times, so now and then it notes which number
 * had been reached: no time is looked at for each action. Sender thread only; time comes in.
 */
public final class OldestUnsent {
    /** From this age on it is said aloud, once an episode. */
    public static final Duration TOO_OLD = Duration.ofMinutes(5);

    private static final String TOPIC = "oldest unsent";
    private static final long LEAST_DISTANCE_NANOS = Duration.ofSeconds(1).toNanos();
    /** Marks are the further apart the older the oldest is, so that a month takes some 1,500 of them. */
    private static final int PARTS = 128;

    private final DeliveryHealth health;
    private final Notices notices;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long seen;
    private boolean tooOld;

    /** Actions with this number and above were taken at this moment or after it. */
    private record Mark(long sequence, long atNanos) {}

    public OldestUnsent(DeliveryHealth health, Notices notices) {
        this.health = health;
        this.notices = notices;
    }

    /**
     * To be called at each turn; costs next to nothing.
     *
     * @param oldest the number of the oldest action without an outcome, negative when it was there before this appender;
     *     {@code next} when there is none
     * @param next the number of the action that is taken next
     */
    public void look(long nowNanos, long oldest, long next) {
        if (oldest == next) {
            marks.clear();
            health.nothingUnsent();
        } else {
            mark(nowNanos, oldest, next);
            forgetBefore(oldest);
            long since = marks.getFirst().atNanos;
            health.unsentSince(oldest < 0 ? health.foundSince(since) : since);
        }
        if (oldest >= 0) {
            health.nothingFoundUnsent();
        }
        seen = next;
        tell(nowNanos);
    }

    private void mark(long nowNanos, long oldest, long next) {
        if (marks.isEmpty()) {
            marks.addLast(new Mark(oldest, nowNanos));
            return;
        }
        long distance = Math.max(LEAST_DISTANCE_NANOS, (nowNanos - marks.getFirst().atNanos) / PARTS);
        if (next > seen && nowNanos - marks.getLast().atNanos >= distance) {
            marks.addLast(new Mark(seen, nowNanos));
        }
    }

    /** Keeps the newest mark that is not beyond the oldest action. */
    private void forgetBefore(long oldest) {
        Mark first = marks.removeFirst();
        while (!marks.isEmpty() && marks.getFirst().sequence <= oldest) {
            first = marks.removeFirst();
        }
        marks.addFirst(first);
    }

    private void tell(long nowNanos) {
        boolean now = health.oldestUnsentAge(nowNanos).compareTo(TOO_OLD) > 0;
        if (now && !tooOld) {
            notices.raise(
                    TOPIC,
                    "The oldest action has been unsent for more than " + TOO_OLD.toMinutes() + " minutes (" + why()
                            + "). Billing may miss what arrives after its period has closed: correct what delays it.");
        } else if (tooOld && !now) {
            notices.over(TOPIC, "No action is unsent for so long any more.");
        }
        tooOld = now;
    }

    private String why() {
        String paused = health.pausedReason();
        if (paused != null) {
            return "delivery is paused: " + paused;
        }
        DeliveryHealth.Trouble trouble = health.lastTrouble();
        return trouble == null ? "no request has failed" : "last error: " + trouble.why();
    }
}
