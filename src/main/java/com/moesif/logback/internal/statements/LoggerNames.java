package com.moesif.logback.internal.statements;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Type;

/** Finds the name of the logger that a statement is made on. */
final class LoggerNames {
    private static final int MOST_STEPS = 8;
    private static final Set<String> FACTORIES =
            Set.of("getLogger", "getLog", "logger", "getMessageLogger", "getFormatterLogger");

    private static final Set<String> FACTORY_CLASSES = Set.of(
            "/LoggerFactory",
            "/LogManager",
            "/LogFactory",
            "/XLoggerFactory",
            "/KotlinLogging",
            "java/util/logging/Logger",
            "java/lang/System",
            "org/jboss/logging/Logger");

    private final ClassIndex index;

    LoggerNames(ClassIndex index) {
        this.index = index;
    }

    /** @param in the class of the statement: {@code this} is one of it */
    LoggerName of(Origin logger, ClassFacts in) {
        return logger == null ? LoggerName.UNKNOWN : of(logger.bare(), in, in, MOST_STEPS);
    }

    /** @param at the class in whose code the origin stands */
    private LoggerName of(Origin origin, ClassFacts in, ClassFacts at, int steps) {
        if (steps == 0) {
            return LoggerName.UNKNOWN;
        }
        if (origin instanceof Origin.Field field) {
            Optional<ClassFacts> owner = index.withField(field.owner(), field.name());
            return owner.map(facts -> of(facts.fields().get(field.name()).bare(), in, facts, steps - 1))
                    .orElse(LoggerName.UNKNOWN);
        }
        if (origin instanceof Origin.Call call) {
            return of(call, in, at, steps);
        }
        return LoggerName.UNKNOWN;
    }

    private LoggerName of(Origin.Call call, ClassFacts in, ClassFacts at, int steps) {
        for (Origin argument : call.arguments()) {
            LoggerName named = named(argument.bare(), in, at);
            if (named != null) {
                return isLibrarys(call.target().owner()) ? named : named.byAFactoryOfTheApplication();
            }
        }
        boolean factory = FACTORIES.contains(call.target().name());
        if (factory && call.arguments().isEmpty() && call.target().owner().endsWith("/LogManager")) {
            return LoggerName.known(dotted(at.name()));
        }
        if (factory && isKotlin(call)) {
            return LoggerName.known(dotted(at.name()).replaceAll("Kt$|\\$Companion$", ""));
        }
        return index.withResult(call.target())
                .map(facts -> of(
                        facts.results()
                                .get(call.target().name() + call.target().descriptor())
                                .bare(),
                        in,
                        facts,
                        steps - 1))
                .orElse(LoggerName.UNKNOWN);
    }

    /** The call that makes this logger; null when it can't be followed to one. */
    Origin.Call factory(Origin logger) {
        Origin at = logger == null ? null : logger.bare();
        for (int i = 0; i < MOST_STEPS && at != null; i++) {
            if (at instanceof Origin.Call call
                    && FACTORIES.contains(call.target().name())) {
                return call;
            }
            at = step(at);
        }
        return null;
    }

    private Origin step(Origin at) {
        if (at instanceof Origin.Field field) {
            return index.withField(field.owner(), field.name())
                    .map(facts -> facts.fields().get(field.name()).bare())
                    .orElse(null);
        }
        if (at instanceof Origin.Call call) {
            return index.withResult(call.target())
                    .map(facts -> facts.results()
                            .get(call.target().name() + call.target().descriptor())
                            .bare())
                    .orElse(null);
        }
        return null;
    }

    /** Whether loggers are what this class makes, and it is none itself. */
    static boolean isFactory(String internalName) {
        return FACTORY_CLASSES.stream().anyMatch(name -> name.startsWith("/") && internalName.endsWith(name));
    }

    private static boolean isLibrarys(String factory) {
        return FACTORY_CLASSES.stream().anyMatch(factory::endsWith);
    }

    private static boolean isKotlin(Origin.Call call) {
        List<Origin> arguments = call.arguments();
        return arguments.size() == 1
                && LogCalls.isSupplier(Type.getArgumentTypes(call.target().descriptor())[0]);
    }

    /** What a factory is given; null when it is no name. */
    private LoggerName named(Origin argument, ClassFacts in, ClassFacts at) {
        if (argument instanceof Origin.Constant constant && constant.value() instanceof Type type) {
            return LoggerName.known(type.getClassName());
        }
        if (argument instanceof Origin.Constant constant && constant.value() instanceof String text) {
            return LoggerName.known(text);
        }
        if (argument instanceof Origin.Field field && field.type().equals(Origin.STRING)) {
            return index.withField(field.owner(), field.name())
                    .map(facts -> named(facts.fields().get(field.name()).bare(), in, facts))
                    .orElse(null);
        }
        if (argument instanceof Origin.Call call) {
            boolean ofObject = call.target().name().equals("getClass") && isThis(call.receiver());
            if (ofObject) {
                return LoggerName.runtimeClass(dotted(in.name()));
            }
            if (call.target().name().equals("lookupClass")) {
                return LoggerName.known(dotted(at.name()));
            }
            boolean nameOf = call.target().owner().equals("java/lang/Class")
                    && (call.target().name().equals("getName")
                            || call.target().name().equals("getCanonicalName"));
            return nameOf ? named(call.receiver().bare(), in, at) : null;
        }
        return null;
    }

    private static boolean isThis(Origin origin) {
        return origin != null && origin.bare() instanceof Origin.Parameter parameter && parameter.index() == -1;
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
