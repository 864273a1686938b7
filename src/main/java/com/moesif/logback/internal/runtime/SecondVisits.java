package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.internal.joran.Attachments;
import com.moesif.logback.internal.joran.Ways;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps out an event that has been taken already, where Logback has more than one way to the appender: attached to a logger
 * and to its ancestor, also behind an appender that hands events on from a thread of its own, or in place of an older one.
 * Where there is one way only, as there should be, it costs next to nothing. Any thread.
 */
final class SecondVisits {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Appender<ILoggingEvent> appender;
    private final Ledger ledger;
    private final Notices notices;
    /** Null as long as no second way is known; then for good, since events may still be on a way that is closed meanwhile. */
    private volatile RecentEvents recent;

    private volatile boolean told;
    /** These two are nobody's alone: a lost race costs one look more. */
    private volatile long lookedAtMillis;

    private volatile long pauseMillis;

    /** An application's thread never waits for it: whoever has it is looking already. */
    private final ReentrantLock looking = new ReentrantLock();

    /**
     * That there is more than one way.
     *
     * @param isHopeless whether one event may be two actions all the same
     */
    private record Finding(String sentence, boolean isHopeless) {}

    SecondVisits(Appender<ILoggingEvent> appender, Ledger ledger, Notices notices) {
        this.appender = appender;
        this.ledger = ledger;
        this.notices = notices;
    }

    /**
     * Whether this event, about to be taken, was taken before.
     *
     * @param thread what this thread remembers
     */
    boolean include(ILoggingEvent event, Object[] thread) {
        if (AppendGuard.isNew(thread)) {
            // A way through another thread shows itself by one that never came before.
            lookNowAndThen(event.getTimeStamp());
        }
        boolean maybe = AppendGuard.maybeSeen(thread, event);
        RecentEvents known = recent;
        if (known == null ? !maybe || !isAttachedTwice(event) : !known.includes(event)) {
            return false;
        }
        if (known == null) {
            lookIfNobodyDoes();
        }
        ledger.odd(Oddity.DUPLICATE_EVENTS);
        return true;
    }

    /** The same for an event that will not be taken: it may have been before. */
    boolean includeLate(ILoggingEvent event) {
        RecentEvents known = recent;
        return known != null && known.includes(event);
    }

    private boolean isAttachedTwice(ILoggingEvent event) {
        LoggerContext context = (LoggerContext) appender.getContext();
        return Attachments.onPath(event.getLoggerName(), context, appender).size() > 1;
    }

    /** Ever less often: a large application has many loggers to look at, and maybe a new thread for each request. */
    private void lookNowAndThen(long nowMillis) {
        if (recent == null && Math.abs(nowMillis - lookedAtMillis) >= pauseMillis) {
            lookedAtMillis = nowMillis;
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
            lookIfNobodyDoes();
        }
    }

    private void lookIfNobodyDoes() {
        if (looking.tryLock()) {
            try {
                look().ifPresent(this::tell);
            } finally {
                looking.unlock();
            }
        }
    }

    /** When the configuration is complete: says whether there is a second way. */
    void sayWhatIsFound() {
        Optional<Finding> found;
        looking.lock();
        try {
            found = look();
        } finally {
            looking.unlock();
        }
        found.ifPresent(finding -> {
            if (finding.isHopeless) {
                appender.addError(finding.sentence);
            } else {
                appender.addWarn(finding.sentence);
            }
        });
    }

    private void tell(Finding finding) {
        notices.raise("attached twice", finding.sentence);
    }

    /** From now on each event is remembered, as there is, or will be, a second way. */
    void remember(int heldBack) {
        looking.lock();
        try {
            if (recent == null) {
                recent = new RecentEvents();
            }
            recent.holdBack(heldBack);
        } finally {
            looking.unlock();
        }
    }

    /** Looks for a second way; empty when there is none, or it has been found before. */
    private Optional<Finding> look() {
        if (told) {
            return Optional.empty();
        }
        Ways ways = Ways.to(appender);
        String meeting = ways.thatMeet();
        if (meeting.isEmpty()) {
            return Optional.empty();
        }
        told = true;
        remember(ways.heldBack());
        String sentence = "This appender is attached to the loggers " + meeting
                + ", so Logback hands it each event more than once. ";
        boolean copies = ways.mayCopy();
        return Optional.of(new Finding(
                sentence
                        + (copies
                                ? "Where an appender in between passes on a copy, this one can't tell it from a new event, and"
                                        + " ONE EVENT BECOMES TWO ACTIONS. Attach this appender once."
                                : "It takes each once; attach it to one of them, or set additivity=\"false\"."),
                copies));
    }
}
