package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** In which try blocks each instruction of one method is. Immutable. */
final class TryBlocks {
    /** The same list for all instructions between two bounds; empty when the method has none. */
    private final List<List<TryCatchBlockNode>> within;

    private TryBlocks(List<List<TryCatchBlockNode>> within) {
        this.within = within;
    }

    static TryBlocks of(MethodNode method) {
        List<List<TryCatchBlockNode>> within = new ArrayList<>();
        if (!method.tryCatchBlocks.isEmpty()) {
            boolean[] bounds = new boolean[method.instructions.size() + 1];
            for (TryCatchBlockNode block : method.tryCatchBlocks) {
                bounds[method.instructions.indexOf(block.start)] = true;
                bounds[method.instructions.indexOf(block.end)] = true;
            }
            List<TryCatchBlockNode> now = List.of();
            for (int i = 0; i < method.instructions.size(); i++) {
                now = bounds[i] ? around(i, method) : now;
                within.add(now);
            }
        }
        return new TryBlocks(within);
    }

    private static List<TryCatchBlockNode> around(int at, MethodNode method) {
        List<TryCatchBlockNode> around = new ArrayList<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (method.instructions.indexOf(block.start) <= at && at < method.instructions.indexOf(block.end)) {
                around.add(block);
            }
        }
        return around;
    }

    /** Those that have the instruction, in the order of the class file. */
    List<TryCatchBlockNode> at(int instruction) {
        return within.isEmpty() ? List.of() : within.get(instruction);
    }

    /** Whether a block begins or ends with the instruction. */
    boolean change(int instruction) {
        return instruction == 0 || within.get(instruction) != within.get(instruction - 1);
    }
}
