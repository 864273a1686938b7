package com.moesif.logback.internal.action;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Which log line became which action, for a collector on this machine that asks for it. The newest are kept until it has said
 * whether it does. Any thread.
 */
public final class LogLines {
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_CHARS = 500;

    private final Deque<Made> made = new ArrayDeque<>();
    private volatile boolean asked;
    private volatile boolean unwanted;

    /** A line, and the action it became. */
    private record Made(String id, String rule, String line) {
        String form() {
            return "id=" + encoded(id) + "&rule=" + encoded(rule) + "&line=" + encoded(line);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
        }
    }

    /** Whether an event is to be formatted for it: not before a collector has asked. */
    public boolean areAsked() {
        return asked;
    }

    /** Whether a collector may ask for them: until it has said that it does not. */
    boolean areWanted() {
        return !unwanted;
    }

    /**
     * An action has been made.
     *
     * @param rule the label of the rule that took the event; null when none did
     * @param line the formatted line, or the raw message where nobody had asked yet
     */
    void made(String id, String rule, String line, List<Mask> masks) {
        // Before it is cut: of half a secret a mask knows nothing.
        String shown = Mask.applyAll(masks, line == null ? "" : line);
        shown = shown.substring(0, Math.min(shown.length(), MOST_CHARS));
        synchronized (made) {
            if (made.size() == MOST_KEPT) {
                made.removeFirst();
            }
            made.addLast(new Made(id, rule, shown));
        }
    }

    /**
     * The collector asks.
     *
     * @return some of them, a line each; null when there are none
     */
    public byte[] ask() {
        asked = true;
        unwanted = false;
        StringBuilder forms = new StringBuilder();
        synchronized (made) {
            for (int i = 0; i < MOST_AT_ONCE && !made.isEmpty(); i++) {
                forms.append(made.removeFirst().form()).append('\n');
            }
        }
        return forms.length() == 0 ? null : forms.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The collector does not ask. */
    public void unwanted() {
        asked = false;
        unwanted = true;
        synchronized (made) {
            made.clear();
        }
    }
}
