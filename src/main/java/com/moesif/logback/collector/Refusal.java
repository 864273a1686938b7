package com.moesif.logback.collector;

import java.time.Instant;

/**
 * A request that breaks a rule of the API. Its actions were not kept, whichever way it was answered: a
 * {@linkplain Fault fault} may have answered something else.
 *
 * @param time when the request was judged
 * @param status what the API answers to this: 400, 401, 404, 405, 406 or 413
 * @param method such as {@code POST}; empty when not even the head of the request could be read
 * @param path with base path and query as sent
 * @param index of the action to blame within a batch, counted from 0; -1 when it is the whole request
 * @param reason in plain words
 */
public record Refusal(Instant time, int status, String method, String path, int index, String reason) {

    static Refusal of(Instant time, RequestHead head, Rejected rejected) {
        return new Refusal(time, rejected.status(), head.method(), head.target(), rejected.index(), rejected.reason());
    }

    /** One line for people, with control characters made harmless. */
    @Override
    public String toString() {
        String where = index < 0 ? "" : " action " + index;
        return Line.printable(status + " " + method + " " + path + where + ": " + reason);
    }
}
