package com.moesif.logback.internal.action;

import java.util.Arrays;

/**
 * What the MDC of one event gives, one value for each place: two keys may lead to one place, and in which order a map has them
 * says nothing. Reused from action to action, owned by the encoder's thread.
 */
final class MdcFields {
    private MdcPlace[] places = new MdcPlace[8];
    private String[] values = new String[8];
    /** Of each place the key that lost it, and would have given something else; null for nearly all. */
    private MdcPlace[] rivals = new MdcPlace[8];

    private String[] rivalValues = new String[8];
    private int count;

    void begin() {
        Arrays.fill(values, 0, count, null);
        Arrays.fill(rivals, 0, count, null);
        Arrays.fill(rivalValues, 0, count, null);
        count = 0;
    }

    void add(MdcPlace place, String value) {
        int at = place.name().mdcIndex;
        if (at < count && places[at].name() == place.name()) {
            contest(at, place, value);
            return;
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            rivals = Arrays.copyOf(rivals, 2 * count);
            rivalValues = Arrays.copyOf(rivalValues, 2 * count);
        }
        place.name().mdcIndex = count;
        places[count] = place;
        values[count++] = value;
    }

    private void contest(int at, MdcPlace place, String value) {
        MdcPlace loser = place;
        String lost = value;
        if (goesBefore(place, value, places[at], values[at])) {
            loser = places[at];
            lost = values[at];
            places[at] = place;
            values[at] = value;
        }
        if (rivals[at] != null && rivalValues[at].equals(values[at])) {
            rivals[at] = null;
            rivalValues[at] = null;
        }
        boolean differs = !isBlank(lost) && !lost.equals(values[at]);
        if (differs && (rivals[at] == null || goesBefore(loser, lost, rivals[at], rivalValues[at]))) {
            rivals[at] = loser;
            rivalValues[at] = lost;
        }
    }

    private static boolean goesBefore(MdcPlace place, String value, MdcPlace other, String otherValue) {
        if (isBlank(value) != isBlank(otherValue)) {
            return isBlank(otherValue);
        }
        return place.rank() != other.rank()
                ? place.rank() < other.rank()
                : place.key().compareTo(other.key()) < 0;
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    int count() {
        return count;
    }

    MdcPlace place(int index) {
        return places[index];
    }

    String value(int index) {
        return values[index];
    }

    MdcPlace rival(int index) {
        return rivals[index];
    }
}
