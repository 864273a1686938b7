package com.moesif.logback.internal.action;

/**
 * What of the application's own says, instead of the properties, what is to be seen of a value; it is not run, and the value is
 * not sent. Immutable.
 *
 * @param what it is, with its article
 * @param annotation that asks for it
 * @param notDone what is not done with it here
 */
record OwnWriter(String what, String annotation, String notDone) {
    private static final String REFERENCE = "JsonIdentityReference";
    private static final OwnWriter ID = new OwnWriter("an id", "@" + REFERENCE, "made");
    static final OwnWriter SERIALISER = new OwnWriter("a serialiser", "@JsonSerialize", "run");
    static final OwnWriter OF_ITSELF = new OwnWriter("a serialiser", "JacksonSerializable", "run");

    /** Of a class. Null where there is none. */
    static OwnWriter ofClass(JacksonAnnotations annotations) {
        if (annotations.has("JsonFilter")) {
            return new OwnWriter("a filter", "@JsonFilter", "run");
        }
        if (annotations.nameASerializer()) {
            return SERIALISER;
        }
        return annotations.has("JsonIdentityInfo") && annotations.flag(REFERENCE, "alwaysAsId") ? ID : null;
    }

    /** Of the entries of a map, or of all maps that a bean holds. Null where there is none. */
    static OwnWriter ofEntries(JacksonAnnotations annotations) {
        return annotations.constant("JsonInclude", "content", "").equals("CUSTOM")
                ? new OwnWriter("a filter", "@JsonInclude", "run")
                : null;
    }

    /** Of a property. Null where there is none. */
    static OwnWriter ofProperty(JacksonAnnotations annotations) {
        OwnWriter filter = ofEntries(annotations);
        if (filter != null) {
            return filter;
        }
        if (annotations.flag(REFERENCE, "alwaysAsId")) {
            return ID;
        }
        return annotations.narrowsContent() ? SERIALISER : ofClass(annotations);
    }
}
