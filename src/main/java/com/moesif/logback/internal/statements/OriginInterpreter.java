package com.moesif.logback.internal.statements;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
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
 * use. One thread at a time.
 */
final class OriginInterpreter extends Interpreter<Origin> {
    /** A text glued from so many parts is no log message. */
    static final int DEEPEST = 60;

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
        Origin constant = OriginConstants.of(instruction);
        if (constant != null) {
            return constant;
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
        Origin property = GroovyCalls.property(call, operands);
        return property == null ? new Origin.Unknown(Type.getReturnType(call.desc)) : shallow(property);
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, Origin value, Origin expected) throws AnalyzerException {
        // What a method gives back is read from its frames.
    }

    @Override
    public Origin merge(Origin one, Origin other) {
        return OriginMerge.of(one, other);
    }
}
