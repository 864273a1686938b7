package com.moesif.logback.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The page in the browser: its files, the stream of what arrives, one action whole, the ledger, and the switches. Nothing here is
 * noted or counted, and no fault is used up.
 *
 * <p>Any thread.
 */
final class Page {
    // Each holds a thread. A browser opens at most 6 connections to one host.
    static final int MAX_STREAMS = 24;

    private static final int MAX_FORM_BYTES = 1_000;
    private static final String SWITCHES = "/faults";
    private static final String STREAM = "/events";
    private static final String ACTION = "/action";
    private static final String LEDGER = "/ledger";
    /** Behind a base path, too. */
    private static final String LINES = "/lines";

    private final State state;
    private final LedgerView ledger;
    private final Room room;
    private final Closing closing;
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    Page(State state, AppenderSource appenders, Room room, Closing closing) {
        this.state = state;
        this.ledger = new LedgerView(appenders, state);
        this.room = room;
        this.closing = closing;
    }

    /** Whether the request is the page's and no business of the API's. */
    boolean isMeantBy(RequestHead head) {
        return switch (head.method()) {
            case "GET" -> Endpoint.at(head.target()).isEmpty();
            case "POST" -> head.target().equals(SWITCHES) || head.target().endsWith(LINES);
            default -> false;
        };
    }

    /** @return whether the connection may bring another request */
    boolean serve(RequestHead head, Wire wire) throws IOException {
        Payload body = Payload.read(BodyInput.of(head, wire.in()), room);
        try {
            wire.answers();
            if (head.method().equals("POST")) {
                return serve(head, body, wire);
            }
        } finally {
            room.give(body.room());
            body = body.judged();
        }
        // It may be a stream, which lasts long.
        return serve(head, body, wire);
    }

    private boolean serve(RequestHead head, Payload body, Wire wire) throws IOException {
        boolean keepAlive = head.keepsAlive() && body.readWhole();
        String[] target = head.target().split("\\?", 2);
        try {
            FormText query = new FormText(target.length == 1 ? "" : target[1]);
            if (target[0].equals(STREAM) && Guard.againstReading(head).isEmpty()) {
                return stream(query, wire);
            }
            wire.send(answer(head, target[0], query, body), keepAlive);
        } catch (IllegalArgumentException e) {
            wire.send(PageAnswer.text(400, e.getMessage()), keepAlive);
        }
        return keepAlive;
    }

    private Answer answer(RequestHead head, String path, FormText query, Payload body) {
        if (head.method().equals("POST") && path.endsWith(LINES)) {
            return guarded(Guard.againstChanging(head), () -> note(body));
        }
        return switch (path) {
            case SWITCHES -> guarded(Guard.againstChanging(head), () -> flip(head, body));
            case LEDGER -> guarded(Guard.againstReading(head), () -> PageAnswer.json(ledger.json()));
            case STREAM, ACTION -> guarded(Guard.againstReading(head), () -> action(query));
            default -> guarded(Guard.againstSeeing(head), () -> PageFiles.at(path));
        };
    }

    private static Answer guarded(Optional<String> objection, Supplier<Answer> answer) {
        return objection.map(reason -> PageAnswer.text(403, reason)).orElseGet(answer);
    }

    private Answer note(Payload body) {
        state.lines().add(new String(body.bytes(), StandardCharsets.UTF_8));
        return PageAnswer.text(200, "");
    }

    private Answer flip(RequestHead head, Payload body) {
        if (!head.method().equals("POST")) {
            return PageAnswer.text(405, "only POST is taken here");
        }
        if (body.size() > MAX_FORM_BYTES) {
            return PageAnswer.text(413, "that is no form of this page");
        }
        FaultSwitch.flip(new FormText(new String(body.bytes(), StandardCharsets.UTF_8)), state.faults());
        return PageAnswer.text(200, "");
    }

    /** To the letter as it arrived, since the stream cuts what is long. */
    private Answer action(FormText query) {
        int number = query.number("n", 0, 999_999_999);
        List<ReceivedAction> found = state.inbox().slice(query.text("run"), number, number + 1);
        return found.isEmpty()
                ? PageAnswer.text(404, "this action is gone")
                : PageAnswer.json(found.get(0).json());
    }

    private boolean stream(FormText query, Wire wire) throws IOException {
        PageStream stream = new PageStream(state, new RowFilter(query));
        if (!streams.tryAcquire()) {
            wire.send(PageAnswer.text(503, "too many pages are open"), false);
            return false;
        }
        state.lines().viewerComes();
        try {
            stream.run(wire, closing);
        } finally {
            state.lines().viewerGoes();
            streams.release();
        }
        return false;
    }
}
