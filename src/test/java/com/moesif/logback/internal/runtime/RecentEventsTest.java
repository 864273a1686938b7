package com.moesif.logback.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.ref.WeakReference;
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
