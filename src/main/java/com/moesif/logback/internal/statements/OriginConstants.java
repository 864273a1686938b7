package com.moesif.logback.internal.statements;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** The constants that instructions put on the stack. */
final class OriginConstants {
    private OriginConstants() {}

    /** @param instruction has no operands on the stack; null when it is none of a constant */
    static Origin of(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (opcode == Opcodes.ACONST_NULL) {
            return new Origin.Constant(null, Origin.OBJECT);
        }
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            return new Origin.Constant(opcode - Opcodes.ICONST_0, Type.INT_TYPE);
        }
        if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
            return new Origin.Constant((long) (opcode - Opcodes.LCONST_0), Type.LONG_TYPE);
        }
        if (opcode >= Opcodes.FCONST_0 && opcode <= Opcodes.FCONST_2) {
            return new Origin.Constant((float) (opcode - Opcodes.FCONST_0), Type.FLOAT_TYPE);
        }
        if (opcode == Opcodes.DCONST_0 || opcode == Opcodes.DCONST_1) {
            return new Origin.Constant((double) (opcode - Opcodes.DCONST_0), Type.DOUBLE_TYPE);
        }
        if (instruction instanceof IntInsnNode number) {
            return new Origin.Constant(number.operand, Type.INT_TYPE);
        }
        if (instruction instanceof LdcInsnNode constant) {
            return constant(constant.cst);
        }
        return null;
    }

    private static Origin constant(Object value) {
        if (value instanceof Integer) {
            return new Origin.Constant(value, Type.INT_TYPE);
        }
        if (value instanceof Long) {
            return new Origin.Constant(value, Type.LONG_TYPE);
        }
        if (value instanceof Float) {
            return new Origin.Constant(value, Type.FLOAT_TYPE);
        }
        if (value instanceof Double) {
            return new Origin.Constant(value, Type.DOUBLE_TYPE);
        }
        if (value instanceof String) {
            return new Origin.Constant(value, Origin.STRING);
        }
        if (value instanceof Type type && type.getSort() != Type.METHOD) {
            return new Origin.Constant(type, Type.getObjectType("java/lang/Class"));
        }
        if (value instanceof ConstantDynamic dynamic) {
            return new Origin.Unknown(Type.getType(dynamic.getDescriptor()));
        }
        return new Origin.Unknown(Origin.OBJECT);
    }
}
