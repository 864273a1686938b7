package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.Actions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/** What other code may do with the markers that {@link Actions} makes: filters, encoders and receivers take them for any marker. */
@SuppressWarnings("deprecation") // what SLF4J deprecates is still called
class FieldsMarkerTest {
    private final Marker marker = Actions.action("Paid", Map.of("amount", 5));

    @Test
    void itIsPrintedAsItsFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("amount", 5);
        fields.put("action_name", "of the fields");

        assertThat(Actions.fields(fields)).hasToString("{amount=5, action_name=of the fields}");
        assertThat(Actions.action("Paid", fields)).hasToString("{amount=5, action_name=Paid}");
        assertThat(Actions.action(null)).hasToString("{action_name=null}");
        assertThat(Actions.fields(null)).hasToString("{}");
    }

    /** A pattern with {@code %marker} prints it: no line of the application's is lost for a value that is no text. */
    @Test
    void aValueThatIsNoText_costsItsPrintOnly() {
        Object value = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("not loaded");
            }
        };

        assertThat(Actions.field("order", value)).hasToString("MOESIF_FIELDS");
    }

    @Test
    void itHasOneName_andNoReferences() {
        assertThat(marker.getName()).isEqualTo("MOESIF_FIELDS");
        assertThat(marker.hasReferences()).isFalse();
        assertThat(marker.hasChildren()).isFalse();
        assertThat(marker.iterator()).isExhausted();
        assertThat(marker.remove(marker)).isFalse();
        assertThatThrownBy(() -> marker.add(new BasicMarkerFactory().getDetachedMarker("M")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** A filter for a marker asks so. */
    @Test
    void itContainsItself() {
        assertThat(marker.contains("MOESIF_FIELDS")).isTrue();
        assertThat(marker.contains("ACTION")).isFalse();
        assertThat(marker.contains(Actions.action("Paid", Map.of("amount", 5)))).isTrue();
        assertThat(marker.contains(Actions.action("Paid"))).isFalse();
    }

    /** SLF4J's own markers keep out what equals a reference that they have. */
    @Test
    void markersAreEqual_ifTheySayTheSame() {
        Marker same = Actions.action("Paid", Map.of("amount", 5));

        assertThat(marker).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(List.of(
                        Actions.action("Sold", Map.of("amount", 5)),
                        Actions.action("Paid", Map.of("amount", 6)),
                        Actions.action("Paid"),
                        Actions.field("amount", 5),
                        Actions.fields(Map.of("amount", 5, "action_name", "Paid"))))
                .doesNotContain(marker);
        assertThat(marker).isNotEqualTo("{amount=5, action_name=Paid}");
        Marker around = new BasicMarkerFactory().getDetachedMarker("AROUND");
        around.add(marker);
        around.add(same);
        around.add(Actions.field("amount", 5));
        assertThat(around.iterator()).toIterable().hasSize(2);
    }

    /** Logback's receivers refuse classes that they don't know. */
    @Test
    void itLeavesTheJvmAsAPlainMarker() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(marker);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Object read = in.readObject();

            assertThat(read.getClass().getName()).isEqualTo("org.slf4j.helpers.BasicMarker");
            assertThat(((Marker) read).getName()).isEqualTo("MOESIF_FIELDS");
        }
    }

    /** What the application does with its map later is not in the action. */
    @Test
    void itHasTheFieldsOfTheMomentInWhichItWasMade() {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("amount", 5));
        Marker made = Actions.fields(fields);
        Marker named = Actions.action("Paid", fields);
        fields.put("amount", 6);

        assertThat(made).hasToString("{amount=5}");
        assertThat(named).hasToString("{amount=5, action_name=Paid}");
    }
}
