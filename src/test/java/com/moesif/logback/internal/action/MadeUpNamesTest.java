package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An application that makes up the names of its fields, from a customer's id say, does not fill the memory with them. */
class MadeUpNamesTest {
    private static final int MANY = 10_000;

    private final LineBuffer lines = new LineBuffer();
    private final ActionEncoder encoder =
            new ActionEncoder(new Naming(Map.of(), Set.of("*"), List.of()), List.of(), List.of(), new Told(), lines);

    private void encode(Map<String, String> mdc, List<String> names) {
        CapturedAction action = new CapturedAction(0, "m", mdc, names.size());
        names.forEach(name -> action.add(name, 1));
        lines.truncate(0);
        assertThat(encoder.encode(action)).isTrue();
    }

    /** The first of them, which nothing but the encoder can still hold. */
    private WeakReference<String> encodeMany(boolean mdc) {
        String first = new String("customer");
        Map<String, String> entries = new HashMap<>();
        encode(mdc ? Map.of(first, "v") : Map.of(), mdc ? List.of() : List.of(first));
        for (int i = 0; i < MANY; i++) {
            entries.put("customer " + i, "v");
        }
        encode(mdc ? entries : Map.of(), mdc ? List.of() : List.copyOf(entries.keySet()));
        return new WeakReference<>(first);
    }

    private void assertForgotten(WeakReference<String> name) {
        // Of the action before, a few are held until the next.
        encode(Map.of("trace", "t"), List.of("amount"));
        encode(Map.of("trace", "t"), List.of("amount"));
        for (int i = 0; i < 20 && name.get() != null; i++) {
            System.gc();
        }
        assertThat(name.get()).isNull();
    }

    @Test
    void namesOfFields_areForgotten() {
        assertForgotten(encodeMany(false));
    }

    @Test
    void keysOfTheMdc_areForgotten() {
        assertForgotten(encodeMany(true));
    }
}
