package com.moesif.logback.internal.transport;

import java.util.concurrent.TimeoutException;

/**
 * What came of one attempt: an HTTP answer, or the failure to get one, a broker's word among them. A fresh value each time; nothing
 * left over from
 * the last attempt may decide the next.
 *
 * @param status of the HTTP answer, or the one that means what a broker said; 0 when there was none
 * @param contentType of the answer; empty when it has none
 * @param retryAfter the header of that name, as it came; empty when there is none
 * @param body the beginning of the answer's body
 * @param failure why there is no answer; null when there is one
 */
public record Answer(int status, String contentType, String retryAfter, String body, Throwable failure) {
    private static final int MOST_SHOWN = 300;
    private static final String HIDDEN = "****";
    private static final int LEAST_OF_A_SECRET = 4;

    public Answer {
        contentType = contentType == null ? "" : contentType;
        retryAfter = retryAfter == null ? "" : retryAfter;
        body = body == null ? "" : body;
    }

    public static Answer failed(Throwable failure) {
        return new Answer(0, "", "", "", failure);
    }

    /** Whether the request may have been too much for the way: it set out, or nobody knows, and nothing came back. */
    public boolean isCutOff() {
        return failure instanceof CutOff || failure instanceof TimeoutException;
    }

    /** The same, when a gateway repeats in its page what it was asked with: what is shown must not have the secret of it. */
    Answer without(String secret) {
        if (secret.isEmpty() || body.isEmpty()) {
            return this;
        }
        String rest = body.replace(secret, HIDDEN);
        // The end of a body that was cut there.
        for (int length = Math.min(secret.length(), rest.length()); length >= LEAST_OF_A_SECRET; length--) {
            if (rest.endsWith(secret.substring(0, length))) {
                rest = rest.substring(0, rest.length() - length) + HIDDEN;
                break;
            }
        }
        return rest.equals(body) ? this : new Answer(status, contentType, retryAfter, rest, failure);
    }

    /** For people: a status, and the beginning of what came with it, on one line and without control characters. */
    public static String shown(int status, String text) {
        String line = text.replaceAll("[\\p{C}\\s]+", " ").strip();
        String cut = line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
        return "HTTP " + status + (cut.isEmpty() ? "" : ": " + cut);
    }

    /** For people: the status or the kind of failure, never a header or a payload. */
    public String summary() {
        if (failure == null) {
            return "HTTP " + status;
        }
        if (failure instanceof CutOff || failure instanceof BrokerError) {
            return failure.getMessage();
        }
        String message = unquoted(failure);
        String kind = failure.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : kind + ": " + message;
    }

    /**
     * HttpCore quotes what it can't read, behind a colon or a semicolon. Whoever answers with our own request would have the
     * application id and the actions shown so.
     */
    private static String unquoted(Throwable failure) {
        String message = failure.getMessage();
        boolean mayQuote = failure.getClass().getPackageName().endsWith(".core5.http");
        return message != null && mayQuote ? message.split("\\s*[(:;<]", 2)[0].strip() : message;
    }
}
