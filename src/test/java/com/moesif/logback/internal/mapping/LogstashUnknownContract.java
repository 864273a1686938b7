package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;

/** What holds with an encoder of unknown shape; {@link LogstashFieldsTest} runs it over several. */
final class LogstashUnknownContract {

    @Test
    void problem_saysInOneLineWhatIsMissingAndWhere() {
        assertThat(LogstashFields.find().problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("logstash-logback-encoder", "6.6 to 9.0", "file:", "net.logstash.logback.")
                        .doesNotContain("\n"));
    }

    @Test
    void nothing_isRead() throws Exception {
        RecordingSink sink = new RecordingSink();
        LogstashFields fields = LogstashFields.find();
        fields.read(MarkerFactory.getDetachedMarker("LS_APPEND_OBJECT"), sink);
        Object theirs = Class.forName("net.logstash.logback.marker.EmptyLogstashMarker")
                .getConstructor()
                .newInstance();

        assertThat(fields.read(theirs, sink)).isFalse();
        assertThat(sink.seen).isEmpty();
    }
}
