package com.moesif.logback.collector;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One way in which a {@link LocalCollector} misbehaves on one request. Whether the actions of that request are kept is
 * part of each fault: a lost answer keeps them, a status does not. Whatever the fault, a request that breaks a rule of
 * the API still shows in {@link LocalCollector#refusals()}, and none of its actions is kept.
 *
 * <p>Immutable.
 */
public final class Fault {
    /** What happens once the delay is over. */
    enum Kind {
        NONE(true, true),
        STATUS(false, true),
        RESET(false, false),
        RESET_MID_BODY(false, false),
        RESET_AFTER_BODY(false, false),
        LOSE_ANSWER(true, false),
        TRICKLE(true, true),
        HANG(false, false),
        HALF_ANSWER(true, false);

        private final boolean keepsActions;
        private final boolean answers;

        Kind(boolean keepsActions, boolean answers) {
            this.keepsActions = keepsActions;
            this.answers = answers;
        }

        boolean keepsActions() {
            return keepsActions;
        }

        /** Whether the client gets a whole answer in the end. */
        boolean answers() {
            return answers;
        }
    }

    static final Fault NONE = of(Kind.NONE);

    private final Kind kind;
    private final Duration delay;
    private final Duration perByte;
    private final Answer answer;

    private Fault(Kind kind, Duration delay, Duration perByte, Answer answer) {
        this.kind = kind;
        this.delay = delay;
        this.perByte = perByte;
        this.answer = answer;
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, Duration.ZERO, Duration.ZERO, null);
    }

    /**
     * Reads the request, keeps nothing of it, and answers with this status and no body. So does a 2xx: that is what a
     * captive portal does.
     *
     * @param status 200 to 599
     */
    public static Fault status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, not " + status);
        }
        return new Fault(Kind.STATUS, Duration.ZERO, Duration.ZERO, new Answer(status, List.of(), new byte[0]));
    }

    /** Reads the request, waits, then takes the actions and answers as usual, even if the client has gone by then. */
    public static Fault delay(Duration delay) {
        return NONE.after(delay);
    }

    /** Reads the headers and none of the body, then resets the connection (RST). Keeps nothing. */
    public static Fault reset() {
        return of(Kind.RESET);
    }

    /** Reads half of the body (of a chunked one, half of its first chunk), then resets the connection. Keeps nothing. */
    public static Fault resetMidBody() {
        return of(Kind.RESET_MID_BODY);
    }

    /** Reads the whole request, then resets the connection. Keeps nothing. */
    public static Fault resetAfterBody() {
        return of(Kind.RESET_AFTER_BODY);
    }

    /** Takes the actions, then closes the connection without an answer: the client cannot know that they arrived. */
    public static Fault loseAnswer() {
        return of(Kind.LOSE_ANSWER);
    }

    /**
     * Takes the actions and answers as usual, but one byte at a time.
     *
     * @param perByte the wait before each byte; an accepted request is answered with some 45 bytes
     */
    public static Fault trickle(Duration perByte) {
        return new Fault(Kind.TRICKLE, Duration.ZERO, notNegative(perByte), null);
    }

    /** Reads the request and never answers: until the client goes away or the collector is closed. Keeps nothing. */
    public static Fault hang() {
        return of(Kind.HANG);
    }

    /** Takes the actions, then sends half of the status line and headers and closes the connection. */
    public static Fault halfAnswer() {
        return of(Kind.HALF_ANSWER);
    }

    /**
     * This fault, with a header in its answer: {@code Fault.status(429).header("Retry-After", "3")}. The value may be
     * any nonsense that fits on one line. With {@code Connection: close} the connection is closed after the answer.
     *
     * @throws IllegalStateException if this fault does not come from {@link #status}
     */
    public Fault header(String name, String value) {
        if ((name + value).chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("a header must stay on one line");
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>(ownAnswer().headers());
        headers.add(Map.entry(name, value));
        return answering(new Answer(answer.status(), List.copyOf(headers), answer.body()));
    }

    /**
     * This fault, with a body in its answer: {@code Fault.status(200).body("text/html", "<html>please log in</html>")}.
     *
     * @throws IllegalStateException if this fault does not come from {@link #status}
     */
    public Fault body(String contentType, String text) {
        Fault typed = header("Content-Type", contentType);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return typed.answering(new Answer(answer.status(), typed.answer.headers(), body));
    }

    /**
     * This fault, later: the wait comes when the part of the request that the fault reads has been read, and adds to
     * any wait the fault has already.
     */
    public Fault after(Duration wait) {
        return new Fault(kind, delay.plus(notNegative(wait)), perByte, answer);
    }

    /** Whether it is one at all. */
    boolean isOne() {
        return kind != Kind.NONE || !delay.isZero();
    }

    Kind kind() {
        return kind;
    }

    Duration delay() {
        return delay;
    }

    Duration perByte() {
        return perByte;
    }

    /** What a status answers; null for every other kind. */
    Answer answer() {
        return answer;
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT) + (answer == null ? "" : " " + answer.status());
        return delay.isZero() ? what : what + " after " + delay;
    }

    private Fault answering(Answer other) {
        return new Fault(kind, delay, perByte, other);
    }

    private Answer ownAnswer() {
        if (answer == null) {
            throw new IllegalStateException("only Fault.status(...) has an answer of its own");
        }
        return answer;
    }

    private static Duration notNegative(Duration duration) {
        if (Objects.requireNonNull(duration, "duration").isNegative()) {
            throw new IllegalArgumentException("a wait must not be negative: " + duration);
        }
        return duration;
    }
}
