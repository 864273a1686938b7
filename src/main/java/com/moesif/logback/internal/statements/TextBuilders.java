package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Follows the StringBuilders of one method: which text one has is told only where every append to it is seen, in its order. One
 * use. One thread at a time.
 */
final class TextBuilders {
    private static final Set<String> TYPES = Set.of("java/lang/StringBuilder", "java/lang/StringBuffer");
    private static final Set<String> QUESTIONS = Set.of("toString", "length", "capacity", "isEmpty", "charAt");

    private final MethodNode method;
    /** Where control comes from elsewhere; null until somebody asks. */
    private Set<LabelNode> targets;
    /** Where it comes from farther down. */
    private Set<LabelNode> loopTargets;

    TextBuilders(MethodNode method) {
        this.method = method;
    }

    /** @return the text when the call gives it and all of it can be told, else null */
    Origin call(MethodInsnNode call, boolean isStatic, List<Origin> operands) {
        boolean ofBuilder = !isStatic && TYPES.contains(call.owner);
        boolean append = ofBuilder && call.name.equals("append") && operands.size() == 2;
        boolean question = ofBuilder && QUESTIONS.contains(call.name);
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0 || !append && !question) {
                handedOver(operands.get(i));
            }
        }
        Origin.Creation creation = append || question ? root(operands.get(0)) : null;
        if (creation == null) {
            return null;
        }
        if (append) {
            creation.appended(method.instructions.indexOf(call), text(operands.get(1), call.desc));
            return null;
        }
        if (!call.name.equals("toString")) {
            return null;
        }
        AbstractInsnNode from = method.instructions.get(creation.position());
        if (creation.allSeen() && passesNone(from, call, false)) {
            return new Origin.Concatenation(all(creation, call));
        }
        if (!passesNone(from, call, true)) {
            // Any number of appends may come together in a loop.
            creation.handOver();
        }
        return null;
    }

    /** Others may append to it now. */
    static void handedOver(Origin origin) {
        Origin.Creation creation = root(origin);
        if (creation != null) {
            creation.handOver();
        }
    }

    static boolean isBuilder(Origin.Target target) {
        return TYPES.contains(target.owner());
    }

    /** The new builder at the beginning of a chain of appends; null when it isn't seen. */
    private static Origin.Creation root(Origin origin) {
        Origin at = origin.bare();
        while (at instanceof Origin.Call call
                && !call.target().isStatic()
                && isBuilder(call.target())
                && call.target().name().equals("append")) {
            at = call.receiver().bare();
        }
        return at instanceof Origin.Creation creation
                        && TYPES.contains(creation.type().getInternalName())
                ? creation
                : null;
    }

    /** What a constructor was given and all that was appended before. */
    private List<Origin> all(Origin.Creation creation, AbstractInsnNode before) {
        List<Origin> parts = new ArrayList<>(begun(creation));
        int end = method.instructions.indexOf(before);
        creation.appends().forEach((at, text) -> {
            if (at < end) {
                parts.add(text);
            }
        });
        return List.copyOf(parts);
    }

    static List<Origin> begun(Origin.Creation creation) {
        boolean text = creation.arguments().size() == 1
                && creation.arguments().get(0).type() != null
                && creation.arguments().get(0).type().getSort() == Type.OBJECT;
        return text ? creation.arguments() : List.of();
    }

    /** Of a constant the text that it becomes: a character or a truth is a number on the stack. A variable stays one. */
    static Origin text(Origin value, String descriptor) {
        if (!(value instanceof Origin.Constant constant)) {
            return Arguments.putIn(value, Type.getArgumentTypes(descriptor)[0]);
        }
        if (!(constant.value() instanceof Number number)) {
            return value;
        }
        String text = switch (descriptor.charAt(1)) {
            case 'C' -> String.valueOf((char) number.intValue());
            case 'Z' -> String.valueOf(number.intValue() != 0);
            default -> String.valueOf(number);
        };
        return new Origin.Constant(text, Origin.STRING);
    }

    /** @param loops whether only loops count, and no other forks */
    private boolean passesNone(AbstractInsnNode from, AbstractInsnNode to, boolean loops) {
        if (targets == null) {
            targets = new HashSet<>();
            loopTargets = new HashSet<>();
            findTargets();
        }
        AbstractInsnNode at = from;
        while (at != null && at != to) {
            boolean met = at instanceof LabelNode label && (loops ? loopTargets : targets).contains(label);
            if (met || !loops && !jumps(at).isEmpty()) {
                return false;
            }
            at = at.getNext();
        }
        return at == to;
    }

    private static List<LabelNode> jumps(AbstractInsnNode instruction) {
        List<LabelNode> labels = new ArrayList<>();
        if (instruction instanceof JumpInsnNode jump) {
            labels.add(jump.label);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            labels.addAll(table.labels);
            labels.add(table.dflt);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            labels.addAll(lookup.labels);
            labels.add(lookup.dflt);
        }
        return labels;
    }

    private void findTargets() {
        for (AbstractInsnNode instruction : method.instructions) {
            for (LabelNode label : jumps(instruction)) {
                targets.add(label);
                if (method.instructions.indexOf(label) <= method.instructions.indexOf(instruction)) {
                    loopTargets.add(label);
                }
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            targets.add(block.handler);
        }
    }
}
