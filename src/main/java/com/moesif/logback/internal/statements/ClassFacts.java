package com.moesif.logback.internal.statements;

import java.util.List;
import java.util.Map;

/**
 * What one class file says that matters for logging statements, its own and other classes'. Immutable.
 *
 * @param place the folder or jar that it was read from
 * @param name internal, with slashes
 * @param file the name of the source file; null when the class doesn't say it
 * @param fields what fields are set to, those that are set in one place only
 * @param results what methods give back, by name and descriptor, those that give back one thing only
 */
record ClassFacts(
        String place,
        String name,
        String superName,
        String file,
        Map<String, Origin> fields,
        Map<String, Origin> results,
        List<Found> calls) {

    /** A logging call as it was found. */
    record Found(LogCall call, String method, int line) {}
}
