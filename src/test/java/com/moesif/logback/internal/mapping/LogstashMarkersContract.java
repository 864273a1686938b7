package com.moesif.logback.internal.mapping;

import static net.logstash.logback.marker.Markers.aggregate;
import static net.logstash.logback.marker.Markers.append;
import static net.logstash.logback.marker.Markers.appendArray;
import static net.logstash.logback.marker.Markers.appendEntries;
import static net.logstash.logback.marker.Markers.appendFields;
import static net.logstash.logback.marker.Markers.appendRaw;
import static net.logstash.logback.marker.Markers.defer;
import static net.logstash.logback.marker.Markers.empty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.mapping.RecordingSink.Field;
import com.moesif.logback.internal.mapping.RecordingSink.RawJson;
import com.moesif.logback.internal.mapping.RecordingSink.Unwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.logstash.logback.marker.LogstashMarker;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The markers that {@code Markers} makes. */
final class LogstashMarkersContract extends LogstashContract {

    @Test
    void appendMarker_givesNameAndValueItself() {
        Customer customer = new Customer("gold", 3);

        assertThat(of(append("customer", customer))).containsExactly(new Field("customer", customer));
        assertThat(((Field) sink.seen.get(0)).value()).isSameAs(customer);
    }

    @Test
    void appendMarker_givesNull() {
        assertThat(of(append("amount", null))).containsExactly(new Field("amount", null));
    }

    @Test
    void appendArrayMarker_givesTheArray() {
        Object[] rows = {1, "two", null};

        assertThat(of(appendArray("rows", rows))).containsExactly(new Field("rows", rows));
    }

    @Test
    void appendRawMarker_givesJsonText() {
        assertThat(of(appendRaw("rows", "[1, 2]"))).containsExactly(new RawJson("rows", "[1, 2]"));
    }

    @Test
    void appendEntriesMarker_givesEachEntryInOrder() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("amount", 12);
        map.put(7, List.of(1));
        map.put(null, null);

        assertThat(of(appendEntries(map)))
                .containsExactly(new Field("amount", 12), new Field("7", List.of(1)), new Field("null", null));
    }

    @Test
    void appendEntriesMarkerOfNull_givesNothing() {
        assertThat(of(appendEntries(null))).isEmpty();
    }

    @Test
    void appendFieldsMarker_givesTheBean() {
        Customer customer = new Customer("gold", 3);

        assertThat(of(appendFields(customer))).containsExactly(new Unwrapped(customer));
    }

    @Test
    void appendFieldsMarkerOfNull_givesNothing() {
        assertThat(of(appendFields(null))).isEmpty();
    }

    @Test
    void emptyMarker_givesNothing() {
        assertThat(of(empty())).isEmpty();
    }

    @Test
    void references_areLeftToTheCaller() {
        assertThat(of(append("amount", 12).and(append("currency", "EUR")))).containsExactly(new Field("amount", 12));
    }

    @Test
    void aggregate_givesEverythingToACallerThatWalksReferences() {
        Marker action = foreign("ACTION", append("currency", "EUR"));

        assertThat(walked(aggregate(append("amount", 12), action, aggregate(List.of(append("seats", 3))))))
                .containsExactly(new Field("amount", 12), new Field("currency", "EUR"), new Field("seats", 3));
    }

    @Test
    void deferredMarker_givesWhatIsSuppliedAndItsReferences() {
        Marker foreign = foreign("AUDIT", append("seats", 3));

        assertThat(of(defer(() -> append("amount", 12)
                        .<LogstashMarker>and(append("currency", "EUR"))
                        .and(foreign))))
                .containsExactly(new Field("amount", 12), new Field("currency", "EUR"), new Field("seats", 3));
    }

    @Test
    void deferredMarker_leavesItsOwnReferencesToTheCaller() {
        LogstashMarker deferred = defer(() -> append("amount", 12)).and(append("currency", "EUR"));

        assertThat(of(deferred)).containsExactly(new Field("amount", 12));
    }

    @Test
    void deferredMarkerInADeferredMarker_givesItsFields() {
        assertThat(of(defer(() -> aggregate(defer(() -> append("amount", 12))))))
                .containsExactly(new Field("amount", 12));
    }

    @Test
    void deferredMarkerThatSuppliesNull_givesNothing() {
        assertThat(of(defer(() -> null))).isEmpty();
    }

    @Test
    void deferredMarker_asksItsSupplierOnce() {
        AtomicInteger calls = new AtomicInteger();
        LogstashMarker deferred = defer(() -> append("call", calls.incrementAndGet()));

        of(deferred);
        assertThat(of(deferred)).containsExactly(new Field("call", 1), new Field("call", 1));
    }

    @Test
    void throwingSupplierOfAMarker_comesOutAsItIs() {
        IllegalStateException broken = new IllegalStateException("broken");

        assertThatThrownBy(() -> of(defer(() -> {
                    throw broken;
                })))
                .isSameAs(broken);
    }

    @Test
    void errorOfASupplier_comesOutAsItIs() {
        Error broken = new AssertionError("broken");

        assertThatThrownBy(() -> of(defer(() -> {
                    throw broken;
                })))
                .isSameAs(broken);
    }

    @Test
    void deferredMarkerThatLeadsToItself_endsInAnException() {
        LogstashMarker[] self = new LogstashMarker[1];
        self[0] = defer(() -> aggregate(self[0]));

        assertThatThrownBy(() -> of(self[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void otherMarkers_giveNothing() {
        Marker action = foreign("ACTION", append("amount", 12));

        assertThat(of(action)).isEmpty();
        assertThat(of((Marker) null)).isEmpty();
    }

    /** A marker of SLF4J's own that leads to one of the library's. */
    @SuppressWarnings("deprecation") // add() is the one way to give it a reference
    private static Marker foreign(String name, Marker reference) {
        Marker marker = MarkerFactory.getDetachedMarker(name);
        marker.add(reference);
        return marker;
    }
}
