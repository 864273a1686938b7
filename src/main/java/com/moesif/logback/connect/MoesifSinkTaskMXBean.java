package com.moesif.logback.connect;

/**
 * A task as JMX shows it, {@code com.moesif.logback:type=MoesifSinkTask,connector=…,task=…}. All counts are since its
 * start. Public because JMX demands it; remote clients need no class of ours.
 */
public interface MoesifSinkTaskMXBean {
    /** Records that the collector has taken. */
    long getDelivered();

    /** Records that were given up: refused by the collector for good, or nothing that could be sent. */
    long getRefused();

    /** Of these, those that Connect's reporter has taken for the dead-letter topic; 0 where there is none. */
    long getDead();

    /** Records that have no outcome yet, and whose offsets are not committed. */
    long getHeld();

    /** The size of these, before compression. */
    long getHeldBytes();

    /** Requests under way. */
    int getRequestsInFlight();

    /** The age of the oldest record without an outcome, by its timestamp; 0 when there is none. */
    long getOldestUnsettledMillis();

    /** Whether the task fetches nothing because {@code buffer.max.bytes} is reached. */
    boolean isFull();

    /** Why nothing will be delivered before somebody has done something; empty when that isn't so. */
    String getPausedReason();

    /** Why the last request that failed did so, and when; empty before the first. */
    String getLastTrouble();

    /** The longest that a call of {@code put} took. */
    long getLongestPutMillis();
}
