package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;

/** What holds in an application without the encoder; {@link LogstashFieldsTest} runs it in one. */
final class LogstashAbsentContract {

    @Test
    void find_givesTheAbsentObject() {
        assertThat(LogstashFields.find()).isSameAs(LogstashFields.ABSENT);
    }

    @Test
    void absence_isNoProblem() {
        assertThat(LogstashFields.find().problem()).isEmpty();
    }

    @Test
    void absentObject_readsNothing() {
        RecordingSink sink = new RecordingSink();
        LogstashFields.ABSENT.read(MarkerFactory.getDetachedMarker("LS_APPEND_OBJECT"), sink);

        assertThat(LogstashFields.ABSENT.read("amount=12", sink)).isFalse();
        assertThat(sink.seen).isEmpty();
    }
}
