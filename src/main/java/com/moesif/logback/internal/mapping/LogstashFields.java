package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Naming;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Marker;

/**
 * Reads the fields of logstash-logback-encoder's {@code Markers} and {@code StructuredArguments}, where the application
 * has that library: versions 6.6 to 9.0 with the same code. {@link #find} is called once, at the start of an
 * appender; the rest is for logging threads, holds no state and takes no lock of its own.
 *
 * <p>Cost: what is not the library's pays one class check and allocates nothing. What is pays some more class checks
 * and one method handle per name and value.
 *
 * <p>Exceptions: what the application's code throws (a deferred supplier, an overridden getter, a map, the sink) comes
 * out as it is; only a checked one, thrown past the compiler, comes in an {@link UndeclaredThrowableException}. Fields
 * given to the sink before that stand.
 *
 * <p>What it does not promise: classes of the application that write JSON themselves. A subclass of a marker named below
 * is read like that marker, so {@code getFieldName} and {@code getFieldValue} are honoured when overridden, and an
 * overridden {@code writeTo} or {@code writeFieldValue} is not. Anything else goes to {@link FieldSink#unreadable}.
 *
 * <p><i>Implementation notes.</i> The library's own way out, {@code writeTo}, takes a generator of Jackson 2 or of
 * Jackson 3 depending on its version, and of neither once somebody has relocated ours; names and values are the same in
 * all of them. They are found by name, without an import: most are private or protected, so handles are needed anyway,
 * and a library that is missing or has changed shows here and now rather than as a {@link LinkageError} in a logging
 * thread.
 */
abstract sealed class LogstashFields {

    /** The library is not there: nothing is its marker or argument. */
    static final LogstashFields ABSENT = new Absent(Optional.empty());

    private LogstashFields() {}

    /** Never throws: a library that is not understood is as good as none, and {@link #problem} says why. */
    static LogstashFields find() {
        ClassLoader loader = LogstashFields.class.getClassLoader();
        Class<?> marker;
        try {
            marker = Class.forName(LogstashLibrary.MARKER, false, loader);
        } catch (ClassNotFoundException e) {
            return ABSENT;
        } catch (RuntimeException | LinkageError e) {
            return notUnderstood("this one", e);
        }
        try {
            return new Present(new LogstashLibrary(loader));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // The encoder's manifest has no version that Package could tell; the name of its jar has.
            return notUnderstood(String.valueOf(marker.getProtectionDomain().getCodeSource()), e);
        }
    }

    private static LogstashFields notUnderstood(String which, Throwable why) {
        return new Absent(
                Optional.of("Fields of logstash-logback-encoder's markers and structured arguments are not read:"
                        + " versions 6.6 to 9.0 are understood, " + which + " is not: " + why));
    }

    /** One sentence to warn with when the library is there but is not understood; empty otherwise. */
    abstract Optional<String> problem();

    /**
     * Reads the fields of this one marker, if it is the library's.
     *
     * <p>Its references are for the caller to walk, whoever's marker it is. That makes {@code Markers.aggregate} and
     * {@code Markers.empty} come out right: they are empty markers that hold nothing but references. The one exception
     * is what a deferred marker supplies: no reference leads there, so it is walked here, references included, as
     * {@code DeferredLogstashMarker.writeTo} does. Markers of others within it are passed through, not read.
     */
    abstract void read(Marker marker, FieldSink sink);

    /**
     * Reads the fields of an argument, if it is a {@code StructuredArgument}.
     *
     * <p>A marker of the library is one too, most of them; its references do not count then, neither here nor in the
     * encoder. A deferred argument is asked for its value now, once for all appenders: its supplier runs on this
     * thread, under the library's lock.
     *
     * @return whether it was a {@code StructuredArgument}, even one without fields
     */
    abstract boolean read(Object argument, FieldSink sink);

    /**
     * Whether this marker or argument carries a field that names the action. Asked of every event, so it runs none of the
     * application's code but the text of a key that is none: what is deferred, or hidden in a bean, is read once something else
     * has made the event an action.
     */
    abstract boolean mentions(Object holder, Naming naming);

    /** Whether this argument is one that {@link #read} reads. */
    abstract boolean isStructured(Object argument);

    private static final class Absent extends LogstashFields {

        private final Optional<String> problem;

        Absent(Optional<String> problem) {
            this.problem = problem;
        }

        @Override
        Optional<String> problem() {
            return problem;
        }

        @Override
        void read(Marker marker, FieldSink sink) {}

        @Override
        boolean read(Object argument, FieldSink sink) {
            return false;
        }

        @Override
        boolean mentions(Object holder, Naming naming) {
            return false;
        }

        @Override
        boolean isStructured(Object argument) {
            return false;
        }
    }

    private static final class Present extends LogstashFields {

        /** Deferred values may lead back to themselves, where references cannot; nobody nests this deep on purpose. */
        private static final int MAX_DEPTH = 100;

        private final LogstashLibrary library;

        Present(LogstashLibrary library) {
            this.library = library;
        }

        @Override
        Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        void read(Marker marker, FieldSink sink) {
            if (library.marker.isInstance(marker)) {
                readHolder(marker, sink, 0);
            }
        }

        @Override
        boolean read(Object argument, FieldSink sink) {
            if (!library.argument.isInstance(argument)) {
                return false;
            }
            readHolder(argument, sink, 0);
            return true;
        }

        @Override
        boolean mentions(Object holder, Naming naming) {
            if (holder instanceof String || holder instanceof Number) {
                // Nearly all arguments: what comes below costs more than all the rest of an event that is no action.
                return false;
            }
            if (!library.argument.isInstance(holder) && !library.marker.isInstance(holder)) {
                return false;
            }
            if (library.fieldValue.in(holder)) {
                return naming.namesTheAction((String) library.fieldName.of(holder));
            }
            if (library.map.in(holder) && library.map.of(holder) instanceof Map<?, ?> map) {
                return naming.nameTheAction(map.keySet());
            }
            return false;
        }

        @Override
        boolean isStructured(Object argument) {
            return library.argument.isInstance(argument);
        }

        private void readHolder(Object holder, FieldSink sink, int depth) {
            if (library.fieldValue.in(holder)) {
                readSingleField(holder, sink);
            } else if (library.map.in(holder)) {
                Map<?, ?> map = (Map<?, ?>) library.map.of(holder);
                if (map != null) {
                    sink.entries(map);
                }
            } else if (library.object.in(holder)) {
                Object bean = library.object.of(holder);
                if (bean != null) {
                    sink.unwrapped(bean);
                }
            } else if (library.suppliedMarker.in(holder)) {
                walk((Marker) library.suppliedMarker.of(holder), sink, deeper(depth));
            } else if (library.suppliedArgument.in(holder)) {
                readHolder(library.suppliedArgument.of(holder), sink, deeper(depth));
            } else if (!library.empty.isInstance(holder)) {
                sink.unreadable(holder.getClass());
            }
        }

        private static int deeper(int depth) {
            if (depth == MAX_DEPTH) {
                // An exception now, since a stack overflow may hit a class initializer of the application.
                throw new IllegalStateException("Deferred markers or arguments nest more than " + MAX_DEPTH + " deep");
            }
            return depth + 1;
        }

        /** Also the subclasses an application makes: the getters are what the library asks of them. */
        private void readSingleField(Object holder, FieldSink sink) {
            String name = Objects.requireNonNull((String) library.fieldName.of(holder), "field name");
            Object value = library.value(holder);
            if (value instanceof String json && library.rawJson.isInstance(holder)) {
                sink.rawJson(name, json);
            } else {
                sink.field(name, value);
            }
        }

        private void walk(Marker supplied, FieldSink sink, int depth) {
            MarkerWalk walk = MarkerWalk.reading();
            try {
                walk.finds(supplied, marker -> {
                    if (library.marker.isInstance(marker)) {
                        readHolder(marker, sink, depth);
                    }
                    return false;
                });
            } finally {
                if (walk.isCut()) {
                    sink.tooManyMarkers();
                }
            }
        }
    }
}
