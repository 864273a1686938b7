package com.moesif.logback.collector;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens to one request: fault, judgement, keeping, answer. All state lives in the parts that it is made of.
 * Any thread; each connection has its own.
 */
final class Service {
    private static final RequestHead UNREADABLE = new RequestHead("", "", true, Map.of());

    private final Inbox inbox;
    private final RequestLog log;
    private final FaultScript faults;
    private final LogLines lines;
    private final Judge judge;
    private final Page page;
    private final Closing closing;
    private final InstantSource clock;
    private final Room room;

    Service(State state, Judge judge, Page page, Room room, Closing closing, InstantSource clock) {
        this.inbox = state.inbox();
        this.log = state.log();
        this.faults = state.faults();
        this.lines = state.lines();
        this.judge = judge;
        this.page = page;
        this.closing = closing;
        this.clock = clock;
        this.room = room;
    }

    /**
     * Serves the next request of a connection.
     *
     * @return whether the connection may bring another
     */
    boolean serveNext(Wire wire) throws IOException {
        RequestHead head = null;
        wire.reads();
        try {
            head = HeadReader.read(wire.in());
            if (head == null) {
                return false;
            }
            wire.isAsked(head);
            if (page.isMeantBy(head)) {
                return page.serve(head, wire);
            }
            Optional<String> objection = Guard.againstPosting(head);
            if (objection.isPresent()) {
                return turnAway(head, objection.get(), wire);
            }
            log.arrived();
            return serve(head, wire);
        } catch (ProtocolException e) {
            if (head == null) {
                log.arrived();
            }
            refuseMalformed(head == null ? UNREADABLE : head, e, wire);
            return false;
        }
    }

    /** Counted nowhere. Told before it is answered: a test that has the answer finds it. */
    private boolean turnAway(RequestHead head, String why, Wire wire) throws IOException {
        wire.answers();
        if (TurnedAway.isWorthTelling(head)) {
            log.turnedAway().add(clock.instant(), head, why);
        }
        wire.send(PageAnswer.text(403, why), false);
        wire.linger();
        return false;
    }

    private boolean serve(RequestHead head, Wire wire) throws IOException {
        Optional<Endpoint> endpoint = Endpoint.at(head.target());
        // What looks at another path, or only looks, must not use up a fault that was meant for a sender.
        boolean sends = endpoint.isPresent() && head.method().equals("POST");
        Fault fault = sends ? faults.take() : Fault.NONE;
        BodyInput body = BodyInput.of(head, wire.in());
        if (fault.kind() == Fault.Kind.RESET) {
            return reset(head, 0, fault, wire);
        }
        if (head.expectsContinue()) {
            wire.sendContinue();
        }
        if (fault.kind() == Fault.Kind.RESET_MID_BODY) {
            long half = Math.min(Payload.MAX_HELD_BYTES, body.frame() / 2);
            return reset(head, (int) Payload.skip(body, half), fault, wire);
        }
        Payload payload = Payload.read(body, room);
        wire.answers();
        Judgement judgement = judged(head, endpoint, payload);
        // The answer may be delayed for long.
        payload = payload.judged();
        return answer(head, payload, judgement, fault, wire);
    }

    private Judgement judged(RequestHead head, Optional<Endpoint> endpoint, Payload payload) {
        if (payload.hadNoRoom()) {
            return Judgement.refused(new Rejected(
                    503, "other requests that are being read fill this collector's memory, and do not go on"));
        }
        try {
            return judge.judge(head, endpoint, payload);
        } finally {
            room.give(payload.room());
        }
    }

    private boolean reset(RequestHead head, int read, Fault fault, Wire wire) throws IOException {
        log.add(ReceivedBatch.of(
                ReceivedRequest.of(clock.instant(), head, read, Judgement.UNREAD, ReceivedRequest.NO_ANSWER),
                List.of()));
        log.add(new PlayedFault(clock.instant(), fault, head.method(), head.target(), 0, false));
        wire.answers();
        closing.pause(fault.delay());
        wire.reset();
        return false;
    }

    private boolean answer(RequestHead head, Payload payload, Judgement judgement, Fault fault, Wire wire)
            throws IOException {
        judgement.rejection().ifPresent(rejected -> log.add(Refusal.of(clock.instant(), head, rejected)));
        if (!closing.pause(fault.delay())) {
            return false;
        }
        Answer answer = fault.answer() != null
                ? fault.answer()
                : judgement
                        .rejection()
                        .map(Answer::of)
                        .orElseGet(lines.areWanted() ? Answer::createdAsking : Answer::created);
        boolean keepAlive = head.keepsAlive() && payload.readWhole() && !answer.closes();
        // Noted before it is kept or answered: a test that has the action or the answer finds the request.
        int status = fault.kind().answers() ? answer.status() : ReceivedRequest.NO_ANSWER;
        log.add(ReceivedBatch.of(
                ReceivedRequest.of(clock.instant(), head, payload.size(), judgement, status), judgement.actions()));
        boolean kept = fault.kind().keepsActions() && judgement.accepted();
        if (fault.isOne()) {
            log.add(new PlayedFault(clock.instant(), fault, head.method(), head.target(), judgement.counted(), kept));
        }
        if (kept) {
            inbox.add(judgement.actions(), judgement.camelCase());
        }
        boolean more = send(answer, keepAlive, fault, wire) && keepAlive;
        if (fault.kind().answers() && !payload.readWhole()) {
            wire.linger();
        }
        return more;
    }

    private boolean send(Answer answer, boolean keepAlive, Fault fault, Wire wire) throws IOException {
        switch (fault.kind()) {
            case NONE, STATUS -> {
                wire.send(answer, keepAlive);
                return true;
            }
            case TRICKLE -> {
                return wire.trickle(answer, keepAlive, fault.perByte(), closing);
            }
            case HALF_ANSWER -> wire.sendHalfTheHead(answer);
            case HANG -> wire.awaitLeaving();
            case LOSE_ANSWER -> {}
            default -> wire.reset();
        }
        return false;
    }

    private void refuseMalformed(RequestHead head, ProtocolException e, Wire wire) throws IOException {
        Rejected rejected = new Rejected(400, "malformed HTTP: " + e.getMessage());
        log.add(Refusal.of(clock.instant(), head, rejected));
        log.add(ReceivedBatch.of(
                ReceivedRequest.of(clock.instant(), head, 0, Judgement.refused(rejected), rejected.status()),
                List.of()));
        wire.send(Answer.of(rejected), false);
        wire.linger();
    }
}
