package com.moesif.logback.internal.action;

import java.util.List;

/** What the constants of an enum are in JSON. */
final class Constants {
    private Constants() {}

    /** Their names, unless an annotation of the enum says that something else is to be shown. */
    static Shape shape(Class<?> type) {
        Class<?> declared = type.isEnum() ? type : type.getSuperclass();
        Supertypes types = new Supertypes(declared);
        JacksonAnnotations annotations = new JacksonAnnotations(types.all());
        if (annotations.askForProperties()
                || annotations.shownAs() != null
                || BeanIntrospection.says(declared, "JsonValue")) {
            return BeanIntrospection.of(declared, types);
        }
        Object[] constants = declared.getEnumConstants();
        String[] names = new String[constants.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = nameOf((Enum<?>) constants[i], declared);
        }
        return new Shape.Constant(names);
    }

    private static String nameOf(Enum<?> constant, Class<?> declared) {
        try {
            JacksonAnnotations of = new JacksonAnnotations(List.of(declared.getField(constant.name())));
            String given = of.text("JsonProperty", "value");
            return given == null ? constant.name() : given;
        } catch (NoSuchFieldException e) {
            return constant.name();
        }
    }
}
