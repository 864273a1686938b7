package com.moesif.logback.internal.action;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.Annotation;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Knows the annotations that hide or name a bean's properties by their names alone. In the jar that carries a relocated
 * Jackson the application's {@code @JsonIgnore} is of another class than ours, and what it hides must not be shipped.
 */
final class AnnotationsByName extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    /** Without the beginning of the package, or relocation would change it. */
    private static final String PACKAGE = ".jackson.annotation.";

    @Override
    public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
        return Boolean.TRUE.equals(attribute(member, "JsonIgnore", "value"));
    }

    @Override
    public JsonProperty.Access findPropertyAccess(MapperConfig<?> config, Annotated property) {
        Object access = attribute(property, "JsonProperty", "access");
        return access == null ? null : JsonProperty.Access.valueOf(access.toString());
    }

    @Override
    public PropertyName findNameForSerialization(MapperConfig<?> config, Annotated property) {
        return attribute(property, "JsonProperty", "value") instanceof String name && !name.isEmpty()
                ? PropertyName.construct(name)
                : null;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated bean) {
        return attribute(bean, "JsonIgnoreProperties", "value") instanceof String[] names
                ? JsonIgnoreProperties.Value.forIgnoredProperties(names)
                : JsonIgnoreProperties.Value.empty();
    }

    private static Object attribute(Annotated annotated, String annotationName, String attribute) {
        if (annotated.getAnnotated() == null) {
            return null;
        }
        for (Annotation annotation : annotated.getAnnotated().getAnnotations()) {
            if (annotation.annotationType().getName().endsWith(PACKAGE + annotationName)) {
                try {
                    return annotation.annotationType().getMethod(attribute).invoke(annotation);
                } catch (ReflectiveOperationException e) {
                    // A release that lacks the attribute says nothing by it.
                    return null;
                }
            }
        }
        return null;
    }
}
