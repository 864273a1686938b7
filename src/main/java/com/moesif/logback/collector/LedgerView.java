package com.moesif.logback.collector;

import java.io.IOException;
import java.util.List;

/** The page's ledger: what the appenders say of themselves beside what has arrived. Numbers only. Any thread. */
final class LedgerView {
    /** So often both sides are read, because something came between. */
    private static final int ATTEMPTS = 6;

    /** No chain is that long, but one that goes in a circle. */
    private static final int MOST_CAUSES = 100;

    private final AppenderSource source;
    private final State state;

    LedgerView(AppenderSource source, State state) {
        this.source = source;
        this.state = state;
    }

    String json() {
        try {
            return compared();
        } catch (IOException e) {
            Comparison.Received received = Comparison.Received.of(state);
            return json(
                    List.of(),
                    received,
                    new Comparison(Comparison.Outcome.ALONE, "The appender can't be asked: " + reason(e)));
        }
    }

    private String compared() throws IOException {
        List<AppenderFigures> before = null;
        Comparison.Received receivedBefore = null;
        for (int attempt = 1; ; attempt++) {
            List<AppenderFigures> appenders = source.read();
            // The collector has an action before the appender counts it as delivered, so it is read last.
            Comparison.Received received = Comparison.Received.of(state);
            Comparison comparison = Comparison.of(appenders, received);
            // The figures are not of one moment: a difference is one when nothing has moved.
            boolean certain = comparison.outcome() != Comparison.Outcome.DIFFERENT
                    || appenders.equals(before) && received.equals(receivedBefore);
            if (certain || attempt == ATTEMPTS) {
                return json(appenders, received, certain ? comparison : busy());
            }
            before = appenders;
            receivedBefore = received;
        }
    }

    private static Comparison busy() {
        return new Comparison(
                Comparison.Outcome.UNDER_WAY, "Actions arrive faster than both sides can be read at one moment.");
    }

    /**
     * The last words behind it: what is around them names only what was being done, and RMI puts the cause in a second line. A
     * single word says too little without its kind.
     */
    static String reason(IOException failure) {
        String words = failure.getClass().getSimpleName();
        Throwable each = failure;
        for (int i = 0; i < MOST_CAUSES && each != null; i++, each = each.getCause()) {
            String message = each.getMessage() == null
                    ? ""
                    : each.getMessage().replaceAll("\\s+", " ").strip();
            if (!message.isEmpty()) {
                words = message.indexOf(' ') < 0 ? each.getClass().getSimpleName() + ": " + message : message;
            }
        }
        return words;
    }

    private String json(List<AppenderFigures> appenders, Comparison.Received received, Comparison comparison) {
        return Json.write(json -> {
            json.writeStringProperty("source", source.title());
            json.writeArrayPropertyStart("appenders");
            appenders.forEach(appender -> appender.write(json));
            json.writeEndArray();
            json.writeObjectPropertyStart("collector");
            json.writeNumberProperty("actions", received.actions());
            json.writeNumberProperty("duplicates", received.duplicates());
            json.writeNumberProperty("refused", received.refused());
            json.writeEndObject();
            json.writeObjectPropertyStart("comparison");
            comparison.write(json);
            json.writeEndObject();
        });
    }
}
