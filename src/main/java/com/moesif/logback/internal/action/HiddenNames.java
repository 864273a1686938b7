package com.moesif.logback.internal.action;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of properties and entries that are not to be shown. Immutable.
 *
 * @param listed these are hidden
 * @param only all but these are hidden, too; null where that is not said
 */
record HiddenNames(Set<String> listed, Set<String> only) {
    static final HiddenNames NONE = new HiddenNames(Set.of(), null);

    /** Those of {@code @JsonIgnoreProperties} and {@code @JsonIncludeProperties}. */
    static HiddenNames of(JacksonAnnotations annotations) {
        List<String> listed = annotations.flag("JsonIgnoreProperties", "allowGetters")
                ? List.of()
                : annotations.texts("JsonIgnoreProperties", "value");
        boolean including = annotations.has("JsonIncludeProperties");
        if (listed.isEmpty() && !including) {
            return NONE;
        }
        return new HiddenNames(
                Set.copyOf(listed), including ? Set.copyOf(annotations.texts("JsonIncludeProperties", "value")) : null);
    }

    /** Only the first kind of them. */
    HiddenNames withoutOnly() {
        return listed.isEmpty() ? NONE : new HiddenNames(listed, null);
    }

    boolean hide(String name) {
        return listed.contains(name) || only != null && !only.contains(name);
    }

    /** What either of them hides. */
    HiddenNames and(HiddenNames other) {
        if (other == NONE) {
            return this;
        }
        if (this == NONE) {
            return other;
        }
        Set<String> all = new HashSet<>(listed);
        all.addAll(other.listed);
        if (only == null || other.only == null) {
            return new HiddenNames(all, only == null ? other.only : only);
        }
        Set<String> both = new HashSet<>(only);
        both.retainAll(other.only);
        return new HiddenNames(all, both);
    }
}
