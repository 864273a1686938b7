package com.moesif.logback.internal.statements;

/**
 * Where in the code an origin stands. Immutable.
 *
 * @param at the class that has the code
 * @param self the class whose objects run it, or one that they extend
 * @param call of the method that the code is of, when it was come by that way; else null
 * @param caller where that call stands
 */
record Spot(ClassFacts at, String self, Origin.Call call, Spot caller) {
    static Spot in(ClassFacts facts) {
        return new Spot(facts, facts.name(), null, null);
    }
}
