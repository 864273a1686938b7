package com.moesif.logback.internal.mapping;

import java.util.Map;

/**
 * Receives what one marker or argument holds, in the order in which it holds it, on the logging thread. Nothing is
 * copied on the way: a value may be a list, an array or a bean that the application goes on changing.
 *
 * <p>What a sink throws ends the reading of this marker or argument, so that a sink that wants the entries after a bad
 * one keeps its trouble to itself.
 */
interface FieldSink {

    /** One named value. The name is never null; the value may be, and may be an array. */
    void field(String name, Object value);

    /** One named value that is JSON text already, or claims to be: nobody has parsed it. Neither is null. */
    void rawJson(String name, String json);

    /**
     * An object whose properties are fields themselves, at top level. Never null, but it may be something without
     * properties (a number, a list), of which the encoder writes nothing.
     */
    void unwrapped(Object bean);

    /**
     * Something that has fields but gives them to a JSON generator only: an application's own class, whose
     * {@code writeTo} is the one place that knows them. Nothing else is called for it.
     */
    void unreadable(Class<?> type);

    /** Markers have been left out: there are too many. */
    void tooManyMarkers();

    /** The entries of a map, each a field. A key need not be a text, and may be null. */
    void entries(Map<?, ?> map);
}
