package com.moesif.logback.collector;

import java.time.Duration;
import java.util.Arrays;

/** A fault as the page's switches say it. */
final class FaultSwitch {
    private static final int MAX_DELAY_MILLIS = 600_000;
    private static final int MAX_REQUESTS = 1_000;

    private FaultSwitch() {}

    /**
     * Plays {@code kind} after {@code delay} milliseconds for the {@code next} so many requests, or, with none, from now
     * on.
     *
     * @throws IllegalArgumentException if the form makes no sense; nothing has changed then
     */
    static void flip(FormText form, FaultScript script) {
        Fault kind = switch (form.text("kind")) {
            case "none" -> Fault.NONE;
            case "status" -> Fault.status(form.number("status", 200, 599));
            case "reset" -> Fault.reset();
            case "lose_answer" -> Fault.loseAnswer();
            default -> throw new IllegalArgumentException("kind must be none, status, reset or lose_answer");
        };
        Fault fault = kind.after(Duration.ofMillis(form.number("delay", 0, MAX_DELAY_MILLIS)));
        int requests = form.number("next", 0, MAX_REQUESTS);
        if (requests == 0) {
            script.playAlways(fault);
            return;
        }
        Fault[] each = new Fault[requests];
        Arrays.fill(each, fault);
        script.play(Arrays.asList(each));
    }
}
