package com.moesif.logback.internal.statements;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/**
 * Says which method a call means, by what the classes that were read declare. In doubt a call means another. One thread at a
 * time.
 */
final class Inheritance {
    private final ClassIndex index;
    /** A search asks for one method at each of its steps. */
    private final Map<Origin.Target, Boolean> closed = new HashMap<>();

    Inheritance(ClassIndex index) {
        this.index = index;
    }

    /** Whether a call that names this class is one of the method: the class declares it, or inherits it. */
    boolean means(String owner, Origin.Target method) {
        if (owner.equals(method.owner())) {
            return true;
        }
        ClassFacts declaring = index.named(method.owner());
        if (method.name().startsWith("<") || declaring == null || !index.isBelow(owner, method.owner())) {
            return false;
        }
        // A method of a superclass wins over one of an interface.
        ClassFacts at = index.named(owner);
        while (at != null && at != declaring && !at.declares(method)) {
            if (at.superclass() == null) {
                return declaring.isInterface() && isOfOneInterface(owner, declaring, method);
            }
            at = index.named(at.superclass());
        }
        return at == declaring;
    }

    private boolean isOfOneInterface(String owner, ClassFacts declaring, Origin.Target method) {
        return index.above(owner).stream()
                .filter(facts -> !index.isBelow(declaring.name(), facts.name()))
                .noneMatch(facts -> facts.declares(method));
    }

    /** Whether none of the objects that a call of this class may be made on has the method itself, as far as was read. */
    boolean isOverriddenByAll(String owner, Origin.Target method) {
        List<ClassFacts> concrete = index.concrete(owner);
        return !concrete.isEmpty() && concrete.stream().noneMatch(facts -> means(facts.name(), method));
    }

    /** Whether all that may call the method was read, and names its class or one below. */
    boolean isClosed(ClassFacts facts, int access, Origin.Target method) {
        return closed.computeIfAbsent(method, asked -> isClosedNow(facts, access, asked));
    }

    private boolean isClosedNow(ClassFacts facts, int access, Origin.Target method) {
        if ((access & Opcodes.ACC_PRIVATE) != 0) {
            return true;
        }
        boolean isOfItsPackage = (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0;
        boolean isHidden = index.below(facts.name()).stream().noneMatch(ClassFacts::isPublic);
        boolean isVirtual = !method.isStatic() && !method.name().startsWith("<");
        return (isOfItsPackage || isHidden) && !(isVirtual && isCalledThroughOthers(facts, isOfItsPackage, method));
    }

    /** Whether a class or interface that isn't below has the method, too: a call of it may run this one. */
    private boolean isCalledThroughOthers(ClassFacts facts, boolean isOfItsPackage, Origin.Target method) {
        for (ClassFacts below : index.below(facts.name())) {
            for (ClassFacts above : index.above(below.name())) {
                boolean isOther = !index.isBelow(above.name(), facts.name());
                // A method of its package alone implements none of a library.
                boolean isUnread =
                        !isOfItsPackage && above.parents().stream().anyMatch(parent -> index.named(parent) == null);
                if (isUnread || isOther && above.declares(method)) {
                    return true;
                }
            }
        }
        return false;
    }
}
