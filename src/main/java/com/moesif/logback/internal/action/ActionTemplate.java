package com.moesif.logback.internal.action;

import java.util.List;

/**
 * What a rule adds to an action beyond what the event itself gives. Immutable.
 *
 * @param label how notices call it: {@code rule 'Payments'}; null when no rule is involved
 * @param actionName for events that don't name the action themselves; may be null
 * @param fields which override any other source
 * @param types what captured fields are turned into
 * @param required without which an action is not shipped
 */
public record ActionTemplate(
        String label, String actionName, List<ConfiguredField> fields, FieldTypes types, List<RequiredField> required) {
    /** No rule: the event says it all. */
    public static final ActionTemplate NONE = new ActionTemplate(null, null, List.of(), FieldTypes.NONE, List.of());

    public ActionTemplate {
        fields = List.copyOf(fields);
        required = List.copyOf(required);
    }

    /** Whether a bean given for this field is to be serialised instead of being shown as its {@code toString()}. */
    public boolean wantsJson(String field) {
        return types.wantsJson(field);
    }
}
