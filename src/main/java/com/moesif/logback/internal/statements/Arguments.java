package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;

/** What the code calls a value that it logs, and which type it gives it. */
final class Arguments {
    private static final Pattern GETTER = Pattern.compile("(?:get|is)([A-Z]\\w*)");
    private static final Map<String, String> UNBOXED = Map.of(
            "java.lang.Byte", "byte",
            "java.lang.Short", "short",
            "java.lang.Integer", "int",
            "java.lang.Long", "long",
            "java.lang.Float", "float",
            "java.lang.Double", "double",
            "java.lang.Boolean", "boolean",
            "java.lang.Character", "char");

    private Arguments() {}

    static Argument of(Origin origin) {
        Origin value = unboxed(origin);
        String constant = value.bare() instanceof Origin.Constant known && known.value() != null
                ? String.valueOf(known.value())
                : null;
        boolean isPrimitive = value.type() != null && value.type().getSort() < Type.ARRAY;
        return new Argument(name(value), typeName(value.type()), constant, !isPrimitive && constant == null);
    }

    /** Of a part of a text: newer compilers put {@code String.valueOf} around each object before they join it. */
    static Argument ofText(Origin part) {
        if (part instanceof Origin.Call call
                && call.target().is("java/lang/String", "valueOf")
                && call.target().descriptor().startsWith("(Ljava/lang/Object;)")) {
            return of(call.operands().get(0));
        }
        return of(part);
    }

    static List<Argument> of(List<Origin> origins) {
        List<Argument> arguments = new ArrayList<>();
        origins.forEach(origin -> arguments.add(of(origin)));
        return List.copyOf(arguments);
    }

    /** Before {@code Integer.valueOf} and the like. */
    static Origin unboxed(Origin origin) {
        if (origin instanceof Origin.Call call
                && call.target().isStatic()
                && call.target().name().equals("valueOf")
                && call.operands().size() == 1
                && UNBOXED.containsKey(Type.getObjectType(call.target().owner()).getClassName())
                && call.operands().get(0).type() != null
                && call.operands().get(0).type().getSort() < Type.ARRAY) {
            Origin inner = call.operands().get(0);
            Type primitive = Type.getArgumentTypes(call.target().descriptor())[0];
            if (inner instanceof Origin.Constant) {
                Origin text = TextBuilders.text(inner, call.target().descriptor());
                return new Origin.Constant(((Origin.Constant) text).value(), primitive);
            }
            return retyped(inner, primitive);
        }
        return origin;
    }

    /** What is put into a text as a value of that type. */
    static Origin putIn(Origin origin, Type type) {
        return type.equals(Type.BOOLEAN_TYPE) || type.equals(Type.CHAR_TYPE) ? retyped(origin, type) : origin;
    }

    /** A boolean or char is an int on the stack: whoever takes it knows better. */
    private static Origin retyped(Origin origin, Type primitive) {
        if (origin instanceof Origin.Named named) {
            return new Origin.Named(named.name(), new Origin.Unknown(primitive));
        }
        return origin instanceof Origin.Unknown || origin instanceof Origin.Parameter
                ? new Origin.Unknown(primitive)
                : origin;
    }

    private static String typeName(Type type) {
        String name = type == null ? "java.lang.Object" : type.getClassName();
        return UNBOXED.getOrDefault(name, name);
    }

    private static String name(Origin origin) {
        if (origin instanceof Origin.Named named) {
            // Kotlin calls a variable $rows in a lambda that captures it.
            return named.name().replaceFirst("^\\$(?=.)", "");
        }
        if (origin instanceof Origin.Field field) {
            // An inner class keeps the variables that it uses in fields like val$rows.
            return isConstantName(field.name()) ? null : field.name().replaceFirst("^val\\$", "");
        }
        if (origin instanceof Origin.Call call) {
            return name(call);
        }
        return null;
    }

    private static String name(Origin.Call call) {
        String method = call.target().name();
        boolean wraps = call.operands().size() == 1
                && (method.equals("toString") || method.equals("valueOf") || method.endsWith("Value"));
        if (wraps) {
            return name(call.operands().get(0));
        }
        if (call.target().isStatic() || !call.arguments().isEmpty()) {
            return call.arguments().size() == 1 && call.target().isStatic()
                    ? name(call.arguments().get(0))
                    : null;
        }
        Matcher getter = GETTER.matcher(method);
        if (getter.matches()) {
            return decapitalised(getter.group(1));
        }
        return method.matches("size|length|count") ? counted(call, method) : method;
    }

    /** {@code rows.size()} is better named after both. */
    private static String counted(Origin.Call call, String method) {
        String of = name(call.receiver());
        return of == null ? method : of + "_" + method;
    }

    private static String decapitalised(String name) {
        boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
        return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static boolean isConstantName(String name) {
        return name.equals(name.toUpperCase(java.util.Locale.ROOT));
    }
}
