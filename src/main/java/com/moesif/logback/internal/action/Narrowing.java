package com.moesif.logback.internal.action;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * As what the value of a property is to be seen, where its annotations say so: as a class that they name, as the one it is
 * declared as, or by its properties though it is a container. What would have to be narrowed within a container is not
 * shown. Immutable.
 */
final class Narrowing {
    private static final String DEFAULT_TYPING = "DEFAULT_TYPING";

    /** Null where it is seen as what it is. */
    private final Class<?> seenAs;
    /** Whether the parts of a container are of classes that are the same when they are narrowed. */
    private final boolean partsAreFixed;

    private final boolean byProperties;
    /** Whether Jackson 2 shows the properties of a container and Jackson 3 its parts. */
    private final boolean byEither;

    private final Shape notShown;

    private Narrowing(Class<?> seenAs, boolean partsAreFixed, boolean byProperties, boolean byEither, String why) {
        this.seenAs = seenAs;
        this.partsAreFixed = partsAreFixed;
        this.byProperties = byProperties;
        this.byEither = byEither;
        this.notShown = new Shape.Withheld(false, why);
    }

    /** @param why words that go on after "it", for what is not shown */
    static Narrowing of(Member member, JacksonAnnotations annotations, JacksonAnnotations ofBean, String why) {
        Class<?> seenAs = annotations.shownAs();
        Type declared = declared(member);
        if (seenAs == null && isStatic(annotations, ofBean)) {
            Class<?> erased = member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
            seenAs = erased.isPrimitive() ? null : erased;
        }
        return new Narrowing(
                seenAs,
                seenAs != null && partsAreFixed(declared),
                annotations.askForProperties(),
                annotations.constant("JsonFormat", "shape", "").equals("OBJECT"),
                why);
    }

    private static boolean isStatic(JacksonAnnotations annotations, JacksonAnnotations ofBean) {
        boolean unsaid =
                annotations.constant("JsonSerialize", "typing", DEFAULT_TYPING).equals(DEFAULT_TYPING);
        return (unsaid ? ofBean : annotations).isStatic();
    }

    private static Type declared(Member member) {
        return member instanceof Method method ? method.getGenericReturnType() : ((Field) member).getGenericType();
    }

    private static boolean partsAreFixed(Type container) {
        if (container instanceof Class<?> type) {
            return type.isArray() && isFixed(type.getComponentType());
        }
        if (container instanceof GenericArrayType array) {
            return isFixed(array.getGenericComponentType());
        }
        // A class of the application may hold other things than its parameters say.
        if (!(container instanceof ParameterizedType type)
                || !type.getRawType().getTypeName().startsWith("java.")) {
            return false;
        }
        for (Type each : type.getActualTypeArguments()) {
            if (!isFixed(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFixed(Type part) {
        if (part instanceof Class<?> type && !type.isArray()) {
            return type.isPrimitive()
                    || Scalars.isScalar(type)
                    || Modifier.isFinal(type.getModifiers())
                            && !type.getName().startsWith("java.")
                            && !Iterable.class.isAssignableFrom(type)
                            && !Map.class.isAssignableFrom(type)
                            && !Map.Entry.class.isAssignableFrom(type);
        }
        return partsAreFixed(part);
    }

    /**
     * The shape that the value is seen in.
     *
     * @param own that of its class
     */
    Shape of(Object value, Shape own, Shapes shapes) {
        if (seenAs != null && (seenAs != value.getClass() || own.isContainer())) {
            return seenAs(value, own, shapes);
        }
        if (!byProperties) {
            return own;
        }
        if (own instanceof Shape.Instead) {
            // Jackson has the map that a @JsonValue is seen by its properties, too.
            return notShown;
        }
        if (byEither && (own.isContainer() || own instanceof Shape.Constant)) {
            return notShown;
        }
        if (own.isContainer()
                && (own instanceof Shape.Wrapper || value.getClass().isArray())) {
            return notShown;
        }
        if (own.isContainer() || own instanceof Shape.Constant) {
            return shapes.byProperties(
                    value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
        }
        return own;
    }

    private Shape seenAs(Object value, Shape own, Shapes shapes) {
        if (!seenAs.isInstance(value)) {
            return notShown;
        }
        Shape narrow = shapes.seenAs(seenAs);
        if (narrow.isContainer()) {
            return (partsAreFixed || Inclusion.NON_EMPTY.excludes(value)) && !byProperties ? narrow : notShown;
        }
        return narrow instanceof Shape.OneForm ? own : narrow;
    }
}
