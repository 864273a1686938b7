package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Stands in for a method that takes too much to follow, or is damaged: what it calls, sets and gives back is seen, and none of the
 * values. So what depends on it is unknown, and never taken for what does not exist.
 */
final class UnfollowedMethod {
    private final String in;
    private final MethodNode method;
    private final String why;

    /** @param in the internal name of its class */
    UnfollowedMethod(String in, MethodNode method, String why) {
        this.in = in;
        this.method = method;
        this.why = why;
    }

    /** As {@link MethodWays#follow} gives them, with what the instruction itself takes. */
    List<List<Origin>> stacks(Predicate<AbstractInsnNode> asked) {
        List<List<Origin>> stacks = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            stacks.add(asked.test(instruction) ? taken(instruction) : null);
        }
        return stacks;
    }

    private List<Origin> taken(AbstractInsnNode instruction) {
        List<Origin> taken = new ArrayList<>();
        if (instruction instanceof MethodInsnNode call) {
            if (call.getOpcode() != Opcodes.INVOKESTATIC) {
                taken.add(new Origin.Unknown(Type.getObjectType(call.owner)));
            }
            addArguments(call.desc, taken);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            addArguments(dynamic.desc, taken);
        } else if (instruction instanceof FieldInsnNode field) {
            taken.add(new Origin.Unknown(Type.getType(field.desc)));
        } else {
            taken.add(new Origin.Unknown(Type.getReturnType(method.desc)));
        }
        return taken;
    }

    private static void addArguments(String descriptor, List<Origin> taken) {
        for (Type type : Type.getArgumentTypes(descriptor)) {
            taken.add(new Origin.Unknown(type));
        }
    }

    /** Told to whoever asked for the statements. */
    String problem(String place) {
        return place + ": method " + in.replace('/', '.') + "." + method.name + " can't be followed (" + why
                + "). Messages and names of loggers that it gives are unknown.";
    }
}
