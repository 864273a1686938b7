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

    /** What could not be read of the map, and why; null where all was. */
    private final transient Unread unread;

    /** Of a map of this class. */
    record Unread(Class<?> type, Throwable why) {}

    public FieldsMarker(Map<String, ?> fields) {
        this(fields, false, null);
    }

    /** The application may be changing the map on another thread, and its class may be anybody's: no log call fails for it. */
    private FieldsMarker(Map<?, ?> given, boolean action, String actionName) {
        Map<Object, Object> own;
        Unread rest = null;
        try {
            own = new LinkedHashMap<>(given);
        } catch (Throwable t) {
            own = new LinkedHashMap<>();
            rest = readAgain(given, own);
        }
        if (action) {
            own.remove(ACTION_NAME);
        }
        this.fields = own;
        this.unread = rest;
        this.action = action;
        this.actionName = actionName;
    }

    private static Unread readAgain(Map<?, ?> given, Map<Object, Object> into) {
        try {
            given.forEach(into::put);
            return null;
        } catch (Throwable t) {
            return new Unread(given.getClass(), t);
        }
    }

    /** One that makes an action of this name, whatever its fields are called. */
    public static FieldsMarker ofAction(String actionName, Map<String, ?> fields) {
        return new FieldsMarker(fields, true, actionName);
    }

    /** Without the name that was given for the action. Nobody changes it. */
    Map<?, ?> fields() {
        return fields == null ? Map.of() : fields;
    }

    /** Null where all could be read. */
    Unread unread() {
        return unread;
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
        try {
            return all().toString();
        } catch (Throwable t) {
            // A value that is no text: the application's own line, which a pattern with %marker writes, is not lost for
            // it.
            return NAME;
        }
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
