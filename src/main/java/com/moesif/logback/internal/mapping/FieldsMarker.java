package com.moesif.logback.internal.mapping;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Marker;

/**
 * A marker that carries fields; {@code com.moesif.logback.Actions} makes them. Not from SLF4J's marker factory, which
 * would keep each for ever. Immutable, but for values that are themselves mutable. Has no references.
 */
@SuppressWarnings("deprecation") // what SLF4J deprecates has to be implemented all the same
public final class FieldsMarker implements Marker {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "MOESIF_FIELDS";

    private final transient Map<String, Object> fields;

    public FieldsMarker(Map<String, ?> fields) {
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    Map<String, Object> fields() {
        return fields == null ? Map.of() : fields;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public void add(Marker reference) {
        throw new UnsupportedOperationException("this marker is immutable; add both markers to the event");
    }

    @Override
    public boolean remove(Marker reference) {
        return false;
    }

    @Override
    public boolean hasChildren() {
        return false;
    }

    @Override
    public boolean hasReferences() {
        return false;
    }

    @Override
    public Iterator<Marker> iterator() {
        return Collections.emptyIterator();
    }

    @Override
    public boolean contains(Marker other) {
        return equals(other);
    }

    @Override
    public boolean contains(String name) {
        return NAME.equals(name);
    }

    @Override
    public String toString() {
        return fields().toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldsMarker marker && fields().equals(marker.fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }
}
