package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.Naming;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        assertThat(LogstashFields.ABSENT.isStructured("amount=12")).isFalse();
        assertThat(LogstashFields.ABSENT.mentions("action_name", new Naming(Map.of(), Set.of(), List.of())))
                .isFalse();
        assertThat(sink.seen).isEmpty();
    }
}
