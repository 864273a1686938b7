package com.moesif.logback.internal.mapping;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * A marker that carries fields; {@code com.moesif.logback.Actions} makes them. Not from SLF4J's marker factory, which
 * would keep each for ever. Immutable, but for values that are themselves mutable. Has no references.
 */
@SuppressWarnings("deprecation") // what SLF4J deprecates has to be implemented all the same
public final class FieldsMarker implements Marker {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "MOESIF_FIELDS";
    /** As which a name that was given for the action comes to it. */
    static final String ACTION_NAME = "action_name";

    /** By names that need not be texts: languages without types give what they like. */
    private final transient Map<?, ?> fields;
    /** Whether the code said that the event is an action, and what it is called. */
    private final transient boolean action;

    private final transient String actionName;

    public FieldsMarker(Map<String, ?> fields) {
        this(new LinkedHashMap<>(fields), false, null);
    }

    private FieldsMarker(Map<?, ?> own, boolean action, String actionName) {
        this.fields = Collections.unmodifiableMap(own);
        this.action = action;
        this.actionName = actionName;
    }

    /** One that makes an action of this name, whatever its fields are called. */
    public static FieldsMarker ofAction(String actionName, Map<String, ?> fields) {
        Map<Object, Object> others = new LinkedHashMap<>(fields);
        others.remove(ACTION_NAME);
        return new FieldsMarker(others, true, actionName);
    }

    /** Without the name that was given for the action. */
    Map<?, ?> fields() {
        return fields == null ? Map.of() : fields;
    }

    /** Whether a name was given for the action apart from the fields, be it null. */
    boolean isOfAction() {
        return action;
    }

    String actionName() {
        return actionName;
    }

    @Override
    public String getName() {
        return NAME;
    }

    /**
     * To another JVM goes a plain marker of this name: Logback's receivers refuse a class that they don't know, and close the
     * connection, so that the application's other lines were lost with it.
     */
    private Object writeReplace() {
        return new BasicMarkerFactory().getDetachedMarker(NAME);
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
        return all().toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldsMarker marker && action == marker.action && all().equals(marker.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    private Map<?, ?> all() {
        if (!action) {
            return fields();
        }
        Map<Object, Object> all = new LinkedHashMap<>(fields());
        all.put(ACTION_NAME, actionName);
        return all;
    }
}
