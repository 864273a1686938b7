package com.moesif.logback.internal.action;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What the caller's thread takes of a log event: references to immutable values, in one small array. Written by the
 * caller, then handed through the ring, which publishes it, to the sender; nobody changes it after that.
 */
public final class CapturedAction implements BiConsumer<String, String> {
    private static final Object[] NOTHING_COMPUTED = {};
    /**
     * Put where a name stands, to end what came of the message's text: a field of this class would make every action larger.
     * Known by identity, hence "new".
     */
    static final String END_OF_WEAK = new String("end of weak");

    /** About what a field takes beside its texts: two references, and a number or a node of a map. */
    private static final int FIELD_BYTES = 24;

    final long epochMillis;
    final String template;
    final Map<String, String> mdc;
    Object[] namesAndValues;
    int length;
    Object[] computed = NOTHING_COMPUTED;
    ActionTemplate actionTemplate = ActionTemplate.NONE;
    Object[] computedForRecipe = NOTHING_COMPUTED;
    /** The event's line; null where nobody asked for it. */
    String line;

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
        weigh(template);
        if (!mdc.isEmpty()) {
            mdc.forEach(this);
        }
    }

    /** Weighs an entry of the MDC. Here, so that nothing is made for it: a loop would make objects for a map like Logback's. */
    @Override
    public void accept(String key, String value) {
        weigh(FIELD_BYTES);
        weigh(key);
        weigh(value);
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
        weigh(FIELD_BYTES);
        weigh(name);
        if (value instanceof String text) {
            weigh(text);
        } else if (value != null) {
            weighRare(value instanceof Doubtful doubtful ? doubtful.value() : value);
        }
    }

    /** What has been added so far came out of the message's text: the rest of the event knows better. */
    public void endWeak() {
        if (length > 0) {
            add(END_OF_WEAK, null);
        }
    }

    /** The index of the first field that overrides all before it, even with a value that can't be used; 0 when none is weak. */
    int strongFrom() {
        for (int i = 0; i < length; i += 2) {
            if (namesAndValues[i] == END_OF_WEAK) {
                return i + 2;
            }
        }
        return 0;
    }

    private void weighRare(Object value) {
        if (value instanceof Json json) {
            weigh(json.utf8().length);
        } else if (value instanceof RawText raw) {
            weigh(raw.text());
        } else if (value instanceof String text) {
            weigh(text);
        }
    }

    private void weigh(String text) {
        if (text != null) {
            weigh(text.length());
        }
    }

    private void weigh(int bytes) {
        // Once over, it stays below zero.
        weight = weight < 0 ? weight : weight + bytes;
    }

    /**
     * Says which rule took the event.
     *
     * @param texts of the recipe's fields that need formatting, by {@link FieldSource.Computed#index()}
     */
    public void actionTemplate(ActionTemplate rule, Object[] texts) {
        actionTemplate = rule;
        weigh(texts);
        computedForRecipe = texts;
    }

    /** How notices call the rule that took the event; null when none did. */
    public String rule() {
        return actionTemplate.label();
    }

    /** The texts of the appender's fields that need formatting, by {@link FieldSource.Computed#index()}. */
    public void computed(Object[] texts) {
        computed = texts;
        weigh(texts);
    }

    /** The line that the event makes, for a collector on this machine that asks for it. */
    public void line(String formatted) {
        line = formatted;
        weigh(formatted);
    }

    private void weigh(Object[] texts) {
        for (Object text : texts) {
            if (text instanceof String string) {
                weigh(string);
            }
        }
    }

    /** About how many bytes this keeps alive beyond its own few: message, MDC, names and values. Negative numbers mean very many. */
    public int weight() {
        return weight;
    }
}
