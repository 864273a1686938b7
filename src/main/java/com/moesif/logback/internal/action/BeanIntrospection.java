package com.moesif.logback.internal.action;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds a class's properties by Jackson's rules: getters, record components, public fields, and what its annotations say of
 * them. What only Jackson itself could do, running serialisers and filters of the application, is not done; then nothing is
 * shown that they might have hidden.
 */
final class BeanIntrospection {
    private final Class<?> type;
    private final JacksonAnnotations annotations;
    private final HiddenNames hidden;

    private BeanIntrospection(Class<?> type, Supertypes types) {
        this.type = type;
        this.annotations = new JacksonAnnotations(types.all());
        this.hidden = HiddenNames.of(annotations);
    }

    /** A {@link BeanShape}, unless an annotation says that something else is to be shown. */
    static Shape of(Class<?> type, Supertypes types) {
        BeanIntrospection bean = new BeanIntrospection(type, types);
        OwnWriter writer = OwnWriter.ofClass(bean.annotations);
        if (writer != null) {
            return notShown(type, writer);
        }
        if (bean.annotations.askForText()) {
            return Shapes.text(type, "has no toString of its own: " + CaptureFailure.nameOf(type) + ". Give it one");
        }
        Class<?> shown = bean.annotations.shownAs();
        if (shown != null && shown != type) {
            return seenAs(shown);
        }
        return SelfWritten.is(type, types) ? notShown(type, OwnWriter.OF_ITSELF) : bean.shape();
    }

    /** That of what an annotation has seen as this class: never its text, which tells all. */
    static Shape seenAs(Class<?> shown) {
        if (Shapes.isOfBeans(shown)) {
            Shape shape = of(shown, new Supertypes(shown));
            if (!(shape instanceof BeanShape bean)) {
                return shape;
            }
            if (bean.isEmpty() || !Shapes.isOfJdk(shown)) {
                return bean.hiding();
            }
        }
        return new Shape.Withheld(
                false,
                "is to be seen as a class (@JsonSerialize or @JsonFormat) whose properties are not read here: "
                        + CaptureFailure.nameOf(shown) + ". Log what it may show as fields");
    }

    /** The container's shape, unless its class's annotations say that something else is to be shown. */
    static Shape ofContainer(Shape container, Class<?> type, Supertypes types) {
        JacksonAnnotations annotations = new JacksonAnnotations(types.all());
        if (OwnWriter.ofClass(annotations) != null
                || annotations.askForText()
                || annotations.askForProperties()
                || annotations.shownAs() != null
                || SelfWritten.is(type, types)) {
            return of(type, types);
        }
        if (annotations.narrowsContent() || annotations.isStatic()) {
            return notShown(type, OwnWriter.SERIALISER);
        }
        Shape shape = container;
        if (container instanceof Shape.Entries entries) {
            if (annotations.hideNames()) {
                return notShown(type, OwnWriter.SERIALISER);
            }
            if (OwnWriter.ofEntries(annotations) != null) {
                return notShown(type, OwnWriter.ofEntries(annotations));
            }
            HiddenNames hidden = HiddenNames.of(annotations);
            shape = hidden == HiddenNames.NONE ? container : new Shape.Entries(entries.iterator(), hidden);
        }
        return annotations.askForTexts() ? new Shape.TextParts(shape) : shape;
    }

    /** Nor is its text, which may tell more: that of a record tells all. */
    private static Shape notShown(Class<?> type, OwnWriter writer) {
        return new Shape.Withheld(
                Shapes.hasOwnText(type),
                "is of a class with " + writer.what() + " (" + writer.annotation() + ") of its own, which is not "
                        + writer.notDone() + " here: " + CaptureFailure.nameOf(type)
                        + ". Log what it may show as fields");
    }

    /** Whether the class, or a member that is a property of its own kind, has this annotation. */
    static boolean says(Class<?> type, String annotation) {
        if (type.isPrimitive() || type.getName().startsWith("java.")) {
            return false;
        }
        List<AnnotatedElement> elements = new ArrayList<>();
        for (Class<?> each : new Supertypes(type).all()) {
            elements.add(each);
            if (annotation.equals("JsonValue")) {
                elements.addAll(Arrays.asList(each.getDeclaredMethods()));
                elements.addAll(Arrays.asList(each.getDeclaredFields()));
            }
        }
        return new JacksonAnnotations(elements).isOn(annotation);
    }

    private Shape shape() {
        PropertyCandidates candidates = new PropertyCandidates(type, annotations);
        Member value = candidates.annotated("JsonValue");
        if (value != null && candidates.annotationsOf(value).nameASerializerOfAValue()) {
            return notShown(type, OwnWriter.SERIALISER);
        }
        if (value != null) {
            JacksonAnnotations ofValue = candidates.annotationsOf(value);
            return new Shape.Instead(
                    Property.plain("value", value)::read,
                    ofValue.askForText(),
                    HiddenNames.of(ofValue).withoutOnly());
        }
        List<Property> properties = new ArrayList<>();
        boolean onlyQuestions = true;
        // Nor does a text show what is not visible.
        boolean hides = annotations.has("JsonAutoDetect");
        for (PropertyCandidates.Candidate candidate : candidates.all()) {
            String name = candidate.name();
            if (candidate.isIgnored() || isHidden(candidate, name)) {
                hides = true;
                continue;
            }
            Member member = candidate.member();
            if (member != null) {
                properties.add(new Property(name, member, candidate.annotations(), annotations));
                onlyQuestions &= candidate.isQuestion();
            }
        }
        Member any = candidates.annotated("JsonAnyGetter");
        return new BeanShape(
                ordered(properties),
                any == null ? null : anyGetter(nameBeside(properties, any), any, candidates.annotationsOf(any)),
                onlyQuestions,
                hides,
                annotations.isOn("JsonIgnoreType"));
    }

    private AnyGetter anyGetter(String name, Member any, JacksonAnnotations annotated) {
        if (annotated.hideEntries()) {
            return new AnyGetter(new Property(name, any, annotated, annotations));
        }
        HiddenNames within = HiddenNames.of(annotated);
        // What the class includes are the names of its own properties.
        return new AnyGetter(
                Property.plain(name, any), hidden.withoutOnly().and(within), within, annotated.askForTexts());
    }

    /** A name that comes twice would cost the whole bean; no property of an unwrapped bean has one like this. */
    private static String nameBeside(List<Property> others, Member any) {
        String name = any.getName() + "()";
        while (isNameOf(others, name)) {
            name += "()";
        }
        return name;
    }

    private static boolean isNameOf(List<Property> properties, String name) {
        return properties.stream().anyMatch(each -> each.name().equals(name));
    }

    private boolean isHidden(PropertyCandidates.Candidate candidate, String name) {
        return hidden.hide(name)
                || hidden.listed().contains(candidate.implicitName())
                || candidate.declaredType() != null && says(candidate.declaredType(), "JsonIgnoreType");
    }

    /** Those of {@code @JsonPropertyOrder} first; a record's in its order, and a bean's by name, since it has none. */
    private List<Property> ordered(List<Property> properties) {
        List<String> first = annotations.texts("JsonPropertyOrder", "value");
        Set<String> components = new HashSet<>();
        List<Property> sorted = new ArrayList<>(properties);
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                components.add(component.getName());
            }
        }
        boolean byName = annotations.flag("JsonPropertyOrder", "alphabetic");
        sorted.sort(Comparator.comparingInt(
                        (Property each) -> first.contains(each.name()) ? first.indexOf(each.name()) : first.size())
                .thenComparing((a, b) -> {
                    boolean aDeclared =
                            !byName && components.contains(a.member().getName());
                    boolean bDeclared =
                            !byName && components.contains(b.member().getName());
                    if (aDeclared || bDeclared) {
                        // A stable sort leaves them as they were declared.
                        return Boolean.compare(bDeclared, aDeclared);
                    }
                    return a.name().compareTo(b.name());
                }));
        return sorted;
    }
}
