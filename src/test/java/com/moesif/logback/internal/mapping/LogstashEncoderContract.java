package com.moesif.logback.internal.mapping;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static net.logstash.logback.argument.StructuredArguments.v;
import static net.logstash.logback.marker.Markers.aggregate;
import static net.logstash.logback.marker.Markers.append;
import static net.logstash.logback.marker.Markers.appendEntries;
import static net.logstash.logback.marker.Markers.appendRaw;
import static net.logstash.logback.marker.Markers.defer;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.moesif.logback.internal.mapping.RecordingSink.Field;
import com.moesif.logback.internal.mapping.RecordingSink.RawJson;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.marker.LogstashMarker;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** With the encoder beside us, and on the hot path. */
final class LogstashEncoderContract extends LogstashContract {

    @Test
    void library_isUnderstood() {
        assertThat(fields).isNotSameAs(LogstashFields.ABSENT);
        assertThat(fields.problem()).isEmpty();
    }

    @Test
    void whatIsRead_isWhatTheEncoderWrites() {
        AtomicInteger calls = new AtomicInteger();
        LogstashMarker marker = aggregate(
                append("m1", 12),
                appendRaw("m2", "{\"a\":1}"),
                appendEntries(Map.of("m3", true)),
                defer(() -> append("m4", calls.incrementAndGet()).and(append("m5", "x"))));
        Object[] arguments = {
            kv("a1", 1.5),
            "plain",
            raw("a2", "[1]"),
            append("a3", 3).and(append("not_an_argument", 4)),
            StructuredArguments.defer(() -> v("a4", calls.incrementAndGet()))
        };

        walked(marker);
        for (Object argument : arguments) {
            fields.read(argument, sink);
        }
        String json = encoded(marker, arguments);

        assertThat(sink.seen).hasSize(9).allSatisfy(seen -> assertThat(json).contains(asJson(seen)));
        assertThat(json).doesNotContain("not_an_argument");
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatIsNotTheLibrarys_allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Marker marker = MarkerFactory.getDetachedMarker("ACTION");
        int rounds = 10_000;
        readOthers(marker, rounds);

        long before = threads.getCurrentThreadAllocatedBytes();
        readOthers(marker, rounds);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(rounds); // not one byte a call; the measurement itself may take a few
    }

    private void readOthers(Marker marker, int rounds) {
        for (int i = 0; i < rounds; i++) {
            fields.read(marker, sink);
            fields.read("amount=12", sink);
        }
    }

    private static String encoded(Marker marker, Object... arguments) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        LoggingEvent event = new LoggingEvent(
                LogstashEncoderContract.class.getName(),
                context.getLogger("payments"),
                Level.INFO,
                "paid",
                null,
                arguments);
        event.addMarker(marker);
        Encoder<ILoggingEvent> encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.start();
        try {
            return new String(encoder.encode(event), StandardCharsets.UTF_8);
        } finally {
            encoder.stop();
        }
    }

    private static String asJson(Record seen) {
        if (seen instanceof RawJson rawJson) {
            return "\"" + rawJson.name() + "\":" + rawJson.json();
        }
        Field field = (Field) seen;
        String value = field.value() instanceof String text ? "\"" + text + "\"" : String.valueOf(field.value());
        return "\"" + field.name() + "\":" + value;
    }
}
