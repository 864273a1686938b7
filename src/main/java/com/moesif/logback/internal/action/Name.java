package com.moesif.logback.internal.action;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * A field's name, resolved once: where it ends, and its JSON written in advance. The mutable fields belong to the
 * one {@link Draft} of the encoder that cached this name.
 */
final class Name {
    /** Jackson reads names of 50,000 bytes, and a character may have three. */
    static final int MOST_CHARS = 10_000;

    final Reserved reserved;
    final SerializableString json;
    final String text;
    final boolean excluded;
    /** As nothing else is called in an action. */
    final String fullName;

    /** Which draft last used this name, and where: finds a field that is to be overwritten without a look-up. */
    long draftNumber = -1;

    int index;

    /** Where {@link MdcFields} last had it. */
    int mdcIndex;

    /** Which draft last had a value of this name from elsewhere than the event. */
    long ambientNumber = -1;

    /** Which draft last lost a value of this name, and has had none since. */
    long lostNumber = -1;

    private Name(Reserved reserved, String text, boolean excluded) {
        this.reserved = reserved;
        // Mended first: names that come out alike have to be one name, or the action would have it twice.
        this.text = UnicodeText.wellFormed(text);
        this.json = new SerializedString(this.text);
        this.excluded = excluded;
        this.fullName = reserved == null ? Naming.METADATA_PREFIX + this.text : this.text;
    }

    static Name reserved(Reserved reserved, boolean excluded) {
        return new Name(reserved, reserved.wireName(), excluded);
    }

    static Name metadata(String key, boolean excluded) {
        return new Name(null, key, excluded);
    }
}
