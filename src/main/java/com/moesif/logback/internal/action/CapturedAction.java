package com.moesif.logback.internal.action;

import java.util.Arrays;
import java.util.Map;

/**
 * What the caller's thread takes of a log event: references to immutable values, in one small array. Written by the
 * caller, then handed through the ring, which publishes it, to the sender; nobody changes it after that.
 */
public final class CapturedAction {
    private static final Object[] NOTHING_COMPUTED = {};

    final long epochMillis;
    final String template;
    final Map<String, String> mdc;
    Object[] namesAndValues;
    int length;
    Object[] computed = NOTHING_COMPUTED;
    Recipe recipe = Recipe.NONE;
    Object[] computedForRecipe = NOTHING_COMPUTED;
    private int weight;

    /**
     * @param epochMillis when the event happened
     * @param template the raw message, which names an action that nobody else names
     * @param mdc a map that will not change any more
     * @param expectedFields how many fields will be added; more may be
     */
    public CapturedAction(long epochMillis, String template, Map<String, String> mdc, int expectedFields) {
        this.epochMillis = epochMillis;
        this.template = template;
        this.mdc = mdc;
        this.namesAndValues = new Object[2 * expectedFields];
    }

    /**
     * Adds a field of the event; a later one of the same name wins.
     *
     * @param name may be null: such a field is counted as lost
     * @param value one that {@link Snapshots} gave
     */
    public void add(String name, Object value) {
        if (length == namesAndValues.length) {
            namesAndValues = Arrays.copyOf(namesAndValues, Math.max(8, 2 * length));
        }
        namesAndValues[length++] = name;
        namesAndValues[length++] = value;
        if (value instanceof String text) {
            weight += text.length();
        } else if (value instanceof Json json) {
            weight += json.utf8().length;
        } else if (value instanceof RawText raw) {
            weight += raw.text().length();
        }
    }

    /**
     * Says which rule took the event.
     *
     * @param texts of the recipe's fields that need formatting, by {@link FieldSource.Computed#index()}
     */
    public void recipe(Recipe rule, Object[] texts) {
        recipe = rule;
        weigh(texts);
        computedForRecipe = texts;
    }

    /** The texts of the appender's fields that need formatting, by {@link FieldSource.Computed#index()}. */
    public void computed(Object[] texts) {
        computed = texts;
        weigh(texts);
    }

    private void weigh(Object[] texts) {
        for (Object text : texts) {
            weight += text instanceof String string ? string.length() : 0;
        }
    }

    /** About how many bytes of values this keeps alive beyond its own few; negative numbers mean very many. */
    public int weight() {
        return weight;
    }
}
