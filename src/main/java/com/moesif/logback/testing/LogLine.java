package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.internal.action.ParsedJson;
import com.moesif.logback.internal.action.StepLimitedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * One line of a log file: {@code LEVEL logger - message}, Spring Boot's, or JSON; or one that says no more than its level. Immutable.
 *
 * @param logger null where the line doesn't say it
 * @param message formatted: the template is lost
 * @param time null when the line doesn't say it in a way that is sure
 */
record LogLine(
        Level level,
        String logger,
        String message,
        Instant time,
        Map<String, String> mdc,
        List<KeyValuePair> pairs,
        List<String> markers) {
    private static final String LEVELS = "TRACE|DEBUG|INFO|WARN|ERROR";
    private static final String JDK = "SEVERE|WARNING|CONFIG|FINE|FINER|FINEST";

    /** As Logback's {@code %kvp} writes them. */
    private static final Pattern PAIR = Pattern.compile("([^\\s=\"]+)=\"([^\"]*)\" ?");

    private static final String TIME_AND_THREAD = "[-\\d:.,/+TZ ]*(?:\\[[^\\]]*\\] +)?";

    /** A time and a thread in brackets may come first, or the thread second; of other words nobody knows what they are. */
    private static final Pattern TEXT = Pattern.compile(
            TIME_AND_THREAD + "\\[?(?<level>" + LEVELS
                    + ") *\\]? +(?:\\[[^\\]]*\\] +)?(?<logger>\\S+) +-(?<pairs>(?:[^\\s=\"]+=\"[^\"]*\" ?)*-)? (?<message>.*)",
            Pattern.DOTALL);

    /** Spring Boot's own: after the level the process, then its name, the thread and a trace in brackets. */
    private static final Pattern BOOT = Pattern.compile(
            "[-\\d:.,/+TZ ]*(?<level>" + LEVELS
                    + ") +\\d* *--- +(?:\\[[^\\]]*\\] *){1,9}(?<logger>\\S+) *:(?<pairs>) (?<message>.*)",
            Pattern.DOTALL);

    /** What is written like a logger before a message: with dots, or like a class. */
    private static final String LOGGER_FIRST =
            " +(?:\\[[^\\]]*\\] +)?(?:(?:[\\w$]+\\.)+[\\w$]+|[A-Z][\\w$]*)(?: *:(?:\\s|$)| +-+ )";

    /**
     * Without a logger: {@code [INFO] text}, {@code INFO: text} as the JDK's own logging writes its second lines, or
     * {@code 10:15 INFO text}.
     */
    private static final Pattern NAMELESS = Pattern.compile(
            "(?:" + TIME_AND_THREAD + "(?:\\[(?<level>" + LEVELS + "|" + JDK + ") *\\]:?|(?<bare>" + LEVELS + "|" + JDK
                    + "):)|(?=[-:.,/+TZ ]*\\d)" + TIME_AND_THREAD + "(?<timed>" + LEVELS + "|" + JDK + ")(?!"
                    + LOGGER_FIRST
                    + ")) +(?<message>\\S.*)",
            Pattern.DOTALL);

    /** Empty when the line has neither form: a line of a stack trace, say. */
    static Optional<LogLine> read(String line) {
        if (line.stripLeading().startsWith("{")) {
            try {
                return JsonLine.of(ParsedJson.object(line));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        for (Pattern layout : List.of(BOOT, TEXT)) {
            Matcher text = layout.matcher(StepLimitedText.of(line));
            if (matches(text)) {
                LogLine read = of(level(text.group("level")), text.group("logger"), text.group("message"));
                return Optional.of(read.with(text.group("pairs")));
            }
        }
        Matcher text = NAMELESS.matcher(StepLimitedText.of(line));
        if (!matches(text)) {
            return Optional.empty();
        }
        String level = Stream.of("level", "bare", "timed")
                .map(text::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return Optional.of(of(level(level), null, text.group("message")));
    }

    private static Level level(String word) {
        return switch (word) {
            case "SEVERE" -> Level.ERROR;
            case "WARNING" -> Level.WARN;
            case "CONFIG" -> Level.INFO;
            case "FINE", "FINER" -> Level.DEBUG;
            case "FINEST" -> Level.TRACE;
            default -> Level.valueOf(word);
        };
    }

    private LogLine with(String written) {
        List<KeyValuePair> given = new ArrayList<>();
        Matcher pair = PAIR.matcher(written == null ? "" : written);
        while (pair.find()) {
            given.add(new KeyValuePair(pair.group(1), pair.group(2)));
        }
        return new LogLine(level, logger, message, time, mdc, given, markers);
    }

    /** A line that takes too long to tell is none: those that are have one place for each part. */
    private static boolean matches(Matcher line) {
        try {
            return line.matches();
        } catch (StepLimitedText.Exhausted e) {
            return false;
        }
    }

    /** A line that says no more than that. */
    static LogLine of(Level level, String logger, String message) {
        return new LogLine(level, logger, message, null, Map.of(), List.of(), List.of());
    }

    /** The event as it may have been, with this raw message and these arguments. */
    LoggingEvent event(Logger from, String rawMessage, Object[] arguments) {
        LoggingEvent event = new LoggingEvent("", from, level, rawMessage, null, arguments);
        if (time != null) {
            event.setInstant(time);
        }
        event.setMDCPropertyMap(mdc);
        // Not SLF4J's own factory: asking it would configure the class path's logging.
        IMarkerFactory factory = new BasicMarkerFactory();
        markers.forEach(name -> event.addMarker(factory.getDetachedMarker(name)));
        pairs.forEach(event::addKeyValuePair);
        return event;
    }
}
