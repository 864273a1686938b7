package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.slf4j.Marker;

/**
 * What the contracts below share: they hold for every version of the encoder that is understood, and
 * {@link LogstashFieldsTest} runs them over each.
 *
 * <p>They are compiled against 9.0, which is no matter: the factories are the same in all. Only the {@code writeTo}
 * methods of their own classes are of 9.0 alone, and nobody calls those, which is the point.
 */
abstract sealed class LogstashContract
        permits LogstashMarkersContract,
                LogstashArgumentsContract,
                LogstashSubclassesContract,
                LogstashEncoderContract {

    final LogstashFields fields = LogstashFields.find();
    final RecordingSink sink = new RecordingSink();

    record Customer(String plan, int seats) {}

    List<Record> of(Marker marker) {
        fields.read(marker, sink);
        return sink.seen;
    }

    List<Record> ofArguments(Object... arguments) {
        for (Object argument : arguments) {
            assertThat(fields.read(argument, sink)).isTrue();
        }
        return sink.seen;
    }

    /** What a caller does. */
    @SuppressWarnings("deprecation") // iterator() is the one way to a marker's references
    List<Record> walked(Marker marker) {
        fields.read(marker, sink);
        for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
            walked(references.next());
        }
        return sink.seen;
    }
}
