package com.moesif.logback.internal.action;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;

/**
 * Jackson's annotations on a class, or on all that makes up one property, known by their names alone: whichever version of
 * them the application has, Jackson 2's or 3's, and none of ours. The first that says something counts. Immutable.
 */
final class JacksonAnnotations {
    /** Without the beginning of the packages, which differs between Jackson 2 and 3 and which a relocation would change. */
    private static final List<String> PACKAGES = List.of(".jackson.annotation.", ".jackson.databind.annotation.");

    private static final String TEXT_SERIALIZER = ".jackson.databind.ser.std.ToStringSerializer";
    /**
     * They hide nothing of a time or of a key, and write what is written here anyway: Jackson 3's, and those of Jackson 2 and its
     * module.
     */
    private static final List<String> PLAIN_SERIALIZERS = List.of(
            ".jackson.databind.ext.javatime.ser.",
            ".jackson.datatype.jsr310.ser.",
            ".jackson.databind.ser.jdk.JDKKeySerializers",
            ".jackson.databind.ser.std.StdKeySerializer");

    private static final String BUNDLE = "JacksonAnnotationsInside";
    /** An annotation may stand on its own type, and so lead to itself. */
    private static final int MOST_BUNDLES = 5;

    private final List<Annotation> annotations = new ArrayList<>();

    JacksonAnnotations(Iterable<? extends AnnotatedElement> elements) {
        for (AnnotatedElement element : elements) {
            collect(element, MOST_BUNDLES);
        }
    }

    private void collect(AnnotatedElement element, int bundlesLeft) {
        for (Annotation annotation : element.getAnnotations()) {
            if (nameOf(annotation) != null) {
                annotations.add(annotation);
            } else if (bundlesLeft > 0 && isBundle(annotation)) {
                collect(annotation.annotationType(), bundlesLeft - 1);
            }
        }
    }

    private static boolean isBundle(Annotation annotation) {
        for (Annotation each : annotation.annotationType().getAnnotations()) {
            if (BUNDLE.equals(nameOf(each))) {
                return true;
            }
        }
        return false;
    }

    /** Without its package; null when it's not one of Jackson's. */
    private static String nameOf(Annotation annotation) {
        String whole = annotation.annotationType().getName();
        for (String each : PACKAGES) {
            int at = whole.lastIndexOf(each);
            if (at >= 0 && whole.indexOf('.', at + each.length()) < 0) {
                return whole.substring(at + each.length());
            }
        }
        return null;
    }

    boolean isEmpty() {
        return annotations.isEmpty();
    }

    boolean has(String name) {
        return annotations.stream().anyMatch(each -> name.equals(nameOf(each)));
    }

    boolean hasAny(List<String> names) {
        return names.stream().anyMatch(this::has);
    }

    /** Whether the annotation is there and not switched off by {@code value = false}. */
    boolean isOn(String name) {
        return Boolean.TRUE.equals(attribute(name, "value"));
    }

    /** Null when the annotation is not there, or this release of it lacks the attribute. */
    Object attribute(String name, String attribute) {
        for (Annotation annotation : annotations) {
            if (name.equals(nameOf(annotation))) {
                return valueOf(annotation, attribute);
            }
        }
        return null;
    }

    private static Object valueOf(Annotation annotation, String attribute) {
        try {
            return annotation.annotationType().getMethod(attribute).invoke(annotation);
        } catch (ReflectiveOperationException e) {
            // What a release lacks it doesn't say.
            return null;
        }
    }

    /** The text, or null when there is none or it's empty, which stands for the default. */
    String text(String name, String attribute) {
        return attribute(name, attribute) instanceof String text && !text.isEmpty() ? text : null;
    }

    List<String> texts(String name, String attribute) {
        return attribute(name, attribute) instanceof String[] texts ? List.of(texts) : List.of();
    }

    /** The name of an enum's constant, or the default. */
    String constant(String name, String attribute, String otherwise) {
        return attribute(name, attribute) instanceof Enum<?> constant ? constant.name() : otherwise;
    }

    /** The first such name that says something; empty when none does. */
    String constantOtherThan(String nothing, String name, String attribute) {
        return annotations.stream()
                .filter(each -> name.equals(nameOf(each)))
                .map(each -> valueOf(each, attribute))
                .filter(each ->
                        each instanceof Enum<?> constant && !constant.name().equals(nothing))
                .map(each -> ((Enum<?>) each).name())
                .findFirst()
                .orElse("");
    }

    /** Whether the properties are shown of a class that is a list, a map or an enum: as Jackson 3 calls it, and Jackson 2. */
    boolean askForProperties() {
        return List.of("POJO", "OBJECT").contains(constant("JsonFormat", "shape", ""));
    }

    boolean flag(String name, String attribute) {
        return Boolean.TRUE.equals(attribute(name, attribute));
    }

    /** Whether one of the application's own serialisers is to write the value: we can't run it, and it may hide something. */
    boolean nameASerializer() {
        return namesOwn("using") || namesOwn("contentUsing") || nameAConverter();
    }

    /** The same where it has {@code @JsonValue}: the other serialisers have no effect there. */
    boolean nameASerializerOfAValue() {
        return namesOwn("using");
    }

    /** Whether one of them is to write the keys of a map. */
    boolean hideNames() {
        return namesOwn("keyUsing");
    }

    /** Whether one of them, or a filter, is to write the entries of an any-getter. */
    boolean hideEntries() {
        return OwnWriter.ofProperty(this) != null || hideNames();
    }

    /** The class that the value is to be seen as; null where none is named. */
    Class<?> shownAs() {
        return attribute("JsonSerialize", "as") instanceof Class<?> shown && shown != Void.class ? shown : null;
    }

    /** The same of the parts of a container. */
    boolean narrowsContent() {
        return attribute("JsonSerialize", "contentAs") instanceof Class<?> shown && shown != Void.class;
    }

    /** Whether the values are seen as what they are declared as, and not as what they are. */
    boolean isStatic() {
        return constant("JsonSerialize", "typing", "").equals("STATIC");
    }

    private boolean nameAConverter() {
        return namesClass("converter") || namesClass("contentConverter");
    }

    /** Whether Jackson's own serialiser is to write the value's text: the digits of a long id, for example. */
    boolean askForText() {
        return asksForText("using");
    }

    /** The same of each element or value of a container. */
    boolean askForTexts() {
        return asksForText("contentUsing");
    }

    private boolean asksForText(String attribute) {
        return attribute("JsonSerialize", attribute) instanceof Class<?> type
                && type.getName().endsWith(TEXT_SERIALIZER);
    }

    /** Whether it is a serialiser of the application, and none of Jackson's that hide nothing. */
    private boolean namesOwn(String attribute) {
        return namesClass(attribute)
                && !asksForText(attribute)
                && !(attribute("JsonSerialize", attribute) instanceof Class<?> type
                        && PLAIN_SERIALIZERS.stream().anyMatch(type.getName()::contains));
    }

    private boolean namesClass(String attribute) {
        return attribute("JsonSerialize", attribute) instanceof Class<?> type
                && !type.getSimpleName().equals("None");
    }
}
