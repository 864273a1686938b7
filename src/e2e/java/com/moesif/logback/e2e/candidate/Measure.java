package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.util.Locale;
import java.util.Map;

/** What can be measured of a candidate; its name in lower case is what the command line calls it. */
public enum Measure {
    /** The caller's cost, and the CPU's, at 20,000 calls a second. */
    PACED(PacedCalls::measure),
    /** What arrives when one thread does nothing but log. */
    FLOOD(Flood::measure),
    /** How long a lone event takes to the sink. */
    LONE(LoneEvent::measure),
    /** How long the first event of a process takes that has been up for a quarter of a minute. */
    FIRST(LoneEvent::first),
    /** How long a stop takes with 10,000 events just logged, and what it loses. */
    STOP(StopWithQueue::measure),
    /** What a process that logs no more still does. */
    IDLE(Idle::measure),
    /** What one to a thousand calls a second take of a core. */
    TRICKLE(Trickle::measure),
    /** Calls, and what a kill takes, while other processes burn all cores. */
    STARVED(Starved::measure),
    /** Two hundred threads that log flat out, on one core and on two. */
    CONTENDED(Contended::measure),
    /** What unlike events take on the wire. */
    WIRE(Wire::measure),
    /** Whether anything grows with the hours: takes a quarter of one, so only by request. */
    STEADY(Steady::measure);

    private interface Way {
        Map<String, Double> measure(Service service, Arrivals arrivals, Form form) throws Exception;
    }

    private final Way way;

    Measure(Way way) {
        this.way = way;
    }

    /** Whether it is among those that are measured when none are named. */
    public boolean isByDefault() {
        return ordinal() < TRICKLE.ordinal();
    }

    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Measure titled(String title) {
        return valueOf(title.toUpperCase(Locale.ROOT));
    }

    Map<String, Double> of(Service service, Arrivals arrivals, Form form) throws Exception {
        return way.measure(service, arrivals, form);
    }
}
