package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** The recipe of a concatenation, as {@code java.lang.invoke.StringConcatFactory} documents it. */
final class ConcatenationRecipe {
    private static final char ARGUMENT = '\u0001';
    private static final char CONSTANT = '\u0002';

    private ConcatenationRecipe() {}

    static boolean isOf(InvokeDynamicInsnNode call) {
        return call.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory");
    }

    static List<Origin> parts(InvokeDynamicInsnNode call, List<Origin> operands) {
        if (!call.name.endsWith("WithConstants") || !(call.bsmArgs[0] instanceof String recipe)) {
            return operands;
        }
        List<Origin> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Type[] types = Type.getArgumentTypes(call.desc);
        int argument = 0;
        int constant = 1;
        for (int i = 0; i < recipe.length(); i++) {
            char c = recipe.charAt(i);
            if (c == CONSTANT) {
                text.append(call.bsmArgs[constant++]);
            } else if (c == ARGUMENT) {
                flush(text, parts);
                parts.add(Arguments.putIn(operands.get(argument), types[argument]));
                argument++;
            } else {
                text.append(c);
            }
        }
        flush(text, parts);
        return List.copyOf(parts);
    }

    private static void flush(StringBuilder text, List<Origin> parts) {
        if (text.length() > 0) {
            parts.add(new Origin.Constant(text.toString(), Origin.STRING));
            text.setLength(0);
        }
    }
}
