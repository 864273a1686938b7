package com.moesif.logback.internal.statements;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.Value;

/**
 * Where a value on the stack of one method comes from, as far as that method tells. Values; but arrays and new objects are one
 * for each instruction that makes one, and learn of their elements and arguments as the analysis goes on.
 */
sealed interface Origin extends Value {
    Type OBJECT = Type.getObjectType("java/lang/Object");
    Type STRING = Type.getObjectType("java/lang/String");

    /** The static type; null for what may not be read, an empty variable say. */
    Type type();

    @Override
    default int getSize() {
        return type() == null ? 1 : type().getSize();
    }

    /** How deep the tree below is. */
    default int depth() {
        return 0;
    }

    /** Without the name of the variable that it was read from. */
    default Origin bare() {
        return this;
    }

    /** Whether it is the constant {@code null}. */
    default boolean isNull() {
        return bare() instanceof Constant constant && constant.value() == null;
    }

    /** Of two that were made in the same way only what differs is unknown; null when they weren't. Never deeper than this one. */
    default Origin mergedWith(Origin other) {
        return null;
    }

    record Unknown(Type type) implements Origin {
        /** Written out, as it is asked for at each merge. */
        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Unknown unknown && isSame(type, unknown.type);
        }

        @Override
        public int hashCode() {
            return type == null ? 0 : type.hashCode();
        }

        private static boolean isSame(Type one, Type other) {
            return one == other || one != null && one.equals(other);
        }
    }

    /** @param value a String, a boxed number, a {@link Type} that stands for a class, or null */
    record Constant(Object value, Type type) implements Origin {}

    /**
     * What a method is given.
     *
     * @param index in the descriptor, from 0; -1 is {@code this}
     */
    record Parameter(Target method, int index, Type type) implements Origin {}

    /** @param owner its internal name, as the instruction has it: the field may be inherited */
    record Field(String owner, String name, Type type) implements Origin {}

    /**
     * The result of a method.
     *
     * @param operands the receiver first, unless the method is static
     */
    record Call(Target target, List<Origin> operands, int depth) implements Origin {
        Call(Target target, List<Origin> operands) {
            this(target, operands, below(operands));
        }

        @Override
        public Type type() {
            return Type.getReturnType(target.descriptor);
        }

        @Override
        public Origin mergedWith(Origin other) {
            if (!(other instanceof Call call) || !target.equals(call.target)) {
                return null;
            }
            List<Origin> merged = OriginMerge.of(operands, call.operands);
            return merged == operands ? this : new Call(target, merged);
        }

        Origin receiver() {
            return target.isStatic ? null : operands.get(0);
        }

        List<Origin> arguments() {
            return target.isStatic ? operands : operands.subList(1, operands.size());
        }
    }

    record Target(String owner, String name, String descriptor, boolean isStatic) {
        /** The same for all methods that override one another. */
        String signature() {
            return name + descriptor;
        }

        boolean is(String otherOwner, String otherName) {
            return owner.equals(otherOwner) && name.equals(otherName);
        }
    }

    /** Text put together by {@code +}. */
    record Concatenation(List<Origin> parts, int depth) implements Origin {
        Concatenation(List<Origin> parts) {
            this(parts, below(parts));
        }

        @Override
        public Origin mergedWith(Origin other) {
            if (!(other instanceof Concatenation text) || parts.size() != text.parts.size()) {
                return null;
            }
            List<Origin> merged = OriginMerge.of(parts, text.parts);
            return merged == parts ? this : new Concatenation(merged);
        }

        @Override
        public Type type() {
            return STRING;
        }
    }

    /** @param captured the first arguments of the method that has the body */
    record Lambda(Target body, List<Origin> captured, Type type) implements Origin {}

    /** Read from a variable of that name. */
    record Named(String name, Origin origin) implements Origin {
        @Override
        public Origin mergedWith(Origin other) {
            if (!(other instanceof Named named) || !name.equals(named.name)) {
                return null;
            }
            Origin merged = OriginMerge.of(origin, named.origin);
            return merged == origin ? this : new Named(name, merged);
        }

        @Override
        public Type type() {
            return origin.type();
        }

        @Override
        public int depth() {
            return origin.depth();
        }

        @Override
        public Origin bare() {
            return origin.bare();
        }
    }

    /** One of several, by the way that the code takes: of loggers, classes and constant texts only. */
    record OneOf(Set<Origin> choices, Type type) implements Origin {
        /** A logger that is chosen from more is nothing that a reader of the code could name. */
        private static final int MOST = 16;

        /** Null when they are too many. */
        static Origin of(Origin one, Origin other) {
            Set<Origin> choices = new LinkedHashSet<>(choices(one));
            choices.addAll(choices(other));
            return choices.size() > MOST ? null : new OneOf(Collections.unmodifiableSet(choices), one.type());
        }

        private static Set<Origin> choices(Origin origin) {
            return origin.bare() instanceof OneOf several ? several.choices : Set.of(origin.bare());
        }

        @Override
        public int depth() {
            return below(List.copyOf(choices));
        }
    }

    /** An array that an instruction makes. */
    final class Array implements Origin {
        private final Type type;
        private final Origin length;
        private final Map<Integer, Origin> elements = new TreeMap<>();
        private boolean unclear;

        Array(Type type, Origin length) {
            this.type = type;
            this.length = length;
        }

        @Override
        public Type type() {
            return type;
        }

        void store(Origin index, Origin element) {
            if (index.bare() instanceof Constant constant && constant.value() instanceof Integer at) {
                Origin known = elements.putIfAbsent(at, element);
                if (known != null && !known.equals(element)) {
                    elements.put(at, new Unknown(element.type()));
                }
            } else {
                unclear = true;
            }
        }

        Array with(UnaryOperator<Origin> change) {
            Array changed = new Array(type, change.apply(length));
            elements.forEach((at, element) -> changed.elements.put(at, change.apply(element)));
            changed.unclear = unclear;
            return changed;
        }

        /** All elements in their order, or null when they can't be told. */
        List<Origin> elements() {
            boolean counted = length.bare() instanceof Constant constant
                    && constant.value() instanceof Integer count
                    && count == elements.size();
            return counted && !unclear ? List.copyOf(elements.values()) : null;
        }
    }

    /** An object that an instruction makes. */
    final class Creation implements Origin {
        private final Type type;
        private final int position;
        /** What is appended to a StringBuilder, by the position of the instruction that does it. */
        private final Map<Integer, Origin> appends = new TreeMap<>();

        private List<Origin> arguments = List.of();
        private boolean handedOver;

        /** @param position among the instructions of the method */
        Creation(Type type, int position) {
            this.type = type;
            this.position = position;
        }

        @Override
        public Type type() {
            return type;
        }

        int position() {
            return position;
        }

        void constructed(List<Origin> with) {
            arguments = with;
        }

        List<Origin> arguments() {
            return arguments;
        }

        void appended(int at, Origin text) {
            appends.put(at, text);
        }

        Map<Integer, Origin> appends() {
            return appends;
        }

        /** Code that isn't seen may change it. */
        void handOver() {
            handedOver = true;
        }

        boolean allSeen() {
            return !handedOver;
        }
    }

    private static int below(List<Origin> operands) {
        int deepest = 0;
        for (Origin operand : operands) {
            deepest = Math.max(deepest, operand.depth());
        }
        return deepest + 1;
    }
}
