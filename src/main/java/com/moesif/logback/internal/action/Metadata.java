package com.moesif.logback.internal.action;

import java.util.Arrays;

/** The metadata of a {@link Draft}, in the order in which the names first came. Reused with it, and owned by the same thread. */
final class Metadata {
    private Name[] names = new Name[16];
    private Object[] values = new Object[16];
    private int count;
    private long draftNumber;

    /** Of the next draft, which has none yet. */
    void begin(long number) {
        draftNumber = number;
        Arrays.fill(values, 0, count, null);
        count = 0;
    }

    boolean has(Name name) {
        return name.draftNumber == draftNumber;
    }

    /** Of a name that there is. */
    Object get(Name name) {
        return values[name.index];
    }

    /** A later value of a name takes the place of the earlier. */
    void put(Name name, Object value) {
        if (has(name)) {
            values[name.index] = value;
            return;
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        name.draftNumber = draftNumber;
        name.index = count;
        names[count] = name;
        values[count++] = value;
    }

    /** A name that there is. */
    void remove(Name name) {
        name.draftNumber = -1;
        count--;
        for (int i = name.index; i < count; i++) {
            names[i] = names[i + 1];
            values[i] = values[i + 1];
            names[i].index = i;
        }
        values[count] = null;
    }

    int size() {
        return count;
    }

    Name name(int index) {
        return names[index];
    }

    Object value(int index) {
        return values[index];
    }

    /** At least so many bytes will the JSON of the values have. */
    long leastBytes() {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (values[i] instanceof String text) {
                bytes += text.length();
            } else if (values[i] instanceof Json json) {
                bytes += json.utf8().length;
            }
        }
        return bytes;
    }
}
