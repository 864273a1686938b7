package com.moesif.logback.values;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A value is fixed at the moment of the call, whatever happens to it before the sender looks at it. */
class FixedValuesTest {
    /** Memory is full for as long as the first request is under way, so the sender leaves the ring alone. */
    private static final String[] SMALL = {
        "<maxMemory>64k</maxMemory>",
        "<queueSize>32</queueSize>",
        "<compression>none</compression>",
        "<responseTimeout>2 minutes</responseTimeout>"
    };

    static final class Counter {
        private int count = 1;

        public int getCount() {
            return count;
        }

        @Override
        public String toString() {
            return "counter " + count;
        }
    }

    @Test
    void laterChange_neverShows() {
        try (Logback logback = Logback.with(SMALL)) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch changed = new CountDownLatch(1);
            logback.collector.onAction(action -> {
                arrived.countDown();
                within(changed);
            });
            logback.action().addKeyValue("filler", "x".repeat(65_400)).log("m");
            assertThat(within(arrived)).isTrue();

            List<Object> list = new ArrayList<>(List.of("before"));
            Map<String, Object> map = new HashMap<>(Map.of("k", "before"));
            List<Object> nested = new ArrayList<>(List.of(list));
            int[] array = {1};
            byte[] bytes = {1};
            Date date = new Date(0);
            Date eventTime = new Date(System.currentTimeMillis() - 60_000);
            Instant expectedTime = eventTime.toInstant();
            java.sql.Timestamp timestamp = new java.sql.Timestamp(0);
            Calendar calendar = new GregorianCalendar();
            calendar.setTimeInMillis(0);
            StringBuilder builder = new StringBuilder("before");
            AtomicLong atomic = new AtomicLong(1);
            Counter bean = new Counter();
            logback.mdc.put("user_id", "before");

            logback.log()
                    .atInfo()
                    .addMarker(Actions.action("Test", Map.of("by_marker", list, "company_id", new StringBuilder("c"))))
                    .addKeyValue("list", list)
                    .addKeyValue("map", map)
                    .addKeyValue("nested", nested)
                    .addKeyValue("array", array)
                    .addKeyValue("bytes", bytes)
                    .addKeyValue("date", date)
                    .addKeyValue("timestamp", timestamp)
                    .addKeyValue("calendar", calendar)
                    .addKeyValue("builder", builder)
                    .addKeyValue("atomic", atomic)
                    .addKeyValue("bean", bean)
                    .addKeyValue("request.time", eventTime)
                    .addKeyValue("session_token", builder)
                    .addArgument(list)
                    .addArgument(bean)
                    .log("by_argument={} bean_argument={}");
            assertThat(logback.counts().pending()).isEqualTo(2);

            list.set(0, "after");
            map.put("k", "after");
            nested.clear();
            array[0] = 2;
            bytes[0] = 2;
            date.setTime(99);
            eventTime.setTime(System.currentTimeMillis());
            timestamp.setTime(99);
            calendar.setTimeInMillis(99);
            builder.append("after");
            atomic.set(2);
            bean.count = 2;
            logback.mdc.put("user_id", "after");
            changed.countDown();

            ReceivedAction action = logback.actions().get(1);
            assertThat(Instant.parse(action.requestTime())).isEqualTo(expectedTime);
            assertThat(action.userId()).isEqualTo("before");
            assertThat(action.sessionToken()).isEqualTo("before");
            assertThat(action.metadata())
                    .containsEntry("by_marker", List.of("before"))
                    .containsEntry("list", List.of("before"))
                    .containsEntry("map", Map.of("k", "before"))
                    .containsEntry("nested", List.of(List.of("before")))
                    .containsEntry("array", List.of(1))
                    .containsEntry("bytes", "AQ==")
                    .containsEntry("date", "1970-01-01T00:00:00Z")
                    .containsEntry("timestamp", "1970-01-01T00:00:00Z")
                    .containsEntry("calendar", "1970-01-01T00:00:00Z")
                    .containsEntry("builder", "before")
                    .containsEntry("atomic", 1)
                    .containsEntry("bean", Map.of("count", 1))
                    .containsEntry("by_argument", List.of("before"))
                    .containsEntry("bean_argument", "counter 1");
        }
    }

    private static boolean within(CountDownLatch latch) {
        try {
            return latch.await(AMPLE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
