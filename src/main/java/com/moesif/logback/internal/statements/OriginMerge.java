package com.moesif.logback.internal.statements;

import java.util.List;
import org.objectweb.asm.Type;

/**
 * What a value is where two ways meet. Each origin merges what it is made of by a method of its own: when one method does it for
 * all of them, HotSpot inlines the recursion so wide that compiling it takes more processor time than most of the reading.
 */
final class OriginMerge {
    private OriginMerge() {}

    /** The first itself, the same object, when the other says nothing else. */
    static Origin of(Origin one, Origin other) {
        return one == other || one.equals(other) ? one : different(one, other);
    }

    /** The first list itself when no other says anything else. */
    static List<Origin> of(List<Origin> some, List<Origin> others) {
        Origin[] merged = new Origin[some.size()];
        boolean same = true;
        for (int i = 0; i < merged.length; i++) {
            Origin one = some.get(i);
            merged[i] = of(one, others.get(i));
            same &= merged[i] == one;
        }
        return same ? some : List.of(merged);
    }

    private static Origin different(Origin one, Origin other) {
        Type type = one.type();
        Type otherType = other.type();
        if (type == null || otherType == null) {
            return new Origin.Unknown(null);
        }
        boolean isLogger = isLogger(type);
        boolean isOtherLogger = isLogger(otherType);
        if (isLogger && other.isNull() || isOtherLogger && one.isNull()) {
            // A statement on no logger logs nothing.
            return one.isNull() ? other : one;
        }
        // What is once unknown stays so: else a loop that chooses from many loggers would change it again and again.
        boolean isUnknown = one.bare() instanceof Origin.Unknown || other.bare() instanceof Origin.Unknown;
        boolean areTold = isLogger && isOtherLogger && !isUnknown || areConstants(one, other);
        Origin chosen = areTold ? choice(one, other) : null;
        if (chosen != null) {
            return chosen;
        }
        Origin alike = one.mergedWith(other);
        return alike == null ? unlike(one, type, other, otherType) : alike;
    }

    private static Origin unlike(Origin one, Type type, Origin other, Type otherType) {
        if (type.equals(otherType)) {
            return new Origin.Unknown(type);
        }
        boolean references = type.getSort() >= Type.ARRAY && otherType.getSort() >= Type.ARRAY;
        if (!references) {
            return type.getSize() == otherType.getSize() ? new Origin.Unknown(type) : new Origin.Unknown(null);
        }
        if (one.isNull()) {
            return new Origin.Unknown(otherType);
        }
        return new Origin.Unknown(other.isNull() ? type : Origin.OBJECT);
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
        return choice == null || choice.depth() > OriginInterpreter.DEEPEST ? null : choice;
    }

    private static boolean isLogger(Type type) {
        return type.getSort() == Type.OBJECT && LogCalls.isLogger(type.getInternalName());
    }

    /** Two texts or two classes. */
    private static boolean areConstants(Origin one, Origin other) {
        return isConstant(one.bare()) && isConstant(other.bare()) && one.type().equals(other.type());
    }

    private static boolean isConstant(Origin bare) {
        return bare instanceof Origin.OneOf
                || bare instanceof Origin.Constant constant
                        && (constant.value() instanceof String || constant.value() instanceof Type);
    }
}
