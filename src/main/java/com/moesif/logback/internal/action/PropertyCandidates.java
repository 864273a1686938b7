package com.moesif.logback.internal.action;

import java.lang.annotation.AnnotationFormatError;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that may be a property of a class: fields, getters, setters and record components, brought together by name. */
final class PropertyCandidates {
    /** Whoever puts one of these on a member wants it shown, whoever may see the member. */
    private static final List<String> EXPLICIT = List.of(
            "JsonProperty",
            "JsonGetter",
            "JsonRawValue",
            "JsonUnwrapped",
            "JsonSerialize",
            "JsonView",
            "JsonFormat",
            "JsonTypeInfo",
            "JsonManagedReference");

    /** Getters that frameworks add to the application's classes. */
    private static final List<String> NOT_THE_APPLICATIONS =
            List.of("getClass", "getDeclaringClass", "getCallbacks", "getMetaClass", "getHibernateLazyInitializer");

    private static final String VISIBILITY = "JsonAutoDetect";
    private static final String IGNORE = "JsonIgnore";

    private final Class<?> type;
    private final JacksonAnnotations ofClass;
    private final List<String> components = new ArrayList<>();
    private final Map<String, Candidate> byName = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, List<AnnotatedElement>> overridden = new LinkedHashMap<>();
    private final List<Field> fields = new ArrayList<>();

    PropertyCandidates(Class<?> type, JacksonAnnotations ofClass) {
        this.type = type;
        this.ofClass = ofClass;
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                components.add(component.getName());
                candidate(component.getName());
            }
        }
        for (Class<?> each : new Supertypes(type).all()) {
            if (each != Object.class && each != Enum.class && each != Record.class) {
                collect(each);
            }
        }
        for (Executable each : constructors(type)) {
            parameters(each);
        }
        for (Method each : type.getDeclaredMethods()) {
            if (Modifier.isStatic(each.getModifiers()) && each.getReturnType() == type) {
                parameters(each);
            }
        }
        methods.values().forEach(this::getter);
    }

    private static Executable[] constructors(Class<?> type) {
        try {
            return type.getDeclaredConstructors();
        } catch (LinkageError e) {
            // A library that only a constructor needs is missing: then Jackson makes no such bean.
            return new Executable[0];
        }
    }

    /** Of what may make a bean: an annotation of a parameter is one of the property that it is named after. */
    private void parameters(Executable creator) {
        if (!areAllAnnotated(creator)) {
            return;
        }
        for (Parameter each : creator.getParameters()) {
            JacksonAnnotations annotations = new JacksonAnnotations(List.of(each));
            if (!annotations.isEmpty()) {
                String given = annotations.text("JsonProperty", "value");
                candidate(given == null ? each.getName() : given).parameters.add(each);
            }
        }
    }

    /** The compiler adds parameters, whose annotations nobody can tell from the others': then Jackson makes no such bean. */
    private static boolean areAllAnnotated(Executable creator) {
        try {
            return creator.getParameterAnnotations().length == creator.getParameterCount();
        } catch (AnnotationFormatError e) {
            return false;
        }
    }

    private void collect(Class<?> each) {
        for (Field field : each.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                fields.add(field);
                candidate(field.getName()).field(field);
            }
        }
        for (Method method : each.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.isSynthetic()) {
                continue;
            }
            if (method.getParameterCount() == 0 && method.getReturnType() != void.class) {
                methods.putIfAbsent(method.getName(), method);
                overridden
                        .computeIfAbsent(method.getName(), name -> new ArrayList<>())
                        .add(method);
            } else if (method.getParameterCount() == 1 && beanName(method.getName(), "set") != null) {
                candidate(beanName(method.getName(), "set")).setters.add(method);
            }
        }
    }

    private void getter(Method method) {
        String name = method.getName();
        JacksonAnnotations annotations = annotationsOf(method);
        if (annotations.isOn("JsonValue") || annotations.flag("JsonAnyGetter", "enabled")) {
            return;
        }
        if (components.contains(name)) {
            candidate(name).getter(method, annotations, isVisible(method, "getterVisibility"));
            return;
        }
        if (NOT_THE_APPLICATIONS.contains(name)) {
            return;
        }
        String implicit = beanName(name, "get");
        String visibility = "getterVisibility";
        if (implicit == null && (method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class)) {
            implicit = beanName(name, "is");
            visibility = "isGetterVisibility";
        }
        if (implicit != null) {
            candidate(implicit).getter(method, annotations, isVisible(method, visibility));
        } else if (annotations.hasAny(EXPLICIT)) {
            candidate(name).getter(method, annotations, true);
        }
    }

    /** {@code URL} for {@code getURL}, {@code x1} for {@code getX1}; null for {@code getaway}. */
    private static String beanName(String method, String prefix) {
        int at = prefix.length();
        if (!method.startsWith(prefix) || method.length() == at || !Character.isUpperCase(method.charAt(at))) {
            return null;
        }
        if (method.length() > at + 1 && Character.isUpperCase(method.charAt(at + 1))) {
            return method.substring(at);
        }
        return Character.toLowerCase(method.charAt(at)) + method.substring(at + 1);
    }

    private boolean isVisible(Member member, String kind) {
        int modifiers = member.getModifiers();
        return switch (ofClass.constant(VISIBILITY, kind, "DEFAULT")) {
            case "ANY" -> true;
            case "NON_PRIVATE" -> !Modifier.isPrivate(modifiers);
            case "PROTECTED_AND_PUBLIC" -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
            case "NONE" -> false;
            default -> Modifier.isPublic(modifiers);
        };
    }

    private Candidate candidate(String implicitName) {
        return byName.computeIfAbsent(implicitName, Candidate::new);
    }

    Collection<Candidate> all() {
        return byName.values();
    }

    /** The method or field with this annotation, or null. */
    Member annotated(String annotation) {
        for (Method method : methods.values()) {
            JacksonAnnotations of = annotationsOf(method);
            if (of.isOn(annotation) || of.flag(annotation, "enabled")) {
                return method;
            }
        }
        for (Field field : fields) {
            JacksonAnnotations of = annotationsOf(field);
            if (of.isOn(annotation) || of.flag(annotation, "enabled")) {
                return field;
            }
        }
        return null;
    }

    /** Those of the methods that it overrides, too: an interface may say how a value is to be hidden. */
    JacksonAnnotations annotationsOf(Member member) {
        return new JacksonAnnotations(
                member instanceof Field field ? List.of(field) : overridden.get(member.getName()));
    }

    /** One name, and whatever there is of it. */
    final class Candidate {
        private final String implicitName;
        private final List<AnnotatedElement> setters = new ArrayList<>();
        private final List<AnnotatedElement> parameters = new ArrayList<>();
        private Field field;
        private Method getter;
        private boolean getterShown;
        /** Whether one of its getters is annotated so; it may have two. */
        private boolean anyGetterIgnored;

        private JacksonAnnotations ofGetter = NOTHING_SAID;

        private Candidate(String implicitName) {
            this.implicitName = implicitName;
        }

        private void field(Field found) {
            // That of the subclass comes first, and hides the others.
            field = field == null ? found : field;
        }

        private void getter(Method found, JacksonAnnotations annotations, boolean shown) {
            anyGetterIgnored |= annotations.isOn(IGNORE);
            // There may be an is… and a get…, and the JVM gives them in any order.
            boolean isOther = getter != null && !getter.getName().equals(found.getName());
            if (getter == null || !getterShown || isOther && isPreferred(found, annotations, shown)) {
                getter = found;
                ofGetter = annotations;
                getterShown = shown || annotations.hasAny(EXPLICIT);
            }
        }

        /** As Jackson does, the one that is annotated is preferred, and get… where both are or none is. */
        private boolean isPreferred(Method found, JacksonAnnotations annotations, boolean shown) {
            boolean explicit = annotations.hasAny(EXPLICIT);
            return explicit == ofGetter.hasAny(EXPLICIT)
                    ? shown && found.getName().startsWith("get")
                    : explicit;
        }

        String implicitName() {
            return implicitName;
        }

        private JacksonAnnotations ofField() {
            return field == null ? NOTHING_SAID : new JacksonAnnotations(List.of(field));
        }

        private JacksonAnnotations ofSetters() {
            return new JacksonAnnotations(setters);
        }

        /** Of all that is there, a getter's first. */
        JacksonAnnotations annotations() {
            List<AnnotatedElement> elements = new ArrayList<>();
            if (getter != null) {
                elements.addAll(overridden.get(getter.getName()));
            }
            if (field != null) {
                elements.add(field);
            }
            elements.addAll(parameters);
            elements.addAll(setters);
            return new JacksonAnnotations(elements);
        }

        /** Whether an annotation says that it is not to be shown. */
        boolean isIgnored() {
            JacksonAnnotations all = annotations();
            if (all.constantOtherThan("AUTO", "JsonProperty", "access").equals("WRITE_ONLY")
                    || all.has("JsonBackReference")) {
                return true;
            }
            boolean getterIgnored = ofGetter.isOn(IGNORE);
            boolean fieldIgnored = ofField().isOn(IGNORE);
            boolean setterIgnored = ofSetters().isOn(IGNORE);
            boolean wanted = !getterIgnored && ofGetter.hasAny(EXPLICIT)
                    || !fieldIgnored && ofField().hasAny(EXPLICIT)
                    || !setterIgnored && ofSetters().hasAny(EXPLICIT);
            return (anyGetterIgnored || fieldIgnored || setterIgnored) && !wanted;
        }

        /** What is to be read of one that is not ignored; null when nobody may see it. */
        Member member() {
            if (getter != null && getterShown && !ofGetter.isOn(IGNORE)) {
                return readable(getter);
            }
            return field != null && !ofField().isOn(IGNORE) && isShown(field) ? field : null;
        }

        private boolean isShown(Field candidate) {
            if (ofField().isOn("JsonValue") || ofField().flag("JsonAnyGetter", "enabled")) {
                return false;
            }
            return ofField().hasAny(EXPLICIT)
                    || !Modifier.isTransient(candidate.getModifiers()) && isVisible(candidate, "fieldVisibility");
        }

        /** The same method where it is public and of a public class or interface, which no module can close. */
        private Method readable(Method method) {
            if (Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
                return method;
            }
            for (AnnotatedElement each : overridden.get(method.getName())) {
                Method other = (Method) each;
                if (Modifier.isPublic(other.getDeclaringClass().getModifiers())
                        && Modifier.isPublic(other.getModifiers())) {
                    return other;
                }
            }
            return method;
        }

        /** In JSON: a name that was given, or the implicit one by the class's strategy. */
        String name() {
            JacksonAnnotations all = annotations();
            String given = all.text("JsonGetter", "value");
            given = given == null ? all.text("JsonProperty", "value") : given;
            return given == null ? NamingStrategy.of(ofClass).apply(implicitName) : given;
        }

        Class<?> declaredType() {
            return getter != null ? getter.getReturnType() : field == null ? null : field.getType();
        }

        /** Whether it is a getter like {@code isEmpty()}, that no field and no annotation stands behind. */
        boolean isQuestion() {
            return getter != null
                    && getter.getName().startsWith("is")
                    && field == null
                    && annotations().isEmpty();
        }
    }

    private static final JacksonAnnotations NOTHING_SAID = new JacksonAnnotations(List.of());
}
