package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** Reads one class file. Only methods that may matter are followed, which is what makes thousands of classes a second possible. */
final class ClassScan {
    private static final int CLASS_TAG = 7;
    private static final String KOTLIN_LAMBDA = "kotlin/jvm/internal/Lambda";
    /** A method that gives back a logger or a text, and does little else. */
    private static final int SHORT_METHOD = 12;

    private final ClassNode node = new ClassNode();
    private final Map<String, Origin> fields = new HashMap<>();
    private final Set<String> setTwice = new HashSet<>();
    private final Map<String, Origin> results = new HashMap<>();
    private final List<ClassFacts.Found> calls = new ArrayList<>();

    private ClassScan() {}

    /** @throws IllegalArgumentException when it is no class file, or one of a Java that is not known yet */
    static ClassFacts read(String place, byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassScan scan = new ClassScan();
        if (mayMatter(reader)) {
            reader.accept(scan.node, ClassReader.SKIP_FRAMES);
            scan.scan();
        }
        return new ClassFacts(
                place,
                reader.getClassName(),
                reader.getSuperName(),
                scan.node.sourceFile,
                Map.copyOf(scan.fields),
                Map.copyOf(scan.results),
                List.copyOf(scan.calls));
    }

    private static boolean mayMatter(ClassReader reader) {
        if (KOTLIN_LAMBDA.equals(reader.getSuperName())) {
            return true;
        }
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // The second half of a long or double has no place of its own.
            if (at > 0 && reader.readByte(at - 1) == CLASS_TAG) {
                String named = reader.readUTF8(at, buffer);
                // A class that makes a logger for those that extend it names the factory only.
                if (LogCalls.isLogger(named) || LoggerNames.isFactory(named)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void scan() {
        for (FieldNode field : node.fields) {
            if (field.value instanceof String text) {
                fields.put(field.name, new Origin.Constant(text, Origin.STRING));
            }
        }
        for (MethodNode method : node.methods) {
            if (method.instructions.size() > 0 && matters(method)) {
                follow(method);
            }
        }
        setTwice.forEach(fields::remove);
    }

    private boolean matters(MethodNode method) {
        boolean initialises = method.name.equals("<clinit>") || method.name.equals("<init>");
        boolean isLambda = method.name.contains("lambda$") || method.name.equals("invoke");
        int operations = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            operations += instruction.getOpcode() >= 0 ? 1 : 0;
            if (instruction instanceof MethodInsnNode call && LogCalls.isLogger(call.owner)) {
                return true;
            }
            if (initialises && instruction instanceof FieldInsnNode field && isOfInterest(field)) {
                return true;
            }
        }
        boolean givesBack = Type.getReturnType(method.desc).getSort() == Type.OBJECT;
        return givesBack && (isLambda || operations <= SHORT_METHOD);
    }

    private static boolean isOfInterest(FieldInsnNode field) {
        Type type = Type.getType(field.desc);
        boolean isSet = field.getOpcode() == Opcodes.PUTSTATIC || field.getOpcode() == Opcodes.PUTFIELD;
        return isSet
                && type.getSort() == Type.OBJECT
                && (type.equals(Origin.STRING) || Markers.isMarker(type) || LogCalls.isLogger(type.getInternalName()));
    }

    private void follow(MethodNode method) {
        Frame<Origin>[] frames;
        try {
            frames = new Analyzer<>(new OriginInterpreter(method)).analyze(node.name, method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException("method " + method.name + " can't be followed: " + e.getMessage(), e);
        }
        int line = 0;
        Origin result = null;
        boolean one = true;
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode instruction = method.instructions.get(i);
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            }
            Frame<Origin> frame = frames[i];
            if (frame == null) {
                // Nobody gets there.
                continue;
            }
            if (instruction.getOpcode() == Opcodes.ARETURN) {
                Origin returned = frame.getStack(frame.getStackSize() - 1);
                one &= result == null || result.equals(returned);
                result = returned;
            } else if (instruction instanceof FieldInsnNode field && isOfInterest(field)) {
                set(field, frame);
            } else if (instruction instanceof MethodInsnNode call && LogCalls.isLogger(call.owner)) {
                found(call, frame, method, line);
            }
        }
        if (result != null && one) {
            results.put(method.name + method.desc, result);
        }
    }

    private void set(FieldInsnNode field, Frame<Origin> frame) {
        Origin value = frame.getStack(frame.getStackSize() - 1);
        Origin known = fields.putIfAbsent(field.name, value);
        if (!field.owner.equals(node.name) || known != null && !known.equals(value)) {
            setTwice.add(field.name);
        }
    }

    private void found(MethodInsnNode call, Frame<Origin> frame, MethodNode method, int line) {
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        int count = Type.getArgumentTypes(call.desc).length + (isStatic ? 0 : 1);
        List<Origin> operands = new ArrayList<>(count);
        for (int i = frame.getStackSize() - count; i < frame.getStackSize(); i++) {
            operands.add(frame.getStack(i));
        }
        LogCall read = LogCalls.read(new Origin.Target(call.owner, call.name, call.desc, isStatic), operands);
        if (read != null) {
            calls.add(new ClassFacts.Found(read, method.name, line));
        }
    }
}
