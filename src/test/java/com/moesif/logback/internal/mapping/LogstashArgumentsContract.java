package com.moesif.logback.internal.mapping;

import static net.logstash.logback.argument.StructuredArguments.array;
import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.fields;
import static net.logstash.logback.argument.StructuredArguments.keyValue;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static net.logstash.logback.argument.StructuredArguments.v;
import static net.logstash.logback.argument.StructuredArguments.value;
import static net.logstash.logback.marker.Markers.aggregate;
import static net.logstash.logback.marker.Markers.append;
import static net.logstash.logback.marker.Markers.appendEntries;
import static net.logstash.logback.marker.Markers.defer;
import static net.logstash.logback.marker.Markers.empty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.mapping.RecordingSink.Field;
import com.moesif.logback.internal.mapping.RecordingSink.RawJson;
import com.moesif.logback.internal.mapping.RecordingSink.Unwrapped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.argument.StructuredArguments;
import org.junit.jupiter.api.Test;

/** The arguments that {@code StructuredArguments} makes. */
final class LogstashArgumentsContract extends LogstashContract {
    private final Naming naming = new Naming(Map.of("event", "action_name"), Set.of(), List.of());

    @Test
    void keyValueArgument_givesNameAndValue() {
        assertThat(ofArguments(kv("amount", 12), keyValue("currency", "EUR"), keyValue("plan", null, "{0}: {1}")))
                .containsExactly(new Field("amount", 12), new Field("currency", "EUR"), new Field("plan", null));
    }

    @Test
    void valueArgument_givesNameAndValue() {
        assertThat(ofArguments(v("amount", 12), value("currency", "EUR")))
                .containsExactly(new Field("amount", 12), new Field("currency", "EUR"));
    }

    @Test
    void entriesArgument_givesEachEntry() {
        assertThat(ofArguments(entries(Map.of("amount", 12)))).containsExactly(new Field("amount", 12));
    }

    @Test
    void fieldsArgument_givesTheBean() {
        Customer customer = new Customer("gold", 3);

        assertThat(ofArguments(fields(customer))).containsExactly(new Unwrapped(customer));
    }

    @Test
    void arrayArgument_givesTheArray() {
        Object[] rows = {1, 2};

        assertThat(ofArguments(array("rows", rows))).containsExactly(new Field("rows", rows));
    }

    @Test
    void rawArgument_givesJsonText() {
        assertThat(ofArguments(raw("rows", "[1, 2]"))).containsExactly(new RawJson("rows", "[1, 2]"));
    }

    @Test
    void deferredArgument_givesWhatIsSupplied_once() {
        AtomicInteger calls = new AtomicInteger();
        StructuredArgument deferred = StructuredArguments.defer(() -> kv("call", calls.incrementAndGet()));

        assertThat(ofArguments(deferred, StructuredArguments.defer(() -> deferred)))
                .containsExactly(new Field("call", 1), new Field("call", 1));
    }

    @Test
    void deferredArgumentThatSuppliesNull_givesNothing() {
        assertThat(ofArguments(StructuredArguments.defer(() -> null))).isEmpty();
    }

    @Test
    void throwingSupplierOfAnArgument_comesOutAsItIs() {
        IllegalStateException broken = new IllegalStateException("broken");

        assertThatThrownBy(() -> ofArguments(StructuredArguments.defer(() -> {
                    throw broken;
                })))
                .isSameAs(broken);
    }

    @Test
    void deferredArgumentThatLeadsToItself_endsInAnException() {
        StructuredArgument[] self = new StructuredArgument[1];
        self[0] = StructuredArguments.defer(() -> self[0]);

        assertThatThrownBy(() -> ofArguments(self[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void markerAsArgument_givesItselfWithoutReferences() {
        assertThat(ofArguments(append("amount", 12).and(append("currency", "EUR")), aggregate(append("seats", 3))))
                .containsExactly(new Field("amount", 12));
    }

    /** Asked of every event: what is deferred, or within a bean, is not opened for it. */
    @Test
    void aFieldThatNamesTheAction_isFound_withoutAnyOfTheApplicationsCode() {
        Map<Object, Object> unnamed = new HashMap<>(Map.of(7, "action_name", "plan", "action_name"));
        unnamed.put(null, "action_name");

        for (Object names : List.of(
                kv("action_name", "Paid"),
                v("event", "Paid"),
                entries(Map.of("actionName", "Paid")),
                append("action_name", "Paid"),
                appendEntries(Map.of("event", "Paid")))) {
            assertThat(fields.mentions(names, naming)).as("%s", names).isTrue();
        }
        for (Object other : Arrays.asList(
                kv("plan", "action_name"),
                entries(unnamed),
                entries(null),
                fields(Map.of("action_name", "Paid")),
                empty(),
                defer(() -> {
                    throw new AssertionError("not to be called");
                }),
                Map.of("action_name", "Paid"),
                "action_name",
                null)) {
            assertThat(fields.mentions(other, naming)).as("%s", other).isFalse();
        }
    }

    @Test
    void anArgumentOfTheLibrary_isKnownAsOne() {
        assertThat(fields.isStructured(kv("amount", 12))).isTrue();
        assertThat(fields.isStructured(append("amount", 12))).isTrue();
        assertThat(fields.isStructured(defer(() -> null))).isFalse();
        assertThat(fields.isStructured("amount=12")).isFalse();
    }

    @Test
    void deferredArguments_mayNestAHundredDeep_andNoMore() {
        StructuredArgument nested = kv("amount", 12);
        for (int i = 0; i < 100; i++) {
            StructuredArgument within = nested;
            nested = StructuredArguments.defer(() -> within);
        }
        assertThat(ofArguments(nested)).containsExactly(new Field("amount", 12));

        StructuredArgument most = nested;
        assertThatThrownBy(() -> ofArguments(StructuredArguments.defer(() -> most)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void otherArguments_areLeftAlone() {
        for (Object other : Arrays.asList("amount=12", 12, Map.of("amount", 12), defer(() -> append("a", 1)), null)) {
            assertThat(fields.read(other, sink)).isFalse();
        }
        assertThat(sink.seen).isEmpty();
    }
}
