package com.moesif.logback.internal.statements;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one class file says that matters for logging statements, its own and other classes'. Immutable.
 *
 * @param place the folder or jar that it was read from
 * @param name internal, with slashes
 * @param parents the class that it extends and the interfaces that it implements
 * @param superclass the class that it extends; null for an interface and when it is Object
 * @param isInterface whether it is one
 * @param isConcrete whether there can be objects of it
 * @param isPublic whether classes of other packages may extend it or call its methods
 * @param isFollowed whether its code was read; that of a class without loggers isn't
 * @param declared hashes of the methods that it declares, in their order
 * @param named hashes of the methods that its code names
 * @param file the name of the source file; null when the class doesn't say it
 * @param fields what the class sets its fields to, or those that it inherits
 * @param results what methods give back, by name and descriptor; unknown for a logger or text that can't be told
 */
record ClassFacts(
        String place,
        String name,
        List<String> parents,
        String superclass,
        boolean isInterface,
        boolean isConcrete,
        boolean isPublic,
        boolean isFollowed,
        int[] declared,
        int[] named,
        String file,
        Map<String, List<Origin>> fields,
        Map<String, Origin> results,
        List<Found> calls) {

    /**
     * A logging call as it was found.
     *
     * @param access of its method, as the class file has it
     */
    record Found(LogCall call, String method, int line, int access) {}

    /** Whether it declares a method of this name and descriptor, abstract or not. */
    boolean declares(Origin.Target method) {
        // Two methods may have one hash: then a call is taken for one of another method, and isn't followed.
        return Arrays.binarySearch(declared, ConstantPool.hash(method)) >= 0;
    }

    /** What the field is set to; null when that isn't one thing. */
    Origin field(String field) {
        List<Origin> origins = fields.getOrDefault(field, List.of());
        return origins.size() == 1 ? origins.get(0) : null;
    }
}
