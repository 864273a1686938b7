package com.moesif.logback.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How long a sending waits for what has no outcome yet. */
final class Patience {
    /** Longer than a request needs to set out. */
    private static final long IDLE_NANOS = Duration.ofSeconds(5).toNanos();
    /** Longer than it takes to prove, by others that are accepted, that an action is refused for its own sake. */
    private static final long PROOF_NANOS = Duration.ofSeconds(60).toNanos();
    /** Long enough for a few other actions to be tried, when one may be why delivery pauses. */
    private static final long REFUSED_NANOS = Duration.ofSeconds(90).toNanos();

    private final long timeoutNanos;
    private long outcomeAtNanos;
    private long acceptedAtNanos;
    private long outcomes;
    private Instant lastSuccess;

    Patience(Duration timeout, long nowNanos) {
        this.timeoutNanos = timeout.toNanos();
        this.outcomeAtNanos = nowNanos;
        this.acceptedAtNanos = nowNanos;
    }

    /** Why what is left by now is not sent; empty while there is hope for it. */
    Optional<String> end(SpoolSender.State state, long nowNanos) {
        look(state, nowNanos);
        if (state.done()) {
            return Optional.of("all of it was looked at");
        }
        if (state.paused().isPresent()) {
            boolean hopeful =
                    state.refusalPauses() && nowNanos - acceptedAtNanos <= Math.min(timeoutNanos, REFUSED_NANOS);
            return hopeful
                    ? Optional.empty()
                    : Optional.of(
                            "not sent, since delivery pauses: " + state.paused().get());
        }
        boolean accepted = lastSuccess != null;
        if (state.idle() && nowNanos - outcomeAtNanos > (accepted ? Math.min(timeoutNanos, PROOF_NANOS) : IDLE_NANOS)) {
            return Optional.of("refused by the collector" + inBrackets(state.trouble())
                    + (accepted
                            ? ", or by something on the way to it: it has accepted others, but that is no proof here"
                            : ", which has accepted nothing since that would tell whose fault it is"));
        }
        if (nowNanos - acceptedAtNanos > timeoutNanos) {
            return Optional.of("not sent, since the collector has taken nothing for " + timeoutNanos / 1_000_000_000
                    + " s" + inBrackets(state.trouble()));
        }
        return Optional.empty();
    }

    private void look(SpoolSender.State state, long nowNanos) {
        if (state.delivered() + state.dead() != outcomes) {
            outcomes = state.delivered() + state.dead();
            outcomeAtNanos = nowNanos;
            acceptedAtNanos = nowNanos;
        }
        // One that is sent once more, to prove something, has no outcome of its own.
        if (!Objects.equals(state.lastSuccess(), lastSuccess)) {
            lastSuccess = state.lastSuccess();
            acceptedAtNanos = nowNanos;
        }
    }

    private static String inBrackets(Optional<String> trouble) {
        return trouble.map(why -> " (" + why + ")").orElse("");
    }
}
