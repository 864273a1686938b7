package com.moesif.logback.internal.settings;

import java.util.List;
import java.util.Set;

/**
 * An attribute on an element of an appender. Joran drops it and says nothing, so that a rule takes more than was meant, and an
 * exclude excludes nothing: everything of ours is an element.
 *
 * @param path the elements from below the appender's to the one that has it; empty for the appender's own
 * @param rule the number of the rule it's in, from 0; of no meaning elsewhere
 * @param name of the attribute
 * @param value as it stands in the file
 */
public record StrayAttribute(List<String> path, int rule, String name, String value) {
    /** Those that have elements within, so that an attribute was meant for one of them. */
    private static final Set<String> PARENTS = Set.of(
            "rule",
            "field",
            "alias",
            "mask",
            "kafka",
            "proxy",
            "spool",
            "ssl",
            "keyStore",
            "trustStore",
            "keyManagerFactory",
            "trustManagerFactory",
            "secureRandom",
            "parameters",
            "filter");

    private static final Set<String> HIDING = Set.of("mask", "exclude");
    private static final Set<String> LEADING = Set.of("baseUri", "kafka", "proxy", "ssl");
    private static final Set<String> SECRET = Set.of("password", "applicationId");

    /** Tells of it, with what follows from it. */
    void judge(Elements elements, Faults faults) {
        String top = path.isEmpty() ? name : path.get(0);
        if (top.equals("rule")) {
            elements.rules.forEach(each -> {
                // Where they can't be told apart, each may be the one.
                if (rule < 0 || elements.rules.indexOf(each) == rule) {
                    elements.faultsOf(each).add(sentence());
                }
            });
        } else if (HIDING.contains(top)) {
            faults.exposes(sentence());
        } else if (LEADING.contains(top)) {
            faults.leadsAstray(top, sentence());
        } else {
            faults.add(sentence() + " It has no effect.");
        }
    }

    private String sentence() {
        String element = path.isEmpty() ? "appender" : path.get(path.size() - 1);
        boolean isParent = path.isEmpty() || PARENTS.contains(element);
        String leaf = isParent ? name : element;
        String shown = SECRET.contains(leaf) ? "…" : value;
        String right = "<" + leaf + ">" + shown + "</" + leaf + ">";
        String whole = isParent && !path.isEmpty() ? "<" + element + ">" + right + "…</" + element + ">" : right;
        return "<" + element + " " + name + "=\"" + shown + "\"> has an attribute, which Logback drops: write " + whole
                + ".";
    }
}
