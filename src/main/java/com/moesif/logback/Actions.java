package com.moesif.logback;

import com.moesif.logback.internal.mapping.FieldsMarker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Marker;

/**
 * Markers for code that names an action itself, or adds fields to one. Other appenders ignore them.
 *
 * <pre>{@code
 * log.info(Actions.action("Processed Payment", Map.of("company_id", tenant, "amount", amount)), "paid");
 * }</pre>
 *
 * <p>The markers are immutable, and any thread may use one as often as it likes. A value in a marker that can change, a list
 * for example, is read again for each event.
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
     * @param fields the values by the names of the fields: {@code company_id}, {@code request.uri}, or any other name, which
     *     goes to the metadata. Null counts as no fields, because a logging call must not fail.
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
