package com.moesif.logback.internal.ledger;

import java.time.Duration;
import java.util.List;

/**
 * Notices rules that take no events while the appender gets some: a reworded log line ends what it bills without a word. Of the
 * sender's thread; time comes in.
 */
public final class SilentRules {
    /** For a rule of which nothing is expected: so long, and so many events of its logger. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Looks so often in the shortest time that a rule has. */
    private static final int LOOKS = 10;

    private static final long SOONEST_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LATEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ledger ledger;
    private final Notices notices;
    private List<Watch> watches;
    private long interval;
    private long lookedAtNanos;

    public SilentRules(Ledger ledger, Notices notices) {
        this.ledger = ledger;
        this.notices = notices;
    }

    /** Costs next to nothing before it is time for another look. */
    public void look(long nowNanos) {
        if (watches == null) {
            begin(nowNanos);
        } else if (!watches.isEmpty() && nowNanos - lookedAtNanos >= interval) {
            // A night without any event is no silence of the rules.
            long busyNanos = ledger.takeEventsSeen() ? nowNanos - lookedAtNanos : 0;
            lookedAtNanos = nowNanos;
            watches.forEach(watch -> watch.look(busyNanos));
        }
    }

    private void begin(long nowNanos) {
        watches = ledger.rules().stream().map(Watch::new).toList();
        interval = Math.max(
                SOONEST_NANOS,
                watches.stream()
                        .mapToLong(watch -> watch.patience().toNanos() / LOOKS)
                        .reduce(LATEST_NANOS, Math::min));
        lookedAtNanos = nowNanos;
    }

    /** How long until the next look. */
    public long nanosUntilDue(long nowNanos) {
        return watches == null || watches.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, interval - (nowNanos - lookedAtNanos));
    }

    private final class Watch {
        private final RuleTally rule;
        private long matched;
        private long silentNanos;

        Watch(RuleTally rule) {
            this.rule = rule;
        }

        Duration patience() {
            return rule.expectEvery() == null ? PATIENCE : rule.expectEvery();
        }

        void look(long busyNanos) {
            long now = rule.matched();
            if (now != matched) {
                matched = now;
                silentNanos = 0;
                if (rule.isSilent()) {
                    rule.silent(false);
                    notices.over(topic(), "An event has matched " + rule.label() + " again.");
                }
                return;
            }
            silentNanos += busyNanos;
            if (!rule.isSilent() && silentNanos >= patience().toNanos() && isStrange()) {
                rule.silent(true);
                notices.raise(topic(), words());
            }
        }

        private boolean isStrange() {
            return rule.expectEvery() != null || !rule.isKnown() && rule.hasPassedMany();
        }

        private String topic() {
            return "silent " + rule.label();
        }

        private String words() {
            String what = rule.expectEvery() == null
                    ? "No event has matched " + rule.label()
                            + " in ten minutes, though its logger has logged more than " + RuleTally.MANY_EVENTS + "."
                    : "No event has matched " + rule.label()
                            + " for its <expectEvery>, though this appender gets others.";
            return what + " " + rule.question();
        }
    }
}
