package com.moesif.logback.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What one page is told, as it arrives: ten messages a second at the most, each with the counts and the newest rows.
 *
 * <p>The page pulls: this thread looks at what the collector holds anyway, and keeps nothing but how far it has looked.
 * So a browser that is slow, or stopped altogether, delays this thread alone, and what it has missed by then it gets
 * only as a number; nothing waits for it and nothing is kept for it.
 */
final class PageStream {
    private static final Duration TICK = Duration.ofMillis(100);

    // Even with nothing to say something is said, so that each side notices when the other has gone.
    private static final int MAX_QUIET_TICKS = 10;

    private final State state;
    private final RowFinder finder;
    private PageCounts told;

    PageStream(State state, RowFilter filter) {
        this.state = state;
        this.finder = new RowFinder(state, filter);
    }

    /** Until the browser or the collector closes. */
    void run(Wire wire, Closing closing) throws IOException {
        wire.send(PageAnswer.streamHead());
        int quiet = 0;
        do {
            Optional<String> message = next(quiet >= MAX_QUIET_TICKS);
            if (message.isPresent()) {
                wire.send(("data: " + message.get() + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            quiet = message.isPresent() ? 0 : quiet + 1;
        } while (closing.pause(TICK));
    }

    /** @param always whether to say something even when nothing has changed */
    Optional<String> next(boolean always) {
        Inbox.Glance glance = state.inbox().glance();
        PageCounts counts = PageCounts.of(state, glance);
        if (counts.equals(told) && !always) {
            return Optional.empty();
        }
        told = counts;
        RowFinder.Found found = finder.find(glance);
        return Optional.of(Json.write(json -> {
            counts.write(json);
            json.writeArrayPropertyStart("perSecond");
            glance.perSecond().forEach(json::writeNumber);
            json.writeEndArray();
            json.writeBooleanProperty("first", found.first());
            json.writeNumberProperty("skipped", found.skipped());
            json.writeArrayPropertyStart("rows");
            found.rows().forEach(row -> row.write(json));
            json.writeEndArray();
            json.writeArrayPropertyStart("lines");
            found.lines().forEach(line -> Row.write(json, line));
            json.writeEndArray();
        }));
    }
}
