package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.OldestUnsent;
import com.moesif.logback.internal.ledger.SilentRules;
import com.moesif.logback.internal.spool.Spool;

/**
 * What the sender tells at the end of each turn: how delivery fares, what is wrong, and what a crash before has cost. Sender thread
 * only.
 */
final class TurnReport {
    private final SendSchedule schedule;
    private final Spool spool;
    private final Notices notices;
    private final DeliveryHealth health;
    private final OldestUnsent oldestUnsent;
    private final SilentRules silentRules;

    TurnReport(SendSchedule schedule, Spool spool, Ledger ledger, Notices notices) {
        this.schedule = schedule;
        this.spool = spool;
        this.notices = notices;
        this.health = ledger.health();
        this.oldestUnsent = new OldestUnsent(health, notices);
        this.silentRules = new SilentRules(ledger, notices);
    }

    /**
     * @param oldest the sequence number of the oldest action without an outcome
     * @param next that of the action that is taken next
     * @param aloud whether a status may be said now
     */
    void turnEnds(long nowNanos, long oldest, long next, boolean aloud) {
        health.pauseLasts(schedule.isPaused());
        tellNextTry();
        oldestUnsent.look(nowNanos, oldest, next);
        silentRules.look(nowNanos);
        if (aloud) {
            notices.speak(nowNanos);
            spool.crashes().areTold();
        }
    }

    private void tellNextTry() {
        if (schedule.isInTrouble() && !schedule.isSuspended()) {
            health.triesAgainAt(schedule.retryAtNanos());
        } else {
            health.needsNoNextTry();
        }
    }

    /** Whatever this meets is left: the next turn is worth more than the words. */
    void turnFailed(Throwable failure, boolean aloud) {
        try {
            notices.raise("sender", "The sender's turn failed and is repeated: " + failure + ". Please report this.");
            if (aloud) {
                // A turn that fails each time never comes to its own notices.
                notices.speak(System.nanoTime());
            }
        } catch (Throwable t) {
            // Out of memory, most likely.
        }
    }

    /** How long until there is something to tell, though nothing comes. */
    long nanosUntilDue(long nowNanos) {
        return silentRules.nanosUntilDue(nowNanos);
    }

    /** There is no next turn. */
    void isOver() {
        health.gone();
    }
}
