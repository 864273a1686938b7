package com.moesif.logback.internal.action;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** The names that each action has, written in advance. */
final class WireNames {
    static final SerializableString REQUEST = new SerializedString("request");
    static final SerializableString METADATA = new SerializedString("metadata");

    private static final SerializableString[] RESERVED = new SerializableString[Reserved.values().length];

    static {
        for (Reserved place : Reserved.values()) {
            String whole = place.wireName();
            RESERVED[place.ordinal()] = new SerializedString(whole.substring(whole.indexOf('.') + 1));
        }
    }

    private WireNames() {}

    /** The last part of the name: {@code time} for {@code request.time}. */
    static SerializableString of(Reserved place) {
        return RESERVED[place.ordinal()];
    }
}
