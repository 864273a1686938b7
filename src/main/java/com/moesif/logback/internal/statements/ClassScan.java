package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Reads one class file. Only methods that may matter are followed, which is what makes thousands of classes a second possible. */
final class ClassScan {
    private static final String KOTLIN_LAMBDA = "kotlin/jvm/internal/Lambda";
    /** A method that gives back a text, and does little else. */
    private static final int SHORT_METHOD = 12;

    private final ClassNode node = new ClassNode();
    private final Map<String, List<Origin>> fields = new HashMap<>();
    private final Map<String, Origin> results = new HashMap<>();
    private final List<ClassFacts.Found> calls = new ArrayList<>();

    private final String place;
    private final Work work;
    private final Consumer<String> problems;

    private ClassScan(String place, Work work, Consumer<String> problems) {
        this.place = place;
        this.work = work;
        this.problems = problems;
    }

    /**
     * Reads it.
     *
     * @param problems are told which of its methods can't be followed
     * @throws IllegalArgumentException when it is no class file, or one of a Java that is not known yet
     */
    static ClassFacts read(String place, byte[] classFile, Work work, Consumer<String> problems) {
        ClassReader reader = new ClassReader(classFile);
        ClassScan scan = new ClassScan(place, work, problems);
        ConstantPool pool = ConstantPool.of(reader, classFile);
        boolean isFollowed = KOTLIN_LAMBDA.equals(reader.getSuperName()) || pool.namesALogger();
        if (isFollowed) {
            reader.accept(scan.node, ClassReader.SKIP_FRAMES);
            scan.scan();
        }
        return new ClassFacts(
                place,
                reader.getClassName(),
                parents(reader),
                superclass(reader),
                (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0,
                (reader.getAccess() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0,
                (reader.getAccess() & Opcodes.ACC_PUBLIC) != 0,
                isFollowed,
                Declared.by(reader, classFile),
                pool.signatures(),
                scan.node.sourceFile,
                Map.copyOf(scan.fields),
                Map.copyOf(scan.results),
                List.copyOf(scan.calls));
    }

    private static List<String> parents(ClassReader reader) {
        List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
        if (superclass(reader) != null) {
            parents.add(0, superclass(reader));
        }
        return List.copyOf(parents);
    }

    private static String superclass(ClassReader reader) {
        return "java/lang/Object".equals(reader.getSuperName()) ? null : reader.getSuperName();
    }

    private void scan() {
        for (FieldNode field : node.fields) {
            if (field.value instanceof String text) {
                set(field.name, new Origin.Constant(text, Origin.STRING));
            }
            if (Type.getType(field.desc).equals(Origin.STRING) && mayBeSetElsewhere(field)) {
                set(field.name, new Origin.Unknown(Origin.STRING));
            }
        }
        for (MethodNode method : node.methods) {
            boolean hasCode = method.instructions.size() > 0;
            if (hasCode && matters(method)) {
                follow(method);
            } else if (hasCode && isOfInterest(Type.getReturnType(method.desc))) {
                // It overrides what can be told of one of another class.
                results.put(method.name + method.desc, new Origin.Unknown(Type.getReturnType(method.desc)));
            }
        }
    }

    /** A text that is one thing here may be another at run time. */
    private static boolean mayBeSetElsewhere(FieldNode field) {
        return (field.access & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) == 0;
    }

    private boolean matters(MethodNode method) {
        boolean initialises = method.name.equals("<clinit>") || method.name.equals("<init>");
        boolean isLambda = method.name.contains("lambda$") || method.name.equals("invoke");
        boolean matters = false;
        int operations = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            operations += instruction.getOpcode() >= 0 ? 1 : 0;
            matters |= isLogCall(instruction);
            if (instruction instanceof FieldInsnNode field && isOfInterest(field)) {
                Type type = Type.getType(field.desc);
                boolean isLogger = LogCalls.isLogger(type.getInternalName());
                matters |= initialises || isLogger;
                if (!initialises && !isLogger && field.owner.equals(node.name)) {
                    // Whatever it is then, it isn't one thing any more.
                    set(field.name, new Origin.Unknown(type));
                }
            }
        }
        boolean givesBack = Type.getReturnType(method.desc).getSort() == Type.OBJECT;
        return matters || givesBack && (isLambda || operations <= SHORT_METHOD || givesALogger(method));
    }

    private static boolean isOfInterest(FieldInsnNode field) {
        boolean isSet = field.getOpcode() == Opcodes.PUTSTATIC || field.getOpcode() == Opcodes.PUTFIELD;
        return isSet && isOfInterest(Type.getType(field.desc));
    }

    private static boolean isOfInterest(Type type) {
        return type.getSort() == Type.OBJECT
                && (type.equals(Origin.STRING) || Markers.isMarker(type) || LogCalls.isLogger(type.getInternalName()));
    }

    private void follow(MethodNode method) {
        List<List<Origin>> stacks;
        OriginInterpreter interpreter = new OriginInterpreter(node.name, method);
        try {
            stacks = MethodWays.follow(node.name, method, interpreter, this::isAsked, work);
        } catch (AnalyzerException e) {
            UnfollowedMethod unfollowed = new UnfollowedMethod(node.name, method, e.getMessage());
            problems.accept(unfollowed.problem(place));
            stacks = unfollowed.stacks(this::isAsked);
        }
        int line = 0;
        Origin result = null;
        boolean one = true;
        for (int i = 0; i < stacks.size(); i++) {
            AbstractInsnNode instruction = method.instructions.get(i);
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            }
            List<Origin> stack = stacks.get(i);
            if (stack == null) {
                continue;
            }
            if (instruction instanceof FieldInsnNode field) {
                set(field, stack);
            } else if (instruction instanceof MethodInsnNode call) {
                found(call, stack, method, line);
            } else if (instruction instanceof InvokeDynamicInsnNode call) {
                int count = Type.getArgumentTypes(call.desc).length;
                add(GroovyCalls.read(call, last(stack, count), node.name), method, line);
            } else {
                Origin returned = stack.get(stack.size() - 1);
                one &= result == null || result.equals(returned) || givesALogger(method);
                result = result == null ? returned : interpreter.merge(result, returned);
            }
        }
        if (result != null) {
            results.put(method.name + method.desc, one ? result : new Origin.Unknown(result.type()));
        }
    }

    private boolean isAsked(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.ARETURN
                || instruction instanceof FieldInsnNode field && isOfInterest(field)
                || isLogCall(instruction);
    }

    private static boolean isLogCall(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call && LogCalls.isLogger(call.owner)
                || GroovyCalls.mayLog(instruction);
    }

    /** Of loggers all are told. */
    private static boolean givesALogger(MethodNode method) {
        return LogCalls.isLogger(Type.getReturnType(method.desc).getInternalName());
    }

    private void set(FieldInsnNode field, List<Origin> stack) {
        if (field.owner.equals(node.name)) {
            set(field.name, stack.get(stack.size() - 1));
        }
    }

    private void set(String field, Origin value) {
        List<Origin> known = fields.computeIfAbsent(field, name -> new ArrayList<>());
        if (!known.contains(value)) {
            known.add(value);
        }
    }

    private void found(MethodInsnNode call, List<Origin> stack, MethodNode method, int line) {
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        int count = Type.getArgumentTypes(call.desc).length + (isStatic ? 0 : 1);
        Origin.Target target = new Origin.Target(call.owner, call.name, call.desc, isStatic);
        add(LogCalls.read(target, last(stack, count)), method, line);
    }

    private static List<Origin> last(List<Origin> stack, int count) {
        return stack.subList(stack.size() - count, stack.size());
    }

    private void add(LogCall read, MethodNode method, int line) {
        if (read != null) {
            calls.add(new ClassFacts.Found(read, method.name, line, method.access));
        }
    }
}
