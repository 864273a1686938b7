package com.moesif.logback.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    @Test
    void whatIsRemembered_keepsNoEventAlive() {
        RecentEvents recent = new RecentEvents();
        WeakReference<LoggingEvent> event = new WeakReference<>(new LoggingEvent());
        assertThat(recent.includes(event.get())).isFalse();
        await().until(() -> {
            System.gc();
            return event.get() == null;
        });
        assertThat(recent.includes(new LoggingEvent())).isFalse();
    }
}
