package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Tells the logging calls of Groovy that isn't compiled statically. There each call is decided at run time, by the values that it
 * is given: of the message nothing is told, but that there is one.
 */
final class GroovyCalls {
    /** All versions have their call sites made by a class of this package. */
    static final String BOOTSTRAP = "org/codehaus/groovy/vmplugin/";

    private GroovyCalls() {}

    private static boolean isOf(InvokeDynamicInsnNode call, String operation) {
        return call.name.equals(operation)
                && call.bsm.getOwner().startsWith(BOOTSTRAP)
                && call.bsmArgs.length > 0
                && call.bsmArgs[0] instanceof String;
    }

    /** Whether it may be a logging call by its name. */
    static boolean mayLog(AbstractInsnNode instruction) {
        return instruction instanceof InvokeDynamicInsnNode call && isOf(call, "invoke") && level(call) != null;
    }

    private static String level(InvokeDynamicInsnNode call) {
        String method = (String) call.bsmArgs[0];
        int arguments = Type.getArgumentTypes(call.desc).length - 1;
        if (arguments == 0) {
            return LogCalls.levelOf(method);
        }
        return arguments > 0 ? LogCalls.levelNamed(method) : null;
    }

    /**
     * Reads one that {@link #mayLog}.
     *
     * @param operands the receiver first
     * @param in the internal name of the class, whose logger it is most likely
     * @return null when it is called on something that is no logger, as far as its type or its name tells
     */
    static LogCall read(InvokeDynamicInsnNode call, List<Origin> operands, String in) {
        Type receiver = Type.getArgumentTypes(call.desc)[0];
        boolean isLogger = receiver.getSort() == Type.OBJECT && LogCalls.isLogger(receiver.getInternalName());
        if (!isLogger
                && !(receiver.equals(Origin.OBJECT)
                        && isCalledLog(operands.get(0).bare()))) {
            return null;
        }
        Api api = isLogger ? LogCalls.apiOf(receiver.getInternalName()) : Api.SLF4J;
        Origin logger = Origin.OneOf.of(loggerOf(in), operands.get(0));
        return new LogCall(
                api,
                logger,
                CallLevel.named(level(call)),
                LogCall.Style.NONE,
                null,
                List.of(),
                List.of(),
                markers(operands.subList(1, operands.size())),
                null);
    }

    private static boolean isCalledLog(Origin receiver) {
        String name = receiver instanceof Origin.Field field
                ? field.name()
                : receiver instanceof Origin.Call property ? property.target().name() : "";
        String plain = name.toLowerCase(Locale.ROOT);
        return plain.equals("log") || plain.equals("logger");
    }

    /** The factory of the logger is called at run time, too. A closure is a class of its own. */
    private static Origin loggerOf(String in) {
        int closure = in.indexOf("$_");
        String name = (closure < 0 ? in : in.substring(0, closure)).replace('/', '.');
        Origin.Target factory = new Origin.Target(
                "org/slf4j/LoggerFactory", "getLogger", "(Ljava/lang/String;)Lorg/slf4j/Logger;", true);
        return new Origin.Call(factory, List.of(new Origin.Constant(name, Origin.STRING)));
    }

    /** The first argument may be one when it has no type. */
    private static List<Origin> markers(List<Origin> arguments) {
        List<Origin> markers = new ArrayList<>(Markers.of(arguments));
        if (markers.isEmpty()
                && arguments.size() > 1
                && Origin.OBJECT.equals(arguments.get(0).type())) {
            markers.add(arguments.get(0));
        }
        return markers;
    }

    /** What reads a property of this name; null when it doesn't read one. */
    static Origin property(InvokeDynamicInsnNode call, List<Origin> operands) {
        return isOf(call, "getProperty")
                ? new Origin.Call(
                        new Origin.Target(call.bsm.getOwner(), (String) call.bsmArgs[0], call.desc, true), operands)
                : null;
    }
}
