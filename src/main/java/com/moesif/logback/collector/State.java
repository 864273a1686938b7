package com.moesif.logback.collector;

/** What has arrived and what is to be played: the one thing that the API and the page have in common. */
record State(Inbox inbox, RequestLog log, FaultScript faults, LogLines lines) {
    State(Kept kept) {
        this(new Inbox(kept), new RequestLog(kept), new FaultScript(), new LogLines());
    }

    /** The inbox last: a page that sees its new run starts over, and must not find what is about to be forgotten. */
    void clear() {
        log.clear();
        lines.clear();
        inbox.clear();
    }
}
