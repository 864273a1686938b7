package com.moesif.logback.internal.action;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A map whose entries are properties of the bean that has it ({@code @JsonAnyGetter}). Immutable. */
final class AnyGetter {
    private final Property map;
    private final HiddenNames hidden;
    private final HiddenNames within;
    private final boolean asTexts;
    private final boolean isHidden;

    /** One whose entries a serialiser or a filter of the application may hide. */
    AnyGetter(Property map) {
        this.map = map;
        this.hidden = HiddenNames.NONE;
        this.within = HiddenNames.NONE;
        this.asTexts = false;
        this.isHidden = true;
    }

    /**
     * @param map what is said of all the entries is said under its name
     * @param hidden names that it must not bring back either
     * @param within names in what the entries hold
     * @param asTexts whether each value is its text
     */
    AnyGetter(Property map, HiddenNames hidden, HiddenNames within, boolean asTexts) {
        this.map = map;
        this.hidden = hidden;
        this.within = within;
        this.asTexts = asTexts;
        this.isHidden = false;
    }

    /** Into an object that has begun. */
    void write(Object bean, ValueWriter out, HiddenNames hiddenByHolder) throws Throwable {
        if (!(map.read(bean) instanceof Map<?, ?> entries)) {
            return;
        }
        if (out.shapes().of(entries.getClass()) instanceof Shape.Lazy lazy
                && !lazy.laziness().isLoaded(entries)) {
            out.name(map.name());
            lazy.write(entries, out, HiddenNames.NONE);
            return;
        }
        Iterator<? extends Map.Entry<?, ?>> each = entries.entrySet().iterator();
        if (each.hasNext() && isHidden) {
            map.writeLost(out);
        } else if (each.hasNext()) {
            write(each.next(), each, out, hidden.and(hiddenByHolder));
        }
    }

    private void write(
            Map.Entry<?, ?> first, Iterator<? extends Map.Entry<?, ?>> others, ValueWriter out, HiddenNames notShown)
            throws Throwable {
        String withheld = out.shapes().names().whyWithheld(first.getKey());
        if (withheld != null) {
            out.name(map.name());
            out.lost(withheld);
        } else if (asTexts) {
            Texts texts = new Texts(out.shapes());
            out.entries(texts.within(List.of(first).iterator()), notShown, within);
            out.entries(texts.within(others), notShown, within);
        } else {
            out.entry(first, notShown, within);
            out.entries(others, notShown, within);
        }
    }
}
