package com.moesif.logback.internal.spool;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** One line of JSON Lines: a letter as it is written. {@link DeadLetterFile} reads it. */
final class DeadLetterLine {
    /** Each line begins with this, then the id. */
    static final String HEAD = "{\"id\":\"";

    static final int UUID_LENGTH = 36;

    private static final int MOST_ANSWER_CHARS = 2_048;

    private DeadLetterLine() {}

    /** The action that it is of; null when its id is none. */
    static UUID id(Spool.DeadLetter letter) {
        try {
            return UUID.fromString(letter.id());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** With its line feed. */
    static byte[] of(Spool.DeadLetter letter, Instant now) {
        String answer = letter.answer().length() > MOST_ANSWER_CHARS
                ? letter.answer().substring(0, MOST_ANSWER_CHARS)
                : letter.answer();
        byte[] head = (HEAD + letter.id() + "\",\"time\":\"" + now + "\",\"reason\":\""
                        + letter.reason().label() + "\",\"status\":" + letter.status() + ",\"answer\":\""
                        + escaped(answer) + "\","
                        + (letter.lacking().isEmpty() ? "" : "\"lacking\":" + letter.lacking() + ",") + "\"action\":")
                .getBytes(StandardCharsets.UTF_8);
        byte[] json = letter.json();
        byte[] line = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(json, 0, line, head.length, json.length);
        line[line.length - 2] = '}';
        line[line.length - 1] = '\n';
        return line;
    }

    /** As text in JSON (RFC 8259, 7), of a foreign server's making. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
