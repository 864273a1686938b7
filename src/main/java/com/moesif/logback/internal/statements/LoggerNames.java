package com.moesif.logback.internal.statements;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Type;

/** Finds the name of the logger that a statement is made on. */
final class LoggerNames {
    private static final int MOST_STEPS = 8;
    private static final int MOST_FACTORIES = 16;
    private static final Set<String> FACTORIES =
            Set.of("getLogger", "getLog", "logger", "getMessageLogger", "getFormatterLogger", "getXLogger");

    private static final Set<String> FACTORY_CLASSES = Set.of(
            "/LoggerFactory",
            "/ILoggerFactory",
            "/LogManager",
            "/LogFactory",
            "/XLoggerFactory",
            "/KotlinLogging",
            "ch/qos/logback/classic/LoggerContext",
            "java/util/logging/Logger",
            "java/lang/System",
            "org/jboss/logging/Logger");

    /** An application may have a LoggerFactory of its own. */
    private static final Set<String> LIBRARIES =
            Set.of("org/slf4j/", "ch/qos/", "org/apache/", "io/github/oshai/", "mu/", "java/", "org/jboss/");

    private final ClassIndex index;
    private final CallSites sites;

    /** By class and logger: most statements of a class are made on one. */
    private final Map<ClassFacts, Map<Origin, LoggerName>> known = new IdentityHashMap<>();

    LoggerNames(ClassIndex index, CallSites sites) {
        this.index = index;
        this.sites = sites;
    }

    /** @param in the class of the statement: {@code this} is one of it */
    LoggerName of(LogCall call, ClassFacts in) {
        if (call.logger() == null) {
            return LoggerName.UNKNOWN;
        }
        Map<Origin, LoggerName> ofClass = known.computeIfAbsent(in, facts -> new HashMap<>());
        Origin logger = call.logger().bare();
        LoggerName name = ofClass.get(logger);
        if (name == null) {
            name = of(logger, Spot.in(in));
            ofClass.put(logger, name);
        }
        return name;
    }

    /** Forgets what more calls can change. */
    void again() {
        known.values()
                .forEach(names -> names.values().removeIf(name -> name.certainty() != LoggerName.Certainty.KNOWN));
    }

    /** As a call of the statement's method makes it. */
    LoggerName of(GivenMessages.Made made) {
        boolean isGiven = made.spot().call() != null && made.call().logger() != null;
        return isGiven
                ? of(made.call().logger(), made.spot())
                : of(made.call(), made.spot().at());
    }

    private LoggerName of(Origin logger, Spot spot) {
        Names names = new Search().of(logger, spot);
        List<String> known = List.copyOf(new TreeSet<>(names.known()));
        if (names.areAll() && !known.isEmpty()) {
            return new LoggerName(LoggerName.Certainty.KNOWN, known, names.others(), names.wrapped());
        }
        return known.isEmpty() && names.below() != null
                ? new LoggerName(
                        LoggerName.Certainty.RUNTIME_CLASS,
                        List.of(names.below()),
                        LoggerName.Others.ANYBODY,
                        names.wrapped())
                : new LoggerName(LoggerName.Certainty.UNKNOWN, known, LoggerName.Others.ANYBODY, names.wrapped());
    }

    /** For one statement. */
    private final class Search {
        private final Flow flow = new Flow(index, sites);
        private final NameTexts texts = new NameTexts(index, flow);

        Names of(Origin logger, Spot spot) {
            Origin origin = logger.bare();
            if (origin.isNull()) {
                return Names.NONE;
            }
            if (!(origin instanceof Origin.Call call)) {
                return flow.follow(origin, spot, this::of);
            }
            if (isLibrarys(call.target().owner())) {
                return byLibrary(call, spot);
            }
            Names given = flow.follow(call, spot, this::of);
            return given.isUnknown() ? byApplication(call, spot) : given;
        }

        private Names byLibrary(Origin.Call call, Spot spot) {
            List<Origin> arguments = call.arguments();
            if (arguments.isEmpty()) {
                return call.target().owner().endsWith("/LogManager")
                        ? Names.of(NameTexts.dotted(spot.at().name()))
                        : call.target().name().equals("getGlobal") ? Names.of("global") : Names.UNKNOWN;
            }
            if (isKotlin(call)) {
                return Names.of(NameTexts.dotted(spot.at().name()).replaceFirst("(?:Kt)?\\$.*$|Kt$", ""));
            }
            Type[] types = Type.getArgumentTypes(call.target().descriptor());
            if (call.target().name().equals("getMessageLogger")) {
                // It has the type of its messages, too, and may have a locale behind its name.
                int name = 0;
                while (name < types.length - 1 && !types[name].equals(Origin.STRING)) {
                    name++;
                }
                return texts.of(arguments.get(name), spot);
            }
            Names names = types[0].equals(Origin.OBJECT)
                    ? texts.ofObject(arguments.get(0), spot)
                    : texts.of(arguments.get(0), spot);
            boolean hasSuffix = call.target().owner().equals("org/jboss/logging/Logger")
                    && types.length == 2
                    && types[1].equals(Origin.STRING);
            return hasSuffix ? names.and(Names.of(".")).and(texts.of(arguments.get(1), spot)) : names;
        }

        /** A factory that can't be followed has the class, or wraps the logger that it is given. */
        private Names byApplication(Origin.Call call, Spot spot) {
            Type[] types = Type.getArgumentTypes(call.target().descriptor());
            boolean isFactory = FACTORIES.contains(call.target().name());
            for (int i = 0; i < types.length; i++) {
                Origin argument = call.arguments().get(i);
                boolean isLogger = types[i].getSort() == Type.OBJECT && LogCalls.isLogger(types[i].getInternalName());
                boolean isClass = types[i].getDescriptor().equals("Ljava/lang/Class;");
                Names names = isLogger
                        ? of(argument, spot)
                        : isClass || isFactory && types[i].equals(Origin.STRING)
                                ? texts.of(argument, spot)
                                : Names.UNKNOWN;
                if (!names.isUnknown()) {
                    return names.byAFactoryOfTheApplication();
                }
            }
            return Names.UNKNOWN;
        }
    }

    /** The calls that make this logger, those that it can be followed to. */
    Set<Origin.Call> factories(Origin logger) {
        Set<Origin.Call> found = new LinkedHashSet<>();
        if (logger != null) {
            addFactories(logger.bare(), MOST_STEPS, found);
        }
        return found;
    }

    private void addFactories(Origin at, int steps, Set<Origin.Call> found) {
        if (steps == 0 || found.size() > MOST_FACTORIES) {
            return;
        }
        if (at instanceof Origin.OneOf several) {
            several.choices().forEach(choice -> addFactories(choice.bare(), steps - 1, found));
        } else if (at instanceof Origin.Field field) {
            index.withField(field.owner(), field.name())
                    .ifPresent(facts -> facts.fields()
                            .get(field.name())
                            .forEach(value -> addFactories(value.bare(), steps - 1, found)));
        } else if (at instanceof Origin.Call call) {
            if (FACTORIES.contains(call.target().name())) {
                found.add(call);
            } else {
                index.withResult(call.target())
                        .ifPresent(facts -> addFactories(
                                facts.results().get(call.target().signature()).bare(), steps - 1, found));
            }
        }
    }

    /** Whether loggers are what this class makes, and it is none itself. */
    static boolean isFactory(String internalName) {
        for (String name : FACTORY_CLASSES) {
            if (name.startsWith("/") && internalName.endsWith(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLibrarys(String factory) {
        return LIBRARIES.stream().anyMatch(factory::startsWith)
                && FACTORY_CLASSES.stream().anyMatch(factory::endsWith);
    }

    private static boolean isKotlin(Origin.Call call) {
        List<Origin> arguments = call.arguments();
        return arguments.size() == 1
                && LogCalls.isSupplier(Type.getArgumentTypes(call.target().descriptor())[0]);
    }
}
