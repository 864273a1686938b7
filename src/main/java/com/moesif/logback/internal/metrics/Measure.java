package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.ledger.RuleTally;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be seen of a running appender: an attribute of JMX each, named as the constant is, and some are meters of
 * Micrometer.
 */
enum Measure {
    ACCEPTED("actions", "Events that became actions", of(Counts::accepted)),
    RECOVERED("actions", "Actions taken over from an appender before this one", of(c -> c.in().recovered())),
    DELIVERED(
            "actions",
            "Actions that the collector, or with <kafka> the topic, has acknowledged",
            of(Counts::delivered)),
    PENDING("actions", "Actions held in memory, without an outcome yet", of(Counts::pending)),
    SPOOLED("actions", "Actions held in files of the spool, without an outcome yet", of(Counts::spooled)),
    SPOOLED_BYTES(
            "bytes",
            "Disk space that the spool needs for actions without an outcome",
            ledger -> ledger.health().spooledBytes()),
    HANDED_OVER("actions", "Actions left in memory to the appender that follows", of(Counts::handedOver)),
    CORRUPT("actions", "Lines of the spool that were damaged, and set aside", of(Counts::corrupt)),
    DEAD("actions", "Actions kept as dead letters, which are not sent again", of(Counts::deadInAll)),
    DEAD_BY_REASON(
            "actions",
            "Dead letters by reason",
            Map.class,
            ledger -> byLabel(ledger.counts().dead(), DeadReason::label)),
    DROPPED("actions", "Actions that are lost", of(Counts::droppedInAll)),
    DROPPED_BY_REASON(
            "actions",
            "Lost actions by reason",
            Map.class,
            ledger -> byLabel(ledger.counts().dropped(), DropReason::label)),
    BALANCED(
            "true or false",
            "Whether accepted + recovered = delivered + pending + spooled + handedOver + corrupt + dead + dropped;"
                    + " certain only when nothing moves",
            Boolean.class,
            ledger -> ledger.counts().balance()),
    REQUESTS(
            "requests",
            "Requests sent, those repeated included",
            of(c -> c.traffic().batches())),
    RETRIES(
            "requests",
            "Requests that failed, so that their actions are sent again",
            of(c -> c.traffic().retries())),
    REQUESTS_IN_FLIGHT(
            "requests",
            "Requests that have no answer yet",
            Integer.class,
            ledger -> ledger.health().requestsInFlight()),
    REQUEST_TIME_TOTAL(
            "milliseconds",
            "How long all requests took together, each until its answer or its failure",
            Double.class,
            ledger -> ledger.health().requestTimes().total().toNanos() / 1e6),
    REQUEST_TIME_MAX(
            "milliseconds",
            "How long the longest request took until its answer or its failure",
            Double.class,
            ledger -> ledger.health().requestTimes().longest().toNanos() / 1e6),
    BYTES_BEFORE_COMPRESSION(
            "bytes", "All bodies before compression", of(c -> c.traffic().bytesBefore())),
    BYTES_SENT("bytes", "All bodies as they were sent", of(c -> c.traffic().bytesSent())),
    OLDEST_UNSENT_AGE(
            "seconds",
            "How long the oldest action has had no outcome; 0 when there is none",
            Double.class,
            ledger -> ledger.health().oldestUnsentAge(System.nanoTime()).toNanos() / 1e9),
    LAST_SUCCESS(
            "ISO 8601, UTC",
            "When actions were last acknowledged; null before that",
            String.class,
            ledger -> text(ledger.health().lastSuccess())),
    LAST_ERROR("text", "Why an attempt last failed; null before that", String.class, ledger -> {
        DeliveryHealth.Trouble trouble = ledger.health().lastTrouble();
        return trouble == null ? null : trouble.why();
    }),
    LAST_ERROR_TIME("ISO 8601, UTC", "When an attempt last failed; null before that", String.class, ledger -> {
        DeliveryHealth.Trouble trouble = ledger.health().lastTrouble();
        return trouble == null ? null : text(trouble.at());
    }),
    PAUSED_REASON(
            "text",
            "Why delivery pauses, by an operator or for an answer; null when it doesn't",
            String.class,
            ledger -> ledger.health().pausedReason()),
    FIELDS_LOST(
            "fields",
            "Fields left out, or replaced by a text that says why",
            of(c -> c.oddities().get(Oddity.FIELDS_LOST))),
    WITHOUT_COMPANY(
            "actions",
            "Actions without company_id, so that nobody can be billed",
            of(c -> c.oddities().get(Oddity.WITHOUT_COMPANY))),
    DUPLICATE_EVENTS(
            "events",
            "Events that came twice by additivity, and were taken once",
            of(c -> c.oddities().get(Oddity.DUPLICATE_EVENTS))),
    PATTERNS_GIVEN_UP(
            "messages",
            "Messages on which a rule's regex was given up",
            of(c -> c.oddities().get(Oddity.PATTERNS_GIVEN_UP))),
    LATE_COMMITS(
            "calls",
            "Log calls that commitTimeout let go before their action was in its file",
            of(c -> c.oddities().get(Oddity.LATE_COMMITS))),
    CRASHES(
            "crashes",
            "Appenders before this one that were killed, or whose process ended without a stop, as their spool tells",
            ledger -> ledger.crashes().times()),
    LOST_IN_CRASHES_AT_LEAST(
            "actions",
            "Actions that those appenders had in memory only when they last wrote",
            ledger -> ledger.crashes().atLeast()),
    LOST_IN_CRASHES_AT_MOST(
            "actions",
            "The same, with all that can have come after; 0 where log calls wait for the file, -1 where nobody knows"
                    + " since the disk had failed",
            ledger -> ledger.crashes().atMost()),
    RULES(
            "table",
            "Of each rule by its <name>, or else its <actionName>: events that it took, fields of its actions that were"
                    + " lost, when it last took one, and whether it is silent",
            RuleTally.class,
            Ledger::rules),
    SILENT_RULES(
            "names",
            "Rules that no event has matched for their <expectEvery>, or ever though their loggers log",
            List.class,
            ledger -> ledger.rules().stream()
                    .filter(RuleTally::isSilent)
                    .map(RuleTally::name)
                    .toList());

    private final String label;
    private final String units;
    private final String description;
    private final Class<?> type;
    private final Function<Ledger, ?> value;

    Measure(String units, String description, Function<Ledger, Long> value) {
        this(units, description, Long.class, value);
    }

    Measure(String units, String description, Class<?> type, Function<Ledger, ?> value) {
        this.label = Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        this.units = units;
        this.description = description;
        this.type = type;
        this.value = value;
    }

    private static Function<Ledger, Long> of(Function<Counts, Long> count) {
        return ledger -> count.apply(ledger.counts());
    }

    private static <R> Map<String, Long> byLabel(Map<R, Long> counts, Function<R, String> label) {
        Map<String, Long> labelled = new TreeMap<>();
        counts.forEach((reason, count) -> labelled.put(label.apply(reason), count));
        return labelled;
    }

    static String text(Instant moment) {
        return moment == null ? null : moment.toString();
    }

    /** What JMX calls it: {@code SpooledBytes} for {@link #SPOOLED_BYTES}. */
    String label() {
        return label;
    }

    String units() {
        return units;
    }

    String description() {
        return description;
    }

    /**
     * Of {@link #value}: that of a number, a truth or a text; {@link List} of texts; {@link Map} from a reason to a number;
     * {@link RuleTally} for a list of those.
     */
    Class<?> type() {
        return type;
    }

    Object value(Ledger ledger) {
        return value.apply(ledger);
    }

    double number(Ledger ledger) {
        return ((Number) value(ledger)).doubleValue();
    }
}
