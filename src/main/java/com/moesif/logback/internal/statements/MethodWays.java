package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Follows the values of one method along all its ways until nothing changes any more, in the order in which ASM's Analyzer does.
 * That one keeps a frame for each instruction. Here there is one only where ways meet or part, which takes a fraction of the time
 * and of the memory. One use. One thread at a time.
 */
final class MethodWays {
    /** References in all frames: a method that takes more would need the heap of the whole program. */
    private static final int MOST_CELLS = 8_000_000;

    /** Values that were merged, and instructions that were run. */
    private static final long MOST_STEPS = 20_000_000;

    private final MethodNode method;
    private final OriginInterpreter interpreter;
    private final Predicate<AbstractInsnNode> asked;
    private final Work work;
    private final AbstractInsnNode[] instructions;
    /** Where a jump, a switch or an exception may come from elsewhere. */
    private final boolean[] joins;

    private final TryBlocks blocks;

    private final Frame<Origin>[] frames;
    private final List<List<Origin>> stacks;
    private final int[] waiting;
    private final boolean[] isWaiting;
    private int waitingCount;
    private long cells;
    private long steps;

    @SuppressWarnings("unchecked")
    private MethodWays(MethodNode method, OriginInterpreter interpreter, Predicate<AbstractInsnNode> asked, Work work) {
        this.method = method;
        this.interpreter = interpreter;
        this.asked = asked;
        this.work = work;
        this.instructions = method.instructions.toArray();
        int size = instructions.length;
        this.joins = new boolean[size];
        this.blocks = TryBlocks.of(method);
        this.frames = (Frame<Origin>[]) new Frame<?>[size];
        this.stacks = new ArrayList<>(Collections.nCopies(size, null));
        this.waiting = new int[size];
        this.isWaiting = new boolean[size];
    }

    /**
     * Runs the method of this class.
     *
     * @param owner the internal name of the class
     * @param asked of which instructions the stack is wanted
     * @return the whole stack before each of these instructions; null for all others, and where nobody gets
     * @throws AnalyzerException when the code is damaged, or following it takes too much
     */
    static List<List<Origin>> follow(
            String owner,
            MethodNode method,
            OriginInterpreter interpreter,
            Predicate<AbstractInsnNode> asked,
            Work work)
            throws AnalyzerException {
        MethodWays ways = new MethodWays(method, interpreter, asked, work);
        if (ways.hasSubroutines()) {
            ways.analyze(owner);
        } else {
            ways.run(owner);
        }
        return ways.stacks;
    }

    /** Compilers before Java 6 made finally blocks of them. */
    private boolean hasSubroutines() {
        for (AbstractInsnNode instruction : instructions) {
            if (instruction.getOpcode() == Opcodes.JSR) {
                return true;
            }
        }
        return false;
    }

    private void analyze(String owner) throws AnalyzerException {
        Frame<Origin>[] all = new Analyzer<>(interpreter).analyze(owner, method);
        for (int i = 0; i < all.length; i++) {
            if (all[i] != null && asked.test(instructions[i])) {
                stacks.set(i, stack(all[i]));
            }
        }
    }

    private void run(String owner) throws AnalyzerException {
        findJoins();
        Frame<Origin> current = begin(owner);
        merge(0, current);
        while (waitingCount > 0) {
            int from = waiting[--waitingCount];
            isWaiting[from] = false;
            current.init(frames[from]);
            try {
                walk(from, current);
            } catch (RuntimeException e) {
                // Frames answer damaged code with whichever exception they run into.
                throw new AnalyzerException(instructions[from], String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void findJoins() {
        for (AbstractInsnNode instruction : instructions) {
            if (instruction instanceof JumpInsnNode jump) {
                join(jump.label);
            } else if (instruction instanceof TableSwitchInsnNode table) {
                join(table.dflt);
                table.labels.forEach(this::join);
            } else if (instruction instanceof LookupSwitchInsnNode lookup) {
                join(lookup.dflt);
                lookup.labels.forEach(this::join);
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            join(block.handler);
        }
    }

    private void join(LabelNode label) {
        joins[index(label)] = true;
    }

    private int index(AbstractInsnNode instruction) {
        return method.instructions.indexOf(instruction);
    }

    private Frame<Origin> begin(String owner) {
        Frame<Origin> frame = new Frame<>(method.maxLocals, method.maxStack);
        frame.setReturn(interpreter.newReturnTypeValue(Type.getReturnType(method.desc)));
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        int local = 0;
        if (!isStatic) {
            frame.setLocal(local, interpreter.newParameterValue(true, local, Type.getObjectType(owner)));
            local++;
        }
        for (Type type : Type.getArgumentTypes(method.desc)) {
            frame.setLocal(local, interpreter.newParameterValue(!isStatic, local, type));
            local++;
            if (type.getSize() == 2) {
                frame.setLocal(local, interpreter.newEmptyValue(local));
                local++;
            }
        }
        while (local < method.maxLocals) {
            frame.setLocal(local, interpreter.newEmptyValue(local));
            local++;
        }
        return frame;
    }

    private void merge(int at, Frame<Origin> frame) throws AnalyzerException {
        boolean isChanged;
        int size = frame.getLocals() + frame.getMaxStackSize();
        if (frames[at] == null) {
            frames[at] = new Frame<>(frame);
            isChanged = true;
            cells += size;
        } else {
            isChanged = frames[at].merge(frame, interpreter);
        }
        steps += size;
        work.add(size);
        if (cells > MOST_CELLS || steps > MOST_STEPS) {
            throw new AnalyzerException(instructions[at], "it has more ways than are followed");
        }
        if (isChanged && !isWaiting[at]) {
            isWaiting[at] = true;
            waiting[waitingCount++] = at;
        }
    }

    /** Until ways meet or part. */
    private void walk(int from, Frame<Origin> frame) throws AnalyzerException {
        for (int i = from; ; i++) {
            if (i > from && (joins[i] || frames[i] != null)) {
                merge(i, frame);
                return;
            }
            AbstractInsnNode instruction = instructions[i];
            if (asked.test(instruction)) {
                stacks.set(i, stack(frame));
            }
            boolean isWatched = isWatched(i);
            Frame<Origin> before = isWatched ? new Frame<>(frame) : null;
            if (instruction.getOpcode() >= 0) {
                frame.execute(instruction, interpreter);
            }
            boolean isGoingOn = !isLast(i, frame);
            if (isWatched) {
                if (isGoingOn) {
                    merge(i + 1, frame);
                }
                for (TryCatchBlockNode block : blocks.at(i)) {
                    handle(block, before);
                    if (isGoingOn && blocks.at(i + 1).contains(block)) {
                        handle(block, frame);
                    }
                }
                return;
            }
            if (!isGoingOn) {
                return;
            }
        }
    }

    /**
     * Whether a handler is given something else by this instruction: where its block begins, and with each variable. What only the
     * last one of the block stores is never there when the block fails.
     */
    private boolean isWatched(int at) {
        if (blocks.at(at).isEmpty()) {
            return false;
        }
        int opcode = instructions[at].getOpcode();
        boolean isStore = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE || opcode == Opcodes.IINC;
        return isStore || joins[at] || blocks.change(at);
    }

    private void handle(TryCatchBlockNode block, Frame<Origin> frame) throws AnalyzerException {
        Type type = Type.getObjectType(block.type == null ? "java/lang/Throwable" : block.type);
        Frame<Origin> handler = new Frame<>(frame);
        handler.clearStack();
        handler.push(interpreter.newExceptionValue(block, handler, type));
        merge(index(block.handler), handler);
    }

    /** Goes on where the instruction does, unless that is the next one alone. */
    private boolean isLast(int at, Frame<Origin> frame) throws AnalyzerException {
        AbstractInsnNode instruction = instructions[at];
        int opcode = instruction.getOpcode();
        if (instruction instanceof JumpInsnNode jump) {
            if (opcode != Opcodes.GOTO) {
                merge(at + 1, frame);
            }
            merge(index(jump.label), frame);
            return true;
        }
        if (instruction instanceof TableSwitchInsnNode table) {
            mergeAll(table.dflt, table.labels, frame);
            return true;
        }
        if (instruction instanceof LookupSwitchInsnNode lookup) {
            mergeAll(lookup.dflt, lookup.labels, frame);
            return true;
        }
        return opcode == Opcodes.ATHROW || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    }

    private void mergeAll(LabelNode other, List<LabelNode> labels, Frame<Origin> frame) throws AnalyzerException {
        merge(index(other), frame);
        for (LabelNode label : labels) {
            merge(index(label), frame);
        }
    }

    private static List<Origin> stack(Frame<Origin> frame) {
        List<Origin> stack = new ArrayList<>(frame.getStackSize());
        for (int i = 0; i < frame.getStackSize(); i++) {
            stack.add(frame.getStack(i));
        }
        return stack;
    }
}
