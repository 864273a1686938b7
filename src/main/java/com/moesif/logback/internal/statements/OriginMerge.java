package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/** What is known of a value that comes from one of two places, where two ways through a method meet. */
final class OriginMerge {
    private OriginMerge() {}

    /** Unknown where they differ, but of a type that both have; of two loggers or two constants, either. */
    static Origin of(Origin one, Origin other) {
        if (one == other || one.equals(other)) {
            return one;
        }
        if (one.type() == null || other.type() == null) {
            return new Origin.Unknown(null);
        }
        if (isLogger(one) && other.isNull() || one.isNull() && isLogger(other)) {
            // A statement on no logger logs nothing.
            return one.isNull() ? other : one;
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
        if (one.isNull()) {
            return new Origin.Unknown(other.type());
        }
        return new Origin.Unknown(other.isNull() ? one.type() : Origin.OBJECT);
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
    private static Origin mergedWithin(Origin one, Origin other) {
        if (one instanceof Origin.Named a
                && other instanceof Origin.Named b
                && a.name().equals(b.name())) {
            return new Origin.Named(a.name(), of(a.origin(), b.origin()));
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

    private static List<Origin> merged(List<Origin> some, List<Origin> others) {
        List<Origin> merged = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            merged.add(of(some.get(i), others.get(i)));
        }
        return List.copyOf(merged);
    }
}
