package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Follows values through one method by their origins. Where two ways meet with different origins the value is unknown, but a
 * logger or a constant text is one of both; a tree that grows too deep is cut off, so that the analysis ends and stays cheap. One
 * use, one thread.
 */
final class OriginInterpreter extends Interpreter<Origin> {
    /** A text glued from so many parts is no log message. */
    private static final int DEEPEST = 60;

    private final MethodNode method;
    private final Origin.Target self;
    private final TextBuilders builders;
    private final Map<AbstractInsnNode, Origin> made = new HashMap<>();

    /** @param owner the class of the method, its internal name */
    OriginInterpreter(String owner, MethodNode method) {
        super(Opcodes.ASM9);
        this.method = method;
        this.self = new Origin.Target(owner, method.name, method.desc, (method.access & Opcodes.ACC_STATIC) != 0);
        this.builders = new TextBuilders(method);
    }

    @Override
    public Origin newValue(Type type) {
        return type == Type.VOID_TYPE ? null : new Origin.Unknown(type);
    }

    @Override
    public Origin newParameterValue(boolean isInstanceMethod, int local, Type type) {
        if (isInstanceMethod && local == 0) {
            return new Origin.Parameter(self, -1, type);
        }
        int at = isInstanceMethod ? 1 : 0;
        int index = 0;
        for (Type parameter : Type.getArgumentTypes(method.desc)) {
            if (at == local) {
                break;
            }
            at += parameter.getSize();
            index++;
        }
        return new Origin.Parameter(self, index, type);
    }

    @Override
    public Origin newOperation(AbstractInsnNode instruction) {
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
        if (instruction instanceof FieldInsnNode field) {
            return new Origin.Field(field.owner, field.name, Type.getType(field.desc));
        }
        if (instruction instanceof TypeInsnNode created) {
            return made.computeIfAbsent(
                    instruction,
                    i -> new Origin.Creation(Type.getObjectType(created.desc), method.instructions.indexOf(created)));
        }
        return new Origin.Unknown(Origin.OBJECT);
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

    @Override
    public Origin copyOperation(AbstractInsnNode instruction, Origin value) {
        boolean load = instruction.getOpcode() >= Opcodes.ILOAD && instruction.getOpcode() <= Opcodes.ALOAD;
        String name = load ? variable((VarInsnNode) instruction) : null;
        return name == null || name.equals("this") ? value : new Origin.Named(name, value);
    }

    private String variable(VarInsnNode load) {
        if (method.localVariables == null) {
            return null;
        }
        int at = method.instructions.indexOf(load);
        for (LocalVariableNode variable : method.localVariables) {
            if (variable.index == load.var
                    && method.instructions.indexOf(variable.start) <= at
                    && at < method.instructions.indexOf(variable.end)) {
                return variable.name;
            }
        }
        return null;
    }

    @Override
    public Origin unaryOperation(AbstractInsnNode instruction, Origin value) {
        return switch (instruction.getOpcode()) {
            case Opcodes.GETFIELD -> {
                FieldInsnNode field = (FieldInsnNode) instruction;
                yield new Origin.Field(field.owner, field.name, Type.getType(field.desc));
            }
            case Opcodes.CHECKCAST -> cast(value, Type.getObjectType(((TypeInsnNode) instruction).desc));
            case Opcodes.ANEWARRAY ->
                made.computeIfAbsent(
                        instruction,
                        i -> new Origin.Array(arrayOf(Type.getObjectType(((TypeInsnNode) instruction).desc)), value));
            case Opcodes.NEWARRAY -> new Origin.Unknown(arrayOf(primitive(((IntInsnNode) instruction).operand)));
            case Opcodes.INSTANCEOF, Opcodes.ARRAYLENGTH -> new Origin.Unknown(Type.INT_TYPE);
            case Opcodes.L2I, Opcodes.F2I, Opcodes.D2I, Opcodes.I2B, Opcodes.I2C, Opcodes.I2S ->
                converted(value, Type.INT_TYPE);
            case Opcodes.I2L, Opcodes.F2L, Opcodes.D2L -> converted(value, Type.LONG_TYPE);
            case Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> converted(value, Type.FLOAT_TYPE);
            case Opcodes.I2D, Opcodes.L2D, Opcodes.F2D -> converted(value, Type.DOUBLE_TYPE);
            case Opcodes.IINC, Opcodes.INEG -> new Origin.Unknown(Type.INT_TYPE);
            case Opcodes.LNEG -> new Origin.Unknown(Type.LONG_TYPE);
            case Opcodes.FNEG -> new Origin.Unknown(Type.FLOAT_TYPE);
            case Opcodes.DNEG -> new Origin.Unknown(Type.DOUBLE_TYPE);
            case Opcodes.PUTSTATIC -> {
                TextBuilders.handedOver(value);
                yield null;
            }
            default -> null;
        };
    }

    private static Type arrayOf(Type element) {
        return Type.getType("[" + element.getDescriptor());
    }

    private static Type primitive(int operand) {
        return switch (operand) {
            case Opcodes.T_BOOLEAN -> Type.BOOLEAN_TYPE;
            case Opcodes.T_CHAR -> Type.CHAR_TYPE;
            case Opcodes.T_BYTE -> Type.BYTE_TYPE;
            case Opcodes.T_SHORT -> Type.SHORT_TYPE;
            case Opcodes.T_FLOAT -> Type.FLOAT_TYPE;
            case Opcodes.T_DOUBLE -> Type.DOUBLE_TYPE;
            case Opcodes.T_LONG -> Type.LONG_TYPE;
            default -> Type.INT_TYPE;
        };
    }

    /** The name of the variable survives a cast, and the origin does where it says more than the type. */
    private static Origin cast(Origin value, Type type) {
        if (value instanceof Origin.Named named) {
            return new Origin.Named(named.name(), cast(named.origin(), type));
        }
        return value instanceof Origin.Unknown ? new Origin.Unknown(type) : value;
    }

    private static Origin converted(Origin value, Type type) {
        Origin unknown = new Origin.Unknown(type);
        return value instanceof Origin.Named named ? new Origin.Named(named.name(), unknown) : unknown;
    }

    @Override
    public Origin binaryOperation(AbstractInsnNode instruction, Origin first, Origin second) {
        int opcode = instruction.getOpcode();
        if (opcode == Opcodes.AALOAD) {
            boolean array = first.type() != null && first.type().getSort() == Type.ARRAY;
            return new Origin.Unknown(
                    array ? Type.getType(first.type().getDescriptor().substring(1)) : Origin.OBJECT);
        }
        if (opcode == Opcodes.PUTFIELD) {
            TextBuilders.handedOver(second);
        }
        if (opcode == Opcodes.PUTFIELD || opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE) {
            return null;
        }
        if (opcode >= Opcodes.LCMP && opcode <= Opcodes.DCMPG) {
            return new Origin.Unknown(Type.INT_TYPE);
        }
        return switch (opcode) {
            case Opcodes.LALOAD -> new Origin.Unknown(Type.LONG_TYPE);
            case Opcodes.FALOAD -> new Origin.Unknown(Type.FLOAT_TYPE);
            case Opcodes.DALOAD -> new Origin.Unknown(Type.DOUBLE_TYPE);
            case Opcodes.IALOAD, Opcodes.BALOAD, Opcodes.CALOAD, Opcodes.SALOAD -> new Origin.Unknown(Type.INT_TYPE);
            default -> new Origin.Unknown(first.type());
        };
    }

    @Override
    public Origin ternaryOperation(AbstractInsnNode instruction, Origin array, Origin index, Origin element) {
        if (array.bare() instanceof Origin.Array known) {
            known.store(index, element);
        }
        return null;
    }

    @Override
    public Origin naryOperation(AbstractInsnNode instruction, List<? extends Origin> operands) {
        if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            if (!ConcatenationRecipe.isOf(dynamic)) {
                operands.forEach(TextBuilders::handedOver);
            }
            return dynamic(dynamic, List.copyOf(operands));
        }
        if (instruction instanceof MultiANewArrayInsnNode array) {
            return new Origin.Unknown(Type.getType(array.desc));
        }
        MethodInsnNode call = (MethodInsnNode) instruction;
        if (call.name.equals("<init>") && operands.get(0).bare() instanceof Origin.Creation creation) {
            creation.constructed(List.copyOf(operands.subList(1, operands.size())));
            creation.arguments().forEach(TextBuilders::handedOver);
            return null;
        }
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        Origin built = builders.call(call, isStatic, List.copyOf(operands));
        if (Type.getReturnType(call.desc) == Type.VOID_TYPE) {
            return null;
        }
        if (built != null) {
            return shallow(built);
        }
        return shallow(
                new Origin.Call(new Origin.Target(call.owner, call.name, call.desc, isStatic), List.copyOf(operands)));
    }

    private static Origin shallow(Origin origin) {
        return origin.depth() > DEEPEST ? new Origin.Unknown(origin.type()) : origin;
    }

    private static Origin dynamic(InvokeDynamicInsnNode call, List<Origin> operands) {
        if (ConcatenationRecipe.isOf(call)) {
            return shallow(new Origin.Concatenation(ConcatenationRecipe.parts(call, operands)));
        }
        if (call.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && call.bsmArgs.length > 1
                && call.bsmArgs[1] instanceof Handle body) {
            boolean isStatic = body.getTag() == Opcodes.H_INVOKESTATIC;
            Origin.Target target = new Origin.Target(body.getOwner(), body.getName(), body.getDesc(), isStatic);
            return new Origin.Lambda(target, operands, Type.getReturnType(call.desc));
        }
        return new Origin.Unknown(Type.getReturnType(call.desc));
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, Origin value, Origin expected) throws AnalyzerException {
        // What a method gives back is read from its frames.
    }

    @Override
    public Origin merge(Origin one, Origin other) {
        if (one == other || one.equals(other)) {
            return one;
        }
        if (one.type() == null || other.type() == null) {
            return new Origin.Unknown(null);
        }
        if (isLogger(one) && isNull(other) || isNull(one) && isLogger(other)) {
            // A statement on no logger logs nothing.
            return isNull(one) ? other : one;
        }
        Origin chosen = isLogger(one) && isLogger(other) || areConstants(one, other) ? choice(one, other) : null;
        if (chosen != null) {
            return chosen;
        }
        Origin alike = mergedWithin(one, other);
        if (alike != null) {
            return alike;
        }
        if (one.type().equals(other.type())) {
            return new Origin.Unknown(one.type());
        }
        boolean references = one.type().getSort() >= Type.ARRAY && other.type().getSort() >= Type.ARRAY;
        if (!references) {
            return one.getSize() == other.getSize() ? new Origin.Unknown(one.type()) : new Origin.Unknown(null);
        }
        if (isNull(one)) {
            return new Origin.Unknown(other.type());
        }
        return new Origin.Unknown(isNull(other) ? one.type() : Origin.OBJECT);
    }

    /** Either of them; null when that is too much to tell. */
    private static Origin choice(Origin one, Origin other) {
        if (one instanceof Origin.Named a
                && other instanceof Origin.Named b
                && a.name().equals(b.name())) {
            Origin choice = choice(a.origin(), b.origin());
            return choice == null ? null : new Origin.Named(a.name(), choice);
        }
        if (one.bare().equals(other.bare())) {
            return one.bare();
        }
        Origin choice = Origin.OneOf.of(one, other);
        return choice == null || choice.depth() > DEEPEST ? null : choice;
    }

    private static boolean isLogger(Origin origin) {
        return origin.type() != null
                && origin.type().getSort() == Type.OBJECT
                && LogCalls.isLogger(origin.type().getInternalName());
    }

    /** Two texts or two classes. */
    private static boolean areConstants(Origin one, Origin other) {
        return one.type().equals(other.type()) && isConstant(one.bare()) && isConstant(other.bare());
    }

    private static boolean isConstant(Origin bare) {
        return bare instanceof Origin.OneOf
                || bare instanceof Origin.Constant constant
                        && (constant.value() instanceof String || constant.value() instanceof Type);
    }

    /** Of two that were made in the same way only what differs is unknown; null when they weren't. The result is never deeper than the first. */
    private Origin mergedWithin(Origin one, Origin other) {
        if (one instanceof Origin.Named a
                && other instanceof Origin.Named b
                && a.name().equals(b.name())) {
            return new Origin.Named(a.name(), merge(a.origin(), b.origin()));
        }
        if (one instanceof Origin.Call a
                && other instanceof Origin.Call b
                && a.target().equals(b.target())) {
            return new Origin.Call(a.target(), merged(a.operands(), b.operands()));
        }
        return one instanceof Origin.Concatenation a
                        && other instanceof Origin.Concatenation b
                        && a.parts().size() == b.parts().size()
                ? new Origin.Concatenation(merged(a.parts(), b.parts()))
                : null;
    }

    private List<Origin> merged(List<Origin> some, List<Origin> others) {
        List<Origin> merged = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            merged.add(merge(some.get(i), others.get(i)));
        }
        return List.copyOf(merged);
    }

    static boolean isNull(Origin origin) {
        return origin.bare() instanceof Origin.Constant constant && constant.value() == null;
    }
}
