package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.StatusSink;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What there is to say of a life at its end, once: of rules that never matched, and its counts. Any thread. */
final class Farewell {
    private final LastWords lastWords;
    private final EventGate gate;
    private final Ledger ledger;
    private final StatusSink statusSink;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile List<String> ruleSentences = List.of();

    Farewell(LastWords lastWords, EventGate gate, Ledger ledger, StatusSink statusSink) {
        this.lastWords = lastWords;
        this.gate = gate;
        this.ledger = ledger;
        this.statusSink = statusSink;
    }

    /** It stops: what is said of rules is settled now, since it is remembered for an appender that follows. */
    void stops() {
        ruleSentences = saidOfRules();
    }

    /**
     * Says all of it.
     *
     * @param stopped whether the appender was stopped; else the JVM exits
     * @return false when it was said before
     */
    boolean say(boolean stopped) {
        if (!said.compareAndSet(false, true)) {
            return false;
        }
        (stopped ? ruleSentences : saidOfRules()).forEach(statusSink::warn);
        statusSink.info((stopped ? "Stopped: " : "The JVM exits: ") + ledger.counts());
        return true;
    }

    /** Without an event nothing can be said of them. */
    private List<String> saidOfRules() {
        List<String> sentences = lastWords.sentences(System.nanoTime());
        return gate.hasSeenEvents() ? sentences : List.of();
    }
}
