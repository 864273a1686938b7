package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/** Tells calls of the logging APIs from others, by the owner and the name of the method. */
final class LogCalls {
    private static final Map<String, Api> OWNERS = Map.ofEntries(
            Map.entry("org/slf4j/Logger", Api.SLF4J),
            Map.entry("org/slf4j/spi/LocationAwareLogger", Api.SLF4J),
            Map.entry("org/slf4j/spi/LoggingEventBuilder", Api.SLF4J),
            Map.entry("org/slf4j/ext/XLogger", Api.SLF4J),
            Map.entry("ch/qos/logback/classic/Logger", Api.SLF4J),
            Map.entry("org/apache/logging/log4j/Logger", Api.LOG4J),
            Map.entry("org/apache/logging/log4j/LogBuilder", Api.LOG4J),
            Map.entry("java/util/logging/Logger", Api.JUL),
            Map.entry("java/lang/System$Logger", Api.SYSTEM_LOGGER),
            Map.entry("org/apache/commons/logging/Log", Api.COMMONS_LOGGING),
            Map.entry("org/jboss/logging/Logger", Api.JBOSS),
            Map.entry("org/jboss/logging/BasicLogger", Api.JBOSS),
            Map.entry("io/github/oshai/kotlinlogging/KLogger", Api.KOTLIN_LOGGING),
            Map.entry("mu/KLogger", Api.KOTLIN_LOGGING));

    private static final List<String> DESCRIPTORS =
            OWNERS.keySet().stream().map(owner -> "L" + owner + ";").toList();

    private static final Map<String, String> LEVELS = Map.ofEntries(
            Map.entry("trace", "TRACE"),
            Map.entry("debug", "DEBUG"),
            Map.entry("info", "INFO"),
            Map.entry("warn", "WARN"),
            Map.entry("warning", "WARN"),
            Map.entry("error", "ERROR"),
            Map.entry("fatal", "ERROR"),
            Map.entry("severe", "ERROR"),
            Map.entry("config", "INFO"),
            // jul-to-slf4j draws its line between FINEST and FINER.
            Map.entry("fine", "DEBUG"),
            Map.entry("finer", "DEBUG"),
            Map.entry("finest", "TRACE"));

    /** As {@code LocationAwareLogger} has them. */
    private static final Map<Object, String> NUMBERED =
            Map.of(0, "TRACE", 10, "DEBUG", 20, "INFO", 30, "WARN", 40, "ERROR");

    /** Their first argument is the level. */
    private static final Set<String> NAMED = Set.of("log", "logp", "logrb", "printf");

    private static final Set<String> SUPPLIERS = Set.of(
            "java/util/function/Supplier",
            "org/apache/logging/log4j/util/Supplier",
            "org/apache/logging/log4j/util/MessageSupplier",
            "kotlin/jvm/functions/Function0");

    private LogCalls() {}

    /** Whether a class that names this one may have logging statements. */
    static boolean isLogger(String internalName) {
        return OWNERS.containsKey(internalName);
    }

    /** Whether a field, parameter or result of this descriptor is a logger. */
    static boolean isInDescriptor(String descriptor) {
        for (String logger : DESCRIPTORS) {
            if (descriptor.contains(logger)) {
                return true;
            }
        }
        return false;
    }

    /** Null when it is no logging statement, a question for the level say. */
    static LogCall read(Origin.Target target, List<Origin> operands) {
        Api api = target.isStatic() ? null : OWNERS.get(target.owner());
        if (api == null) {
            return null;
        }
        List<Origin> arguments = operands.subList(1, operands.size());
        if (target.owner().endsWith("LoggingEventBuilder") || target.owner().endsWith("LogBuilder")) {
            return FluentCalls.read(api, target, operands.get(0), arguments);
        }
        return switch (api) {
            case JBOSS -> jboss(target, operands.get(0), arguments);
            case JUL, SYSTEM_LOGGER, LOG4J, COMMONS_LOGGING -> other(api, target, operands.get(0), arguments);
            default -> slf4j(api, target, operands.get(0), arguments);
        };
    }

    private static LogCall slf4j(Api api, Origin.Target target, Origin logger, List<Origin> arguments) {
        if (target.name().equals("log")) {
            return located(target, logger, arguments);
        }
        if (api == Api.KOTLIN_LOGGING && returnsNothing(target) && isBlock(target)) {
            CallLevel level = target.name().equals("at")
                    ? CallLevel.of(arguments.get(0))
                    : CallLevel.named(levelOf(target.name()));
            return LogCall.of(api, logger, level, LogCall.Style.NONE, null, List.of());
        }
        String level = LEVELS.get(target.name());
        if (level == null || !returnsNothing(target)) {
            return null;
        }
        List<Origin> rest = withoutMarkerAndThrowable(target, arguments);
        return call(api, logger, CallLevel.named(level), rest, Markers.of(arguments));
    }

    /** {@code log.atInfo { message = … }}: what the block sets isn't followed. */
    private static boolean isBlock(Origin.Target target) {
        return (target.name().equals("at") || levelOf(target.name()) != null)
                && target.descriptor().endsWith("Lkotlin/jvm/functions/Function1;)V");
    }

    /** SLF4J's bridges call it: the level is a number, and the text comes behind the caller's name. */
    private static LogCall located(Origin.Target target, Origin logger, List<Origin> arguments) {
        boolean known = target.descriptor().startsWith("(Lorg/slf4j/Marker;Ljava/lang/String;I");
        if (!known) {
            return null;
        }
        // A null in place of the array is no argument.
        int end = arguments.get(4).isNull() ? 4 : 5;
        return call(
                Api.SLF4J,
                logger,
                CallLevel.of(arguments.get(2)),
                arguments.subList(3, end),
                Markers.of(arguments.subList(0, 1)));
    }

    private static LogCall other(Api api, Origin.Target target, Origin logger, List<Origin> arguments) {
        if (!returnsNothing(target)) {
            return null;
        }
        CallLevel level = CallLevel.named(LEVELS.get(target.name()));
        List<Origin> rest = withoutMarkerAndThrowable(target, arguments);
        boolean named = NAMED.contains(target.name());
        if (level.name() == null && named && !rest.isEmpty()) {
            level = CallLevel.of(rest.get(0));
            boolean caller = target.name().equals("logp") || target.name().equals("logrb");
            rest = rest.subList(caller ? Math.min(3, rest.size()) : 1, rest.size());
        } else if (level.name() == null) {
            return null;
        }
        if (target.name().equals("printf")) {
            return formatted(api, logger, level, LogCall.Style.PERCENT, rest);
        }
        if (api == Api.JUL || api == Api.SYSTEM_LOGGER) {
            return ofJdk(api, target, logger, level, rest);
        }
        return api == Api.COMMONS_LOGGING
                ? formatted(api, logger, level, LogCall.Style.NONE, rest)
                : call(api, logger, level, rest, List.of());
    }

    private static LogCall ofJdk(Api api, Origin.Target target, Origin logger, CallLevel level, List<Origin> rest) {
        // With a bundle of resources, or in a record of its own, the message isn't to be seen.
        boolean bundle = target.descriptor().contains("Ljava/util/ResourceBundle;")
                || target.name().equals("logrb");
        if (rest.isEmpty() || bundle && !rest.get(0).isNull()) {
            return LogCall.of(api, logger, level, LogCall.Style.NONE, null, List.of());
        }
        return formatted(api, logger, level, LogCall.Style.NUMBERED, bundle ? rest.subList(1, rest.size()) : rest);
    }

    /** {@code infof} takes {@code %s}, {@code infov} <code>{0}</code>, {@code info} an object. */
    private static LogCall jboss(Origin.Target target, Origin logger, List<Origin> arguments) {
        String name = target.name();
        String base = name.replaceAll("[fv]$", "");
        CallLevel level = CallLevel.named(LEVELS.get(base.isEmpty() ? name : LEVELS.containsKey(name) ? name : base));
        boolean isNamed = level.name() != null;
        if (!returnsNothing(target) || !isNamed && !base.equals("log")) {
            return null;
        }
        boolean plain = LEVELS.containsKey(name) || name.equals("log");
        List<Origin> rest = withoutMarkerAndThrowable(target, arguments);
        // Bridges give the caller's name first.
        boolean caller = plain
                ? target.descriptor().startsWith("(Ljava/lang/String;L")
                : !isNamed && target.descriptor().startsWith("(Ljava/lang/String;");
        rest = caller ? rest.subList(1, rest.size()) : rest;
        if (!isNamed && !rest.isEmpty()) {
            level = CallLevel.of(rest.get(0));
            boolean callerNext = plain && target.descriptor().contains("$Level;Ljava/lang/String;");
            rest = rest.subList(callerNext && rest.size() > 2 ? 2 : 1, rest.size());
        }
        LogCall.Style style =
                plain ? LogCall.Style.NONE : name.endsWith("f") ? LogCall.Style.PERCENT : LogCall.Style.NUMBERED;
        return formatted(Api.JBOSS, logger, level, style, rest);
    }

    private static LogCall call(Api api, Origin logger, CallLevel level, List<Origin> rest, List<Origin> markers) {
        if (rest.isEmpty()) {
            return null;
        }
        List<Origin> given = rest.subList(1, rest.size());
        List<Origin> arguments = spread(given);
        Origin array = arguments == null ? given.get(0) : null;
        return new LogCall(api, logger, level, LogCall.Style.BRACES, rest.get(0), arguments, List.of(), markers, array);
    }

    private static LogCall formatted(Api api, Origin logger, CallLevel level, LogCall.Style style, List<Origin> rest) {
        if (rest.isEmpty()) {
            return null;
        }
        List<Origin> given = rest.subList(1, rest.size());
        List<Origin> arguments = spread(given);
        LogCall call = LogCall.of(api, logger, level, style, rest.get(0), arguments);
        return arguments == null ? call.of(given.get(0)) : call;
    }

    /** A lone array is what varargs have become. */
    static List<Origin> spread(List<Origin> arguments) {
        if (arguments.size() == 1
                && arguments.get(0).type() != null
                && arguments.get(0).type().getSort() == Type.ARRAY) {
            return unwrapped(arguments.get(0)) instanceof Origin.Array array ? array.elements() : null;
        }
        return arguments;
    }

    /** Of a copy what it is one of: Kotlin hands on a copy of its varargs. */
    static Origin unwrapped(Origin array) {
        return array.bare() instanceof Origin.Call call && call.target().is("java/util/Arrays", "copyOf")
                ? call.operands().get(0).bare()
                : array.bare();
    }

    private static List<Origin> withoutMarkerAndThrowable(Origin.Target target, List<Origin> arguments) {
        List<Origin> left = new ArrayList<>();
        Type[] types = Type.getArgumentTypes(target.descriptor());
        for (int i = 0; i < types.length; i++) {
            String name = types[i].getSort() == Type.OBJECT ? types[i].getInternalName() : "";
            if (!name.endsWith("/Marker") && !name.equals("java/lang/Throwable")) {
                left.add(arguments.get(i));
            }
        }
        return left;
    }

    private static boolean returnsNothing(Origin.Target target) {
        return Type.getReturnType(target.descriptor()) == Type.VOID_TYPE;
    }

    static boolean isSupplier(Type type) {
        return type != null && type.getSort() == Type.OBJECT && SUPPLIERS.contains(type.getInternalName());
    }

    /** Of a constant of some enumeration of levels, or of one of SLF4J's numbers; null when it is none. */
    static String level(Origin origin) {
        if (origin.bare() instanceof Origin.Field field) {
            return LEVELS.get(field.name().toLowerCase(Locale.ROOT));
        }
        return origin.bare() instanceof Origin.Constant constant && constant.value() instanceof Integer
                ? NUMBERED.get(constant.value())
                : null;
    }

    /** Of {@code info}; null when a method of this name is no logging call. */
    static String levelNamed(String method) {
        return LEVELS.get(method);
    }

    /** Of a type that {@link #isLogger}. */
    static Api apiOf(String internalName) {
        return OWNERS.get(internalName);
    }

    /** Of {@code atInfo()}. */
    static String levelOf(String method) {
        return method.startsWith("at") ? LEVELS.get(method.substring(2).toLowerCase(Locale.ROOT)) : null;
    }
}
