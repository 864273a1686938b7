package com.moesif.logback.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which event is known as one that came before: by what it is, and never by what it says. */
class RecentEventsTest {
    private final RecentEvents recent = new RecentEvents();

    /** As appenders wrap an event that they hand on: with fields of other kinds beside it, also in a class above. */
    private static class Wrapper extends LoggingEvent {
        @SuppressWarnings("unused") // It stands for no event.
        private static final ILoggingEvent LATEST = new LoggingEvent();

        @SuppressWarnings("unused") // It is no event.
        private final String reason = "wrapped";

        private ILoggingEvent inside;

        Wrapper(ILoggingEvent inside) {
            this.inside = inside;
        }
    }

    private static final class WrapperBelow extends Wrapper {
        WrapperBelow(ILoggingEvent inside) {
            super(inside);
        }
    }

    private static final class WithoutAnEvent extends LoggingEvent {}

    /** An application's own kind of event, which knows the one before it. */
    private static final class Linked extends LoggingEvent {
        @SuppressWarnings("unused") // It is another event.
        private final ILoggingEvent previous;

        @SuppressWarnings("unused") // It is the same event, if any.
        private final ILoggingEvent inside;

        Linked(ILoggingEvent previous, ILoggingEvent inside) {
            this.previous = previous;
            this.inside = inside;
        }
    }

    private static <E extends LoggingEvent> E logged(E event, String logger, Level level, Instant at) {
        event.setLoggerName(logger);
        event.setLevel(level);
        event.setInstant(at);
        return event;
    }

    private void take(int others) {
        assertThat(IntStream.range(0, others).filter(i -> recent.includes(new LoggingEvent())))
                .isEmpty();
    }

    @Test
    void anEvent_isKnownFromItsFirstVisitOn_andOneThatSaysTheSameIsAnother() {
        for (ILoggingEvent event : new ILoggingEvent[] {new LoggingEvent(), new LoggingEvent(), new WithoutAnEvent()}) {
            assertThat(recent.includes(event)).isFalse();
            assertThat(recent.includes(event)).isTrue();
            assertThat(recent.includes(event)).isTrue();
        }
        assertThat(recent.includes(new WithoutAnEvent())).isFalse();
    }

    @Test
    void aWrappedEvent_isTheOneInside_howeverItIsWrapped() {
        ILoggingEvent event = new LoggingEvent();

        assertThat(recent.includes(new Wrapper(event))).isFalse();
        assertThat(recent.includes(event)).isTrue();
        assertThat(recent.includes(new Wrapper(event))).isTrue();
        assertThat(recent.includes(new WrapperBelow(new Wrapper(event)))).isTrue();
        assertThat(recent.includes(new Wrapper(new LoggingEvent()))).isFalse();
    }

    /** A payment is not lost because its event refers to the one of another payment. */
    @Test
    void anEventThatRefersToAnother_isNotThatOne() {
        Instant at = Instant.parse("2026-01-01T00:00:00.000000100Z");
        ILoggingEvent first = logged(new LoggingEvent(), "com.acme", Level.INFO, at);
        assertThat(recent.includes(first)).isFalse();

        assertThat(recent.includes(logged(new Linked(first, null), "com.acme", Level.INFO, at.plusNanos(1))))
                .isFalse();
        assertThat(recent.includes(logged(new Linked(first, null), "com.acme", Level.INFO, at.plusSeconds(1))))
                .isFalse();
        assertThat(recent.includes(logged(new Linked(first, null), "com.other", Level.INFO, at)))
                .isFalse();
    }

    /** Some appenders raise the level of what they hand on. Nobody is billed twice for that. */
    @Test
    void aWrapperWithALevelOfItsOwn_isTheOneInside() {
        Instant at = Instant.parse("2026-01-01T00:00:00.000000100Z");
        ILoggingEvent event = logged(new LoggingEvent(), "com.acme", Level.INFO, at);

        assertThat(recent.includes(logged(new Wrapper(event), "com.acme", Level.WARN, at)))
                .isFalse();
        assertThat(recent.includes(event)).isTrue();
    }

    @Test
    void whereNanosecondsAreNotTold_theLevelSaysWhetherItRefersToAnother() {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        ILoggingEvent event = logged(new LoggingEvent(), "com.acme", Level.INFO, at);
        assertThat(recent.includes(event)).isFalse();

        assertThat(recent.includes(logged(new Linked(event, null), "com.acme", Level.WARN, at)))
                .isFalse();
        assertThat(recent.includes(logged(new Linked(event, null), "com.acme", Level.INFO, at)))
                .isTrue();
    }

    @Test
    void aWrapperThatAlsoRefersToAnother_isTheOneInside() {
        Instant at = Instant.parse("2026-01-01T00:00:00.000000100Z");
        ILoggingEvent first = logged(new LoggingEvent(), "com.acme", Level.INFO, at);
        ILoggingEvent second = logged(new LoggingEvent(), "com.acme", Level.INFO, at.plusNanos(1));

        assertThat(recent.includes(first)).isFalse();
        assertThat(recent.includes(logged(new Linked(first, second), "com.acme", Level.INFO, at.plusNanos(1))))
                .isFalse();
        assertThat(recent.includes(second)).isTrue();
    }

    /** Made for a Logback that had no such method, while the one inside tells them. */
    @Test
    void aWrapperThatDoesNotTellNanoseconds_isTheOneInside() {
        Instant at = Instant.parse("2026-01-01T00:00:00.000000100Z");
        for (Throwable failure : new Throwable[] {new AbstractMethodError(), new IllegalStateException()}) {
            ILoggingEvent event = logged(new LoggingEvent(), "com.acme", Level.INFO, at);
            ILoggingEvent wrapper = logged(
                    new Wrapper(event) {
                        @Override
                        public int getNanoseconds() {
                            if (failure instanceof Error error) {
                                throw error;
                            }
                            throw (RuntimeException) failure;
                        }
                    },
                    "com.acme",
                    Level.INFO,
                    at);
            assertThat(recent.includes(wrapper)).isFalse();
            assertThat(recent.includes(event)).isTrue();
        }
    }

    @Test
    void aWrapperThatDoesNotSayWhatItIs_isAnEventOfItsOwn() {
        ILoggingEvent event = new LoggingEvent();
        ILoggingEvent wrapper = new Wrapper(event) {
            @Override
            public String getLoggerName() {
                throw new IllegalStateException();
            }
        };
        assertThat(recent.includes(wrapper)).isFalse();
        assertThat(recent.includes(wrapper)).isTrue();
        assertThat(recent.includes(event)).isFalse();
    }

    @Test
    void aWrapperWithoutAnEventInside_orOfItself_isAnEventOfItsOwn() {
        Wrapper circle = new Wrapper(null);
        circle.inside = circle;

        for (Wrapper wrapper : new Wrapper[] {circle, new Wrapper(null), new Wrapper(null)}) {
            assertThat(recent.includes(wrapper)).isFalse();
            assertThat(recent.includes(wrapper)).isTrue();
        }
    }

    @Test
    void theLast65536_areRemembered() {
        ILoggingEvent first = new LoggingEvent();
        recent.holdBack(256);
        recent.includes(first);
        take(65_535);
        assertThat(recent.includes(first)).isTrue();

        take(1);
        assertThat(recent.includes(first)).isFalse();
    }

    /** Of an {@code AsyncAppender} with a long queue, one visit may be that far behind the other. */
    @Test
    void twiceAsManyAsWaitBetweenTwoVisits_areRemembered() {
        ILoggingEvent first = new LoggingEvent();
        recent.holdBack(40_000);
        recent.holdBack(256);
        recent.includes(first);
        take(79_999);
        assertThat(recent.includes(first)).isTrue();

        take(1);
        assertThat(recent.includes(first)).isFalse();
    }

    @Test
    void whatIsRemembered_keepsNoEventAlive() {
        WeakReference<LoggingEvent> event = new WeakReference<>(new LoggingEvent());
        assertThat(recent.includes(event.get())).isFalse();
        await().until(() -> {
            System.gc();
            return event.get() == null;
        });
        assertThat(recent.includes(new LoggingEvent())).isFalse();
    }
}
