package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * The calls of methods that are given a logger, a name for one, or a message: who calls them tells which it is. The classes are
 * read again for the methods that were asked for, since few are. One thread at a time.
 */
final class CallSites {
    private final ClassIndex index;
    private final Inheritance inheritance;
    private final Work work;
    private final Consumer<String> problems;
    private final Map<Origin.Target, List<Site>> known = new HashMap<>();
    private final Set<Origin.Target> asked = new LinkedHashSet<>();
    private final Map<String, List<Origin.Target>> wanted = new HashMap<>();
    /** Those of the wanted methods. */
    private final Set<String> names = new HashSet<>();
    /** The classes that may have a call that is wanted. */
    private final Set<String> callers = new HashSet<>();

    /**
     * A call, and the method whose code has it.
     *
     * @param file of the source; null when the class was compiled without it
     * @param line 0 when the class was compiled without line numbers
     * @param access of that method, as the class file has it
     * @param isCertain false when the call names a supertype, and may run another method
     */
    record Site(ClassFacts in, Origin.Call call, String method, String file, int line, int access, boolean isCertain) {}

    /** @param problems are told which methods can't be followed */
    CallSites(ClassIndex index, Work work, Consumer<String> problems) {
        this.index = index;
        this.work = work;
        this.problems = problems;
        this.inheritance = new Inheritance(index);
    }

    /** Whether there may be calls that weren't looked for, since all of it is too much. */
    boolean areCutOff() {
        return work.isTooMuch();
    }

    /** Counts what is done with them. */
    void work(int steps) {
        work.add(steps);
    }

    /** The calls of this method; none as long as they weren't looked for, but then they will be. */
    List<Site> of(Origin.Target method) {
        if (!known.containsKey(method)) {
            asked.add(method);
        }
        return known.getOrDefault(method, List.of());
    }

    /**
     * Makes ready to read classes again.
     *
     * @return the places to read: those with a class that may have such a call
     */
    Set<String> begin() {
        wanted.clear();
        names.clear();
        callers.clear();
        for (Origin.Target method : asked) {
            known.put(method, new ArrayList<>());
            names.add(method.name());
            wanted.computeIfAbsent(method.signature(), signature -> new ArrayList<>())
                    .add(method);
        }
        int[] hashes = asked.stream().mapToInt(ConstantPool::hash).toArray();
        asked.clear();
        Set<String> places = new HashSet<>();
        for (ClassFacts facts : index.all()) {
            if (Arrays.stream(hashes).anyMatch(hash -> Arrays.binarySearch(facts.named(), hash) >= 0)) {
                callers.add(facts.name());
                places.add(facts.place());
            }
        }
        return places;
    }

    /** Whether the file of this name may be the class of such a call: its package may begin below any folder of the path. */
    boolean wants(String file) {
        String name = file.substring(0, file.length() - ".class".length());
        int begin = 0;
        do {
            if (callers.contains(name.substring(begin))) {
                return true;
            }
            begin = name.indexOf('/', begin) + 1;
        } while (begin > 0);
        return false;
    }

    /** Takes one class file; one that can't be read was told of before. */
    void read(String place, byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassFacts facts = index.named(reader.getClassName());
        if (facts != null && facts.place().equals(place) && callers.contains(facts.name())) {
            ClassNode node = new ClassNode();
            reader.accept(node, ClassReader.SKIP_FRAMES);
            for (MethodNode method : node.methods) {
                Map<AbstractInsnNode, Map<Origin.Target, Boolean>> calls = new HashMap<>();
                for (AbstractInsnNode instruction : method.instructions) {
                    Map<Origin.Target, Boolean> meant = meant(instruction);
                    if (!meant.isEmpty()) {
                        calls.put(instruction, meant);
                    }
                }
                if (!calls.isEmpty()) {
                    follow(method, calls, facts, node.sourceFile);
                }
            }
        }
    }

    /** The wanted methods that the instruction may run, each with whether it certainly does. */
    private Map<Origin.Target, Boolean> meant(AbstractInsnNode instruction) {
        Map<Origin.Target, Boolean> meant = new HashMap<>();
        if (instruction instanceof MethodInsnNode call) {
            if (names.contains(call.name)) {
                add(call.owner, call.name + call.desc, isVirtual(call.getOpcode()), meant);
            }
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle body) {
                    boolean isVirtual =
                            body.getTag() == Opcodes.H_INVOKEVIRTUAL || body.getTag() == Opcodes.H_INVOKEINTERFACE;
                    add(body.getOwner(), body.getName() + body.getDesc(), isVirtual, meant);
                }
            }
        }
        return meant;
    }

    private static boolean isVirtual(int opcode) {
        return opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
    }

    private void add(String owner, String signature, boolean isVirtual, Map<Origin.Target, Boolean> meant) {
        for (Origin.Target method : wanted.getOrDefault(signature, List.of())) {
            boolean isNamed = inheritance.means(owner, method);
            boolean isCertain = isNamed && !(isVirtual && inheritance.isOverriddenByAll(owner, method));
            if (isNamed || mayMean(owner, method)) {
                meant.merge(method, isCertain, Boolean::logicalOr);
            }
        }
    }

    /** Of a supertype's method that is given a logger: who else would be given one? A text is given to every method. */
    private boolean mayMean(String owner, Origin.Target method) {
        return LogCalls.isInDescriptor(method.descriptor())
                && !method.name().startsWith("<")
                && !method.isStatic()
                && index.isBelow(method.owner(), owner);
    }

    private void follow(
            MethodNode method,
            Map<AbstractInsnNode, Map<Origin.Target, Boolean>> calls,
            ClassFacts facts,
            String file) {
        List<List<Origin>> stacks;
        try {
            OriginInterpreter interpreter = new OriginInterpreter(facts.name(), method);
            stacks = MethodWays.follow(facts.name(), method, interpreter, calls::containsKey, work);
        } catch (AnalyzerException e) {
            UnfollowedMethod unfollowed = new UnfollowedMethod(facts.name(), method, e.getMessage());
            problems.accept(unfollowed.problem(facts.place()));
            stacks = unfollowed.stacks(calls::containsKey);
        }
        int line = 0;
        for (int i = 0; i < stacks.size(); i++) {
            AbstractInsnNode instruction = method.instructions.get(i);
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            }
            if (stacks.get(i) != null) {
                for (Map.Entry<Origin.Target, Boolean> target :
                        calls.get(instruction).entrySet()) {
                    Origin.Call call = call(target.getKey(), instruction, stacks.get(i));
                    known.get(target.getKey())
                            .add(new Site(facts, call, method.name, file, line, method.access, target.getValue()));
                }
            }
        }
    }

    private static Origin.Call call(Origin.Target target, AbstractInsnNode instruction, List<Origin> stack) {
        int count;
        if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            count = Type.getArgumentCount(dynamic.desc);
        } else {
            MethodInsnNode call = (MethodInsnNode) instruction;
            count = Type.getArgumentCount(call.desc) + (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
        }
        return new Origin.Call(target, List.copyOf(stack.subList(stack.size() - count, stack.size())));
    }
}
