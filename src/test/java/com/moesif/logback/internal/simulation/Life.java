package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.pipeline.SimulatedLife;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One life of an appender in a process, and what the world knows of it. */
final class Life {
    final String name;
    final Process process;
    SimulatedLife pipeline;
    Network.Link link;
    /** Unique ones that it has used for files. */
    final List<String> names = new ArrayList<>();

    final List<String> said = new ArrayList<>();
    final Deque<Caller> callers = new ArrayDeque<>();
    /** Those that rest in the middle. */
    final List<Call> calls = new ArrayList<>();

    final List<FlushCall> flushes = new ArrayList<>();
    /** Dropped so far, as the last look has shown. */
    final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);

    /** Actions that its ring has not taken. */
    long refused;
    /** What it has dropped behind its ring, whatever it was, each time that it was more. */
    final List<Drops> drops = new ArrayList<>();

    boolean ended;
    boolean killed;
    boolean stopping;
    boolean held;
    /** Its configuration was not read to the end when it began. */
    boolean beganEarly;
    /** Its configuration is still being read. */
    boolean reading;
    /** When it began, where that is so. */
    long readingSinceMicros;
    /** Meanwhile somebody waited for the delivery, or the ring was half full. */
    boolean readingHurried;
    /** The last turn has not come to its end. */
    boolean turnFailed;
    /** It is at its last act. */
    boolean departing;
    /** When its last turn began. */
    long turnMicros;
    /** The first of its turns, since an action was encoded last, in which memory has lacked for one; negative for none. */
    long lackSinceMicros = -1;
    /** Somebody has had a hand in its files. */
    boolean tampered;

    long turns;
    long second;
    int turnsInSecond;
    long nextTurnMicros = -1;
    long generation;

    /**
     * @param acts that had been logged by then
     * @param upToNow how many have been dropped
     */
    record Drops(int acts, long upToNow) {}

    /**
     * One who waits for an action to be in its file.
     *
     * @param droppedBefore by this life, before it waited
     */
    record Caller(Act act, long upTo, long deadlineMicros, long droppedBefore) {}

    /** A logging call, where callers are threads. */
    static final class Call {
        final Act act;
        final long beganMicros;
        final boolean hadRoom;
        final long droppedBefore;
        Callers.Caller caller;
        /** It waits for its action to be in a file. */
        boolean awaits;
        /** The ring has taken its action, or has not. */
        boolean put;

        long putMicros;
        long upTo;

        Call(Act act, long beganMicros, boolean hadRoom, long droppedBefore) {
            this.act = act;
            this.beganMicros = beganMicros;
            this.hadRoom = hadRoom;
            this.droppedBefore = droppedBefore;
        }
    }

    Set<Act> actsBeforeTheRing() {
        return calls.stream().filter(call -> !call.put).map(call -> call.act).collect(Collectors.toSet());
    }

    /** Actions that are counted as accepted, and wait before the ring. */
    long beforeTheRing() {
        return actsBeforeTheRing().size();
    }

    /**
     * One who waits for all that was put before.
     *
     * @param late whose callers wait before the ring then
     */
    record FlushCall(SimulatedLife.Waiting waiting, int actsBefore, Set<Act> late, long deadlineMicros) {}

    Life(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    @Override
    public String toString() {
        return name;
    }
}
