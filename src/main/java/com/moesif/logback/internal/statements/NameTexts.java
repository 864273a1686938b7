package com.moesif.logback.internal.statements;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.objectweb.asm.Type;

/** Finds which texts a name may be that the code gives a factory of loggers, or which class. One use for each statement. */
final class NameTexts {
    /** What the code makes of the name of a class, or of another text. */
    private static final Map<String, UnaryOperator<String>> CHANGES = Map.ofEntries(
            Map.entry("java/lang/Class.getName", name -> name),
            Map.entry("java/lang/Class.getTypeName", name -> name),
            Map.entry("java/lang/Class.getCanonicalName", name -> name.replace('$', '.')),
            Map.entry("java/lang/Class.getSimpleName", name -> name.replaceFirst("^.*[.$]", "")),
            Map.entry("java/lang/Class.getPackageName", NameTexts::parent),
            Map.entry("java/lang/Class.getPackage", NameTexts::parent),
            Map.entry("java/lang/Package.getName", name -> name),
            Map.entry("java/lang/String.toString", name -> name),
            Map.entry("java/lang/String.intern", name -> name),
            Map.entry("java/lang/String.strip", String::strip),
            Map.entry("java/lang/String.trim", String::trim));

    /** They give back what they are given: Kotlin's way from a class to Java's. */
    private static final Set<String> SAME = Set.of(
            "java/lang/String.valueOf",
            "java/util/Objects.requireNonNull",
            "kotlin/jvm/internal/Reflection.getOrCreateKotlinClass",
            "kotlin/jvm/JvmClassMappingKt.getJavaClass",
            "kotlin/jvm/JvmClassMappingKt.getJavaObjectType");

    private final ClassIndex index;
    private final Flow flow;

    NameTexts(ClassIndex index, Flow flow) {
        this.index = index;
        this.flow = flow;
    }

    /** Of a class its name, as {@code Class.getName} has it. */
    Names of(Origin origin, Spot spot) {
        Origin value = origin.bare();
        if (value instanceof Origin.Constant constant) {
            return constant(constant.value());
        }
        if (value instanceof Origin.Concatenation text) {
            Names all = Names.of("");
            for (Origin part : text.parts()) {
                all = all.and(of(part, spot));
            }
            return all;
        }
        if (value instanceof Origin.Call call) {
            return of(call, spot);
        }
        return flow.follow(value, spot, this::of);
    }

    private static Names constant(Object value) {
        if (value == null) {
            return Names.NONE;
        }
        return Names.of(value instanceof Type type ? type.getClassName() : String.valueOf(value));
    }

    private Names of(Origin.Call call, Spot spot) {
        Origin.Target target = call.target();
        String method = target.owner() + "." + target.name();
        if (target.name().equals("getClass") && target.descriptor().equals("()Ljava/lang/Class;")) {
            return ofObject(call.receiver(), spot);
        }
        if (target.name().equals("lookupClass")) {
            return Names.of(dotted(spot.at().name()));
        }
        if (CHANGES.containsKey(method)) {
            return of(call.receiver(), spot).each(CHANGES.get(method));
        }
        if (SAME.contains(method) && call.operands().size() == 1) {
            return of(call.operands().get(0), spot);
        }
        if (method.equals("java/lang/String.concat")) {
            return of(call.receiver(), spot).and(of(call.arguments().get(0), spot));
        }
        return flow.follow(call, spot, this::of);
    }

    /** Of the object's class. */
    Names ofObject(Origin object, Spot spot) {
        boolean isThis = object.bare() instanceof Origin.Parameter parameter && parameter.index() == -1;
        if (!isThis) {
            return Names.UNKNOWN;
        }
        Set<String> concrete = new TreeSet<>();
        index.concrete(spot.self()).forEach(facts -> concrete.add(dotted(facts.name())));
        return concrete.isEmpty() ? Names.below(dotted(spot.self())) : Names.ofClasses(concrete);
    }

    static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
