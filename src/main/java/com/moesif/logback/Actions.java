package com.moesif.logback;

import com.moesif.logback.internal.mapping.FieldsMarker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Marker;

/**
 * Markers for code that wants to name an action, or add fields to one, itself. Other appenders ignore them.
 *
 * <pre>{@code
 * log.info(Actions.action("Processed Payment", Map.of("company_id", tenant, "amount", amount)), "paid");
 * }</pre>
 *
 * <p>The markers are immutable and may be kept and shared; values in them that change are read each time an event is
 * logged.
 */
public final class Actions {
    private Actions() {}

    /** Makes the event an action of this name. */
    public static Marker action(String actionName) {
        return action(actionName, Map.of());
    }

    /**
     * Makes the event an action of this name with these fields.
     *
     * @param fields by the names any field has: {@code company_id}, {@code request.uri}, or a name of metadata; null is
     *     none, for a logging call must not fail
     */
    public static Marker action(String actionName, Map<String, ?> fields) {
        return FieldsMarker.ofAction(actionName, fields == null ? Map.of() : fields);
    }

    /** Adds a field to an event that is an action for another reason. */
    public static Marker field(String name, Object value) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put(name, value);
        return new FieldsMarker(one);
    }

    /** Adds fields to an event that is an action for another reason. */
    public static Marker fields(Map<String, ?> fields) {
        return new FieldsMarker(fields == null ? Map.of() : fields);
    }
}
