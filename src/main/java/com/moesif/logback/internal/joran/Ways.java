package com.moesif.logback.internal.joran;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The ways by which Logback hands events to an appender, as loggers and appenders stand at this moment. Immutable. */
public final class Ways {
    /** Appenders within appenders; more are a circle. */
    private static final int DEEPEST = 10;

    /** Whose appenders hand on the event itself, or one that has it inside. */
    private static final List<String> TRUSTED =
            List.of("ch.qos.logback.", "io.opentelemetry.instrumentation.logback.", "net.logstash.logback.");

    /** Whose appenders stop without what they hold. */
    private static final String UNSTOPPING = "io.opentelemetry.instrumentation.logback.";

    private final List<Way> ways = new ArrayList<>();

    /** @param through the appenders around ours, the outermost first */
    private record Way(Logger logger, List<Appender<?>> through, Appender<?> target) {
        String shown() {
            return logger.getName()
                    + through.stream()
                            .map(appender -> " through '" + appender.getName() + "'")
                            .collect(Collectors.joining());
        }

        public boolean mayCopy() {
            return through.stream()
                    .anyMatch(appender -> TRUSTED.stream()
                            .noneMatch(prefix -> appender.getClass().getName().startsWith(prefix)));
        }
    }

    private Ways(LoggerContext context, Predicate<Appender<?>> target) {
        // Logback has them sorted, each after those above it.
        List<Logger> loggers = new ArrayList<>(context.getLoggerList());
        Collections.reverse(loggers);
        for (Logger logger : loggers) {
            find(logger, target, new Way(logger, List.of(), null));
        }
    }

    public static Ways to(Appender<ILoggingEvent> appender) {
        return new Ways((LoggerContext) appender.getContext(), found -> found == appender);
    }

    /**
     * The running appenders of the same name that hang on loggers of the same context: of a configuration that was read again
     * without {@code context.reset()}, or of a file that is included twice. Within a {@code SiftingAppender} there may be many
     * of one name, each with events of its own; those hang on no logger.
     *
     * @param isRunning whether an appender is of the same kind and takes events
     */
    public static List<Appender<?>> namesakes(Appender<ILoggingEvent> appender, Predicate<Appender<?>> isRunning) {
        List<Appender<?>> found = new ArrayList<>();
        new Ways(
                        (LoggerContext) appender.getContext(),
                        other -> other != appender
                                && isRunning.test(other)
                                && Objects.equals(appender.getName(), other.getName()))
                .ways.stream().map(Way::target).distinct().forEach(found::add);
        return found;
    }

    /**
     * The name that two {@code SiftingAppender}s of the context share, one of which has made an appender of ours already; empty when
     * there are no such two. What is inside them hangs on no logger, and each makes an appender of its own for the same events.
     */
    public static Optional<String> doubledSifter(Appender<ILoggingEvent> within) {
        Map<String, SiftingAppender> sifters = new HashMap<>();
        for (Way way : new Ways((LoggerContext) within.getContext(), found -> found instanceof SiftingAppender).ways) {
            SiftingAppender one = (SiftingAppender) way.target;
            SiftingAppender other = sifters.putIfAbsent(String.valueOf(one.getName()), one);
            if (other != null && other != one && (holds(within, one) || holds(within, other))) {
                return Optional.of(String.valueOf(one.getName()));
            }
        }
        return Optional.empty();
    }

    /** Whether an appender of this kind is within. */
    private static boolean holds(Appender<ILoggingEvent> kind, SiftingAppender sifter) {
        return sifter.getAppenderTracker() != null
                && sifter.getAppenderTracker().allComponents().stream().anyMatch(kind.getClass()::isInstance);
    }

    private void find(AppenderAttachable<?> holder, Predicate<Appender<?>> target, Way way) {
        Iterator<? extends Appender<?>> attached = holder.iteratorForAppenders();
        while (attached != null && attached.hasNext()) {
            Appender<?> next = attached.next();
            if (target.test(next)) {
                ways.add(new Way(way.logger, way.through, next));
            } else if (next instanceof AppenderAttachable<?> wrapper && way.through.size() < DEEPEST) {
                List<Appender<?>> further = new ArrayList<>(way.through);
                further.add(next);
                find(wrapper, target, new Way(way.logger, further, null));
            }
        }
    }

    /** The other running appenders of this kind to which an event may come that comes to this one. */
    public static List<Appender<?>> beside(Appender<ILoggingEvent> appender, Predicate<Appender<?>> isRunning) {
        Ways own = to(appender);
        List<Appender<?>> found = new ArrayList<>();
        new Ways((LoggerContext) appender.getContext(), other -> other != appender && isRunning.test(other))
                .ways.stream()
                        .filter(way -> own.ways.stream().anyMatch(mine -> joins(mine, way) || joins(way, mine)))
                        .map(Way::target)
                        .distinct()
                        .forEach(found::add);
        return found;
    }

    /** Whether no logger leads to it. */
    public boolean areNone() {
        return ways.isEmpty();
    }

    /**
     * Whether nobody stops it at a reset. Behind an {@code AsyncAppender}, which may still hand on what it holds, that one does
     * when it has come to its end. Where no way leads to it, the appender that refers to it could not be made, say.
     */
    public boolean leaveItRunning() {
        return ways.isEmpty()
                ? !Sifting.isUnderWay()
                : ways.stream()
                        .allMatch(way -> !way.through.isEmpty()
                                && way.through.stream()
                                        .allMatch(around ->
                                                around.getClass().getName().startsWith(UNSTOPPING)));
    }

    /** How many events the appenders around ours may keep waiting, as far as they say it. */
    public int heldBack() {
        long events = 0;
        for (Way way : ways) {
            for (Appender<?> appender : way.through) {
                events += appender instanceof AsyncAppenderBase<?> async ? async.getQueueSize() : 0;
            }
        }
        return (int) Math.min(events, Integer.MAX_VALUE);
    }

    /** Those on which one event may come twice: {@code com.acme and ROOT through 'ASYNC'}; empty when there are none. */
    public String thatMeet() {
        return meeting().stream().map(Way::shown).collect(Collectors.joining(" and "));
    }

    /** Whether one that meets another goes through an appender that may hand on a copy, which nothing tells from a new event. */
    public boolean mayCopy() {
        return meeting().stream().anyMatch(Way::mayCopy);
    }

    private List<Way> meeting() {
        List<Way> meeting = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            for (int j = 0; j < ways.size(); j++) {
                if (i != j && (joins(ways.get(i), ways.get(j)) || joins(ways.get(j), ways.get(i)))) {
                    meeting.add(ways.get(i));
                    break;
                }
            }
        }
        return meeting;
    }

    /** Whether the events of the one's logger come to the other's too. */
    private static boolean joins(Way lower, Way upper) {
        LoggerContext context = lower.logger.getLoggerContext();
        for (String name = lower.logger.getName(); name != null; name = Attachments.parent(name)) {
            if (name.equals(upper.logger.getName())) {
                return true;
            }
            Logger logger = context.exists(name);
            if (logger != null && !logger.isAdditive()) {
                return false;
            }
        }
        return false;
    }
}
