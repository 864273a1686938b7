package com.moesif.logback.testing;

import com.moesif.logback.internal.mapping.Rule;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What rules are called in what is told of them: by their name, and by their number too where others have that name. Immutable. */
final class RuleLabels {
    private final Map<Rule, String> labels = new IdentityHashMap<>();

    /** @param rules in the order in which they are numbered */
    RuleLabels(List<Rule> rules) {
        Map<String, Integer> uses = new HashMap<>();
        rules.forEach(rule -> uses.merge(rule.actionTemplate().label(), 1, Integer::sum));
        for (int i = 0; i < rules.size(); i++) {
            String label = rules.get(i).actionTemplate().label();
            labels.put(rules.get(i), uses.get(label) == 1 ? label : label + " (number " + (i + 1) + ")");
        }
    }

    String of(Rule rule) {
        return labels.get(rule);
    }
}
