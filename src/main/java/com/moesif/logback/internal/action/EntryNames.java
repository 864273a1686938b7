package com.moesif.logback.internal.action;

import java.lang.reflect.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the entries of maps are called in JSON: decided once for each class of their keys. Of an appender's own, like
 * {@link Shapes}. Any thread.
 */
final class EntryNames {
    /** Makes a name of a key. */
    private interface Naming {
        String of(Object key) throws Throwable;
    }

    /**
     * What is known of the keys of one class.
     *
     * @param withheld why they are not shown; null where they are
     */
    private record Keys(String withheld, Naming naming) {}

    private final Shapes shapes;
    private final Map<Class<?>, Keys> known = new ConcurrentHashMap<>();

    EntryNames(Shapes shapes) {
        this.shapes = shapes;
    }

    String of(Object key) throws Throwable {
        if (key == null) {
            throw new Unreadable("has a key that is null, which JSON has no name for. Log the others only");
        }
        return key instanceof String text ? text : keys(key.getClass()).naming().of(key);
    }

    /** Why the key is not shown; null where it is. */
    String whyWithheld(Object key) {
        return key == null || key instanceof String
                ? null
                : keys(key.getClass()).withheld();
    }

    private Keys keys(Class<?> type) {
        Keys keys = known.get(type);
        if (keys == null) {
            keys = find(type);
            if (known.size() >= Shapes.MOST_KNOWN) {
                known.clear();
            }
            known.put(type, keys);
        }
        return keys;
    }

    private Keys find(Class<?> type) {
        Shape shape = shapes.of(type);
        JacksonAnnotations annotations = new JacksonAnnotations(new Supertypes(type).all());
        if (annotations.hideNames()) {
            String why = "has a key of a class with a serialiser (@JsonSerialize) of its own, which is not run here: "
                    + CaptureFailure.nameOf(type) + ". Log a map whose keys are texts";
            return new Keys(why, key -> {
                throw new Unreadable(why);
            });
        }
        return new Keys(null, naming(type, shape, annotations));
    }

    private Naming naming(Class<?> type, Shape shape, JacksonAnnotations annotations) {
        if (shape instanceof Shape.Scalar) {
            return key -> Scalars.text(Scalars.of(key));
        }
        if (shape instanceof Shape.Lazy lazy) {
            return key -> ofLoaded(key, lazy.laziness());
        }
        Naming annotated = annotated(type, annotations);
        if (annotated != null) {
            return annotated;
        }
        return shape instanceof Shape.Constant constant ? constant::nameOf : EntryNames::text;
    }

    /** Jackson asks for the key of a key before it asks for its value, and no serialiser that either has. */
    private Naming annotated(Class<?> type, JacksonAnnotations annotations) {
        if (type.getName().startsWith("java.")) {
            return null;
        }
        PropertyCandidates candidates = new PropertyCandidates(type, annotations);
        Member member = candidates.annotated("JsonKey");
        member = member == null ? candidates.annotated("JsonValue") : member;
        if (member == null) {
            return null;
        }
        Property property = Property.plain(member.getName(), member);
        return key -> of(property.read(key));
    }

    private String ofLoaded(Object key, PersistentLaziness laziness) throws Throwable {
        if (!laziness.isLoaded(key)) {
            throw new Unreadable("has a key that is not loaded from the database yet, and logging doesn't load it."
                    + " Load it before, or log a map whose keys are texts");
        }
        Object loaded = laziness.loaded(key);
        return loaded == key ? text(key) : of(loaded);
    }

    private static String text(Object key) {
        if (!Shapes.hasOwnText(key.getClass())) {
            throw new Unreadable("has a key without a text of its own: " + CaptureFailure.nameOf(key.getClass())
                    + ". Log a map whose keys are texts");
        }
        return String.valueOf(key.toString());
    }
}
