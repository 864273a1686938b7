package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LogLines;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.pipeline.ActionSink;

/**
 * What stands behind {@code doAppend}: keeps out what is no action, what our own threads log, what is logged within an
 * append, and an event's second visit. Any thread; never throws.
 */
public final class EventGate {
    private final RuntimeOwner owner;
    private final EventMapper mapper;
    private final Ledger ledger;
    private final Notices notices;
    private final ActionSink next;
    /** Null where no collector may ask for them. */
    private final LogLines logLines;

    private final AppendGuard guard = new AppendGuard();
    private final SecondVisits secondVisits;
    /** Set by any thread: a lost race sets it again. */
    private boolean seenEvents;

    private volatile boolean seenBefore;

    public EventGate(RuntimeOwner owner, EventMapper mapper, Ledger ledger, Notices notices, ActionSink next) {
        this(owner, mapper, ledger, notices, next, null);
    }

    /**
     * @param next takes each action
     * @param logLines null where no collector may ask for them
     */
    EventGate(
            RuntimeOwner owner,
            EventMapper mapper,
            Ledger ledger,
            Notices notices,
            ActionSink next,
            LogLines logLines) {
        this.owner = owner;
        this.mapper = mapper;
        this.ledger = ledger;
        this.notices = notices;
        this.next = next;
        this.logLines = logLines;
        this.secondVisits = new SecondVisits(owner.appender(), ledger, notices);
    }

    /** @param filtered whether filters, user code, decide first */
    public void append(ILoggingEvent event, boolean filtered) {
        if (!seenEvents) {
            seenEvents = true;
        }
        try {
            Rule.Match match = filtered ? Rule.Match.UNDECIDED : firstLook(event);
            if (match == null) {
                mapper.passedBy(event);
                return;
            }
            if (AppenderThread.isCurrent()) {
                return;
            }
            Object[] state = guard.enter();
            if (state == null) {
                return;
            }
            try {
                if (filtered && !accepts(event, state)) {
                    return;
                }
                Rule.Match decided = match == Rule.Match.UNDECIDED ? decide(event, state) : match;
                if (decided == null) {
                    mapper.passedBy(event);
                } else {
                    take(event, decided, state);
                }
            } finally {
                AppendGuard.exit(state);
            }
        } catch (Throwable t) {
            notices.raise(
                    DropReason.INTERNAL_ERROR.label(),
                    "A filter, a marker, an argument or the appender itself failed on an event: "
                            + t.getClass().getName()
                            + ". The event was not shipped. If it may have been an action, it counts as dropped ("
                            + DropReason.INTERNAL_ERROR.label() + ").");
        }
    }

    private Rule.Match firstLook(ILoggingEvent event) {
        try {
            return mapper.match(event);
        } catch (Throwable t) {
            // A marker that throws, say. Where it does so again, the event is counted.
            return Rule.Match.UNDECIDED;
        }
    }

    /** One whose filter fails is not shipped; what may have been an action counts as one that is lost. */
    private boolean accepts(ILoggingEvent event, Object[] state) {
        try {
            return owner.accepts(event);
        } catch (VirtualMachineError e) {
            // Where the stack or the memory is at its end, no message is formatted to find out.
            if (firstLook(event) != null && isFirstVisit(event, state)) {
                lose();
            }
            throw e;
        } catch (Throwable t) {
            if (decide(event, state) != null && isFirstVisit(event, state)) {
                lose();
            }
            throw t;
        }
    }

    /** An event that cannot be decided on may have been an action, and counts as one that is lost. */
    private Rule.Match decide(ILoggingEvent event, Object[] state) {
        try {
            return mapper.decide(event);
        } catch (Throwable t) {
            if (isFirstVisit(event, state)) {
                lose();
            }
            throw t;
        }
    }

    /** Where that cannot be found out, nothing is shipped, lest it be billed twice. */
    private boolean isFirstVisit(ILoggingEvent event, Object[] state) {
        try {
            return !secondVisits.include(event, state);
        } catch (Throwable t) {
            lose();
            throw t;
        }
    }

    /** Counts an action that was lost before its capture. */
    private void lose() {
        next.expect();
        next.giveUp(DropReason.INTERNAL_ERROR);
    }

    private void take(ILoggingEvent event, Rule.Match match, Object[] state) {
        if (!isFirstVisit(event, state)) {
            return;
        }
        // Before the capture, so that a stop waits for it.
        next.expect();
        try {
            CapturedAction action = mapper.capture(event, match);
            if (logLines != null && logLines.areAsked()) {
                action.line(line(event));
            }
            next.put(action);
        } catch (Throwable t) {
            // Also from put, which throws only while the action has no outcome.
            next.giveUp(DropReason.INTERNAL_ERROR);
            throw t;
        }
    }

    private static String line(ILoggingEvent event) {
        return event.getLevel() + " " + event.getLoggerName() + " - " + event.getFormattedMessage();
    }

    /** When the configuration is complete: tells whether Logback has more than one way here. */
    public void sayWhatMeetsHere() {
        secondVisits.sayWhatIsFound();
    }

    /** What it keeps out, and why. */
    SecondVisits secondVisits() {
        return secondVisits;
    }

    /**
     * An event that comes after the stop: too late to be shipped, but not to be counted.
     *
     * @return whether it may have been an action
     */
    public boolean refuse(ILoggingEvent event) {
        try {
            if (firstLook(event) != null && !AppenderThread.isCurrent() && !secondVisits.includeLate(event)) {
                ledger.tooLate();
                return true;
            }
        } catch (Throwable t) {
            // The end of the stack, say; nothing is at stake any more.
        }
        return false;
    }

    /** Whether any event came at all: without one, nothing can be said of a rule that never matched. */
    boolean hasSeenEvents() {
        return seenEvents || seenBefore;
    }

    /** Whether any has come since this was last asked. */
    boolean takeSeen() {
        boolean seen = seenEvents;
        if (seen) {
            seenBefore = true;
            seenEvents = false;
        }
        return seen;
    }
}
