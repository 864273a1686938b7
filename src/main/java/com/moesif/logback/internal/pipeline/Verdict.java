package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.classpath.Libraries;
import com.moesif.logback.internal.classpath.RuntimeImage;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import com.moesif.logback.internal.transport.NoApplicationId;
import com.moesif.logback.internal.transport.TunnelRefused;
import com.moesif.logback.internal.transport.UnknownRoute;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * What an answer means for its batch: the one place that decides it, and a pure function. Statuses and their meanings are
 * those of Moesif's API reference, "Errors"; 413 comes from gateways in between.
 */
sealed interface Verdict {
    /** So many refused alone, and nothing accepted: then the fault is ours or the collector's, not the actions'. */
    int MOST_SUSPECTS = 20;

    /** Of a Retry-After; whoever waits has a limit of its own, and a number of twenty digits is a wish to be left alone. */
    BigInteger LONGEST_SECONDS = BigInteger.valueOf(999_999_999);

    int UNAUTHORISED = 401;
    int TOO_LARGE = 413;

    /** For people: what the answer was; null when there is nothing to say against it. */
    String why();

    /** The collector has the actions. */
    record Delivered() implements Verdict {
        @Override
        public String why() {
            return null;
        }
    }

    /**
     * They go out again, by themselves and soon.
     *
     * @param atLeast what the collector asked for; zero when it asked for nothing
     */
    record Retry(String why, Duration atLeast) implements Verdict {}

    /**
     * Nothing will be accepted before somebody has done something: all is kept, and asked for now and then.
     *
     * @param refused whether it may be for these actions themselves: then others are asked with, one at a time
     */
    record Pause(String why, String remedy, boolean refused) implements Verdict {
        Pause(String why, String remedy) {
            this(why, remedy, false);
        }
    }

    /**
     * Some of them can't be accepted, or all are too much at once: they go out in halves.
     *
     * @param tooLarge whether the size was the trouble
     */
    record Bisect(String why, boolean tooLarge) implements Verdict {}

    /** This one action was refused, alone: {@link Suspicion} says what that proves. */
    record Suspect(String why) implements Verdict {}

    /**
     * What else the verdict depends on.
     *
     * @param actions of the batch
     * @param suspects refused, each alone, since something was accepted
     * @param selective whether something on the way was seen to forbid some actions and to let others pass
     */
    record History(int actions, int suspects, boolean selective) {
        History(int actions, int suspects) {
            this(actions, suspects, false);
        }
    }

    static Verdict of(Answer answer, History history, Instant now) {
        if (answer.failure() instanceof TunnelRefused refused) {
            return noTunnel(refused, retryAfter(answer.retryAfter(), now));
        }
        if (answer.failure() instanceof BrokerError error) {
            return brokers(error, history);
        }
        if (answer.failure() != null) {
            return failed(answer);
        }
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return isPage(answer)
                    ? forbidden(
                            "HTTP " + status + " with a web page",
                            "Something between here and the collector answers in its place, a captive portal or a"
                                    + " misled proxy: check <baseUri> and <proxy>",
                            history)
                    : new Delivered();
        }
        return switch (status) {
            case 400, 413 ->
                refused("HTTP " + status, status == TOO_LARGE, "check <baseUri> and what is in between", history);
            case 403, 406 -> forbidden(answer.summary(), remedy(status), history);
            case 408, 425, 429 -> new Retry(answer.summary(), retryAfter(answer.retryAfter(), now));
            default ->
                status >= 500
                        ? new Retry(answer.summary(), retryAfter(answer.retryAfter(), now))
                        : new Pause(answer.summary(), remedy(status));
        };
    }

    /** In the place of a collector's. A batch halves for the sake of one record; its size is no trouble there. */
    private static Verdict brokers(BrokerError error, History history) {
        if (error.isOfRecord()) {
            return refused(
                    error.getMessage(),
                    false,
                    "check what the topic demands of a record, max.message.bytes say",
                    history);
        }
        return error.remedy() == null
                ? new Retry(error.getMessage(), Duration.ZERO)
                : new Pause(error.getMessage(), error.remedy());
    }

    /** By everything, or by something on the way that looks into what is sent, for what is in one action. */
    private static Verdict forbidden(String why, String remedy, History history) {
        if (!history.selective() || history.suspects() >= MOST_SUSPECTS) {
            return new Pause(why, remedy, true);
        }
        return history.actions() > 1 ? new Bisect(why, false) : new Suspect(why);
    }

    private static Verdict failed(Answer answer) {
        if (answer.failure() instanceof UnknownRoute.Failure unknown) {
            return new Pause(
                    unknown.getMessage() + " is wrong",
                    "Nothing is sent before it is mended in the configuration: see the error of the start");
        }
        if (answer.failure() instanceof NoApplicationId missing) {
            return new Pause(
                    missing.getMessage(),
                    "The file is read again before each request: put the application id there, or let this process read"
                            + " it");
        }
        if (TlsTrouble.isRefusal(answer.failure())) {
            return new Pause(
                    answer.summary(),
                    RuntimeImage.hasEllipticCurves()
                            ? "The collector's certificate was not accepted, or ours not by the collector: check host"
                                    + " name, expiry and <ssl>"
                            : "The Java run-time has no elliptic curves, which TLS needs. If it is an image made by jlink,"
                                    + " add jdk.crypto.ec to its --add-modules: the documentation names those that the appender"
                                    + " needs");
        }
        return Libraries.misfit(answer.failure())
                .<Verdict>map(misfit -> new Pause(misfit.what(), misfit.remedy()))
                .orElseGet(() -> new Retry(answer.summary(), Duration.ZERO));
    }

    /** The actions have not left: at most somebody has to see to the proxy. */
    private static Verdict noTunnel(TunnelRefused refused, Duration atLeast) {
        return switch (refused.status()) {
            case 401, 407 -> new Pause(refused.getMessage(), remedy(407));
            case 403, 405 ->
                new Pause(
                        refused.getMessage(),
                        "The proxy doesn't let us reach the collector: allow its host and port there, or check <proxy>");
            default -> new Retry(refused.getMessage() + ": check <proxy> if this lasts", atLeast);
        };
    }

    private static Verdict refused(String why, boolean tooLarge, String check, History history) {
        if (history.suspects() >= MOST_SUSPECTS) {
            return new Pause(
                    why + " after " + MOST_SUSPECTS + " actions were refused, each alone, and none accepted",
                    "Not the actions but something common to all is refused: " + check + ", and please report this",
                    true);
        }
        return history.actions() > 1 ? new Bisect(why, tooLarge) : new Suspect(why);
    }

    /** For people, and so by something in between: the collector speaks JSON. */
    static boolean isPage(Answer answer) {
        return answer.contentType().equalsIgnoreCase("text/html")
                || answer.body().stripLeading().startsWith("<");
    }

    private static String remedy(int status) {
        return switch (status) {
            case UNAUTHORISED -> "The application id is wrong or missing: check <applicationId>";
            case 402 -> "The Moesif subscription is inactive: renew it";
            case 403 -> "Access is forbidden: check <applicationId>, and firewalls in between";
            case 404, 405, 410 -> "There is no Collector API at this address: check <baseUri>";
            case 406 -> "The collector doesn't take what arrives as JSON: check what is in between";
            case 407 -> "The proxy wants credentials: check <proxy>";
            default ->
                status >= 300 && status < 400
                        ? "The collector has moved, and redirects are not followed: check <baseUri>"
                        : "This answer is none that the Collector API documents: check <baseUri> and what is in between";
        };
    }

    /** RFC 9110, 10.2.3: seconds or a date. What is neither, or in the past, asks for nothing. */
    private static Duration retryAfter(String header, Instant now) {
        String text = header.strip();
        if (text.matches("\\d+")) {
            return Duration.ofSeconds(new BigInteger(text).min(LONGEST_SECONDS).longValue());
        }
        try {
            DateTimeFormatter httpDate = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
            Duration until = Duration.between(now, ZonedDateTime.parse(text, httpDate));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
