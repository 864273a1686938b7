package com.moesif.logback.collector;

import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Whether appenders and collector have counted the same, and if not, why that may be so. */
record Comparison(Outcome outcome, String text) {
    enum Outcome {
        EQUAL,
        /** They differ by what is on its way. */
        UNDER_WAY,
        /** They differ by what came here under an id that was known. */
        COUNTED_ONCE,
        DIFFERENT,
        /** There is nobody to compare with. */
        ALONE
    }

    /**
     * What the collector has.
     *
     * @param actions each {@code transaction_id} once
     * @param duplicates those that came again
     * @param refused requests
     */
    record Received(long actions, long duplicates, long refused) {
        static Received of(State state) {
            Inbox.Glance glance = state.inbox().glance();
            return new Received(
                    glance.actions(), glance.duplicates(), state.log().refused());
        }
    }

    /** @param received at the same moment, or after it */
    static Comparison of(List<AppenderFigures> appenders, Received received) {
        if (appenders.isEmpty()) {
            return new Comparison(
                    Outcome.ALONE,
                    "No appender shows itself there. One does so ten seconds after its start,"
                            + " or after its first request.");
        }
        long delivered =
                appenders.stream().mapToLong(each -> each.count("Delivered")).sum();
        long waiting = appenders.stream().mapToLong(AppenderFigures::waiting).sum();
        if (delivered == received.actions) {
            return new Comparison(Outcome.EQUAL, "Both have counted " + actions(delivered) + ".");
        }
        return delivered < received.actions
                ? collectorHasMore(received.actions - delivered, waiting)
                : appenderHasMore(delivered - received.actions, received.duplicates);
    }

    private static Comparison collectorHasMore(long more, long waiting) {
        String begin = "The collector has " + actions(more) + " more. ";
        return waiting >= more
                ? new Comparison(
                        Outcome.UNDER_WAY,
                        begin + "The appender still has " + actions(waiting)
                                + " under way: the answer has not reached it"
                                + " yet, or was lost, and then it sends again, which counts once.")
                : new Comparison(
                        Outcome.DIFFERENT,
                        begin
                                + "Another service has sent here, or this appender did so before its last start or reload:"
                                + " then its counts begin at 0.");
    }

    private static Comparison appenderHasMore(long more, long duplicates) {
        String begin = "The appender has delivered " + actions(more) + " more. ";
        return more <= duplicates
                ? new Comparison(
                        Outcome.COUNTED_ONCE,
                        begin + "They came with a transaction_id that was known here: the code gives one id to several"
                                + " actions, or an earlier start had sent them already.")
                : new Comparison(
                        Outcome.DIFFERENT,
                        begin
                                + "They are in a topic of Kafka still, went to another collector, or came here before this one"
                                + " was started or cleared.");
    }

    private static String actions(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "action" : "actions");
    }

    void write(JsonGenerator json) {
        json.writeStringProperty("is", outcome.name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("text", text);
    }
}
