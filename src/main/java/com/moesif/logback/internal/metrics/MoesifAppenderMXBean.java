package com.moesif.logback.internal.metrics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import javax.management.DescriptorKey;

/** An appender as JMX shows it. Public because JMX demands it; remote clients need no class of ours. */
@MoesifAppenderMXBean.Described("An appender that ships log events as Moesif actions. All counts are since its start.")
public interface MoesifAppenderMXBean {
    @Described(value = "Events that became actions", units = "actions")
    long getAccepted();

    @Described(value = "Taken over from an appender before this one", units = "actions")
    long getRecovered();

    @Described(value = "Acknowledged by the collector", units = "actions")
    long getDelivered();

    @Described(value = "Held in memory, without an outcome yet", units = "actions")
    long getPending();

    @Described(value = "Held in files of the spool, without an outcome yet", units = "actions")
    long getSpooled();

    @Described(value = "What the spool takes up on disk with actions without an outcome", units = "bytes")
    long getSpooledBytes();

    @Described(value = "Left in memory to the appender that follows", units = "actions")
    long getHandedOver();

    @Described(value = "Lines of the spool that were damaged, and set aside", units = "actions")
    long getCorrupt();

    @Described(value = "Kept as dead letters, which are not sent again", units = "actions")
    long getDead();

    @Described(value = "The same by reason", units = "actions")
    Map<String, Long> getDeadByReason();

    @Described(value = "Lost", units = "actions")
    long getDropped();

    @Described(value = "The same by reason", units = "actions")
    Map<String, Long> getDroppedByReason();

    @Described(
            value = "Whether accepted + recovered = delivered + pending + spooled + handedOver + corrupt + dead +"
                    + " dropped; certain only when nothing moves",
            units = "true or false")
    boolean isBalanced();

    @Described(value = "Sent, those repeated included", units = "requests")
    long getRequests();

    @Described(value = "Attempts that have to be repeated", units = "requests")
    long getRetries();

    @Described(value = "Under way now", units = "requests")
    int getRequestsInFlight();

    @Described(value = "From setting out to the answer or the failure, in all", units = "milliseconds")
    double getRequestTimeTotal();

    @Described(value = "The longest from setting out to the answer or the failure", units = "milliseconds")
    double getRequestTimeMax();

    @Described(value = "Of all bodies before compression", units = "bytes")
    long getBytesBeforeCompression();

    @Described(value = "Of all bodies on the wire", units = "bytes")
    long getBytesSent();

    @Described(value = "How long the oldest action has had no outcome; 0 when there is none", units = "seconds")
    double getOldestUnsentAge();

    @Described(value = "When the collector last took actions; null before that", units = "ISO 8601, UTC")
    String getLastSuccess();

    @Described(value = "Why an attempt last failed; null before that", units = "text")
    String getLastError();

    @Described(value = "When an attempt last failed; null before that", units = "ISO 8601, UTC")
    String getLastErrorTime();

    @Described(
            value = "Why delivery pauses, by an operator or for an answer of the collector; null when it doesn't",
            units = "text")
    String getPausedReason();

    @Described(value = "Left out or replaced by a text that says why", units = "fields")
    long getFieldsLost();

    @Described(value = "Without company_id, so that nobody can be billed", units = "actions")
    long getWithoutCompany();

    @Described(value = "Came twice by additivity, and were taken once", units = "events")
    long getDuplicateEvents();

    @Described(value = "On which a rule's regex was given up", units = "messages")
    long getPatternsGivenUp();

    @Described(value = "Callers that commitTimeout let go before their action was in its file", units = "calls")
    long getLateCommits();

    @Described(
            value = "Appenders before this one that were killed, or whose process ended without a stop, as their spool"
                    + " tells",
            units = "crashes")
    long getCrashes();

    @Described(value = "Actions that those had in memory only when they last wrote", units = "actions")
    long getLostInCrashesAtLeast();

    @Described(
            value = "The same, with all that can have come after; 0 where log calls wait for the file, -1 where nobody"
                    + " knows since the disk had failed",
            units = "actions")
    long getLostInCrashesAtMost();

    @Described(
            value =
                    "Of each rule by its <name>, or else its <actionName>: events that it took, fields of its actions that"
                            + " were lost, when it last took one, and whether it is silent",
            units = "table")
    Map<String, RuleFigures> getRules();

    @Described(
            value = "Rules that no event has matched for their <expectEvery>, or ever though their loggers log",
            units = "names")
    List<String> getSilentRules();

    @Described("Waits until all that was accepted before has been delivered. False when the time was over, or something"
            + " was dropped meanwhile.")
    boolean flush(
            @Described(name = "timeout", value = "How long to wait at most", units = "milliseconds") long timeout);

    @Described("Sends nothing more until resume; actions are still taken in, within maxMemory. A stop ends it.")
    void pause();

    @Described("Ends a pause.")
    void resume();

    @Described("Ends a backoff and the wait for company once. While paused, nothing is sent all the same.")
    void sendNow();

    /** One rule's row. */
    interface RuleFigures {
        long getMatched();

        long getFieldsLost();

        /** ISO 8601, UTC; null before the first. */
        String getLastMatch();

        /** Whether it was warned of that it takes nothing. */
        boolean isSilent();
    }

    /** What a console shows beside an attribute, an operation or a parameter. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
    @interface Described {
        String value();

        /** Of the value; goes into the attribute's descriptor, too, under the name that JMX has for it. */
        @DescriptorKey("units")
        String units() default "";

        /** Of a parameter, whose own name is not in the class file. */
        String name() default "";
    }
}
