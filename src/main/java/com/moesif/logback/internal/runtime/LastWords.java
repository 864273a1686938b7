package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.mapping.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is said of rules that never matched, at the end of an appender's life: at its stop, or when the JVM exits. A short life
 * judges nobody, and what a rule has matched is remembered beyond a reload of the same configuration. Any thread.
 */
final class LastWords {
    /** Nobody can have used all of an application by then. Tests have less time. */
    static volatile Duration shortLife = Duration.ofMinutes(1);

    /** Rules are few; a configuration that makes up names at each reload must not make us grow. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final Set<String> MATCHED = ConcurrentHashMap.newKeySet();

    private final String whose;
    private final List<Rule> rules;
    private final long bornNanos;
    private boolean said;

    /** @param whose the names of context and appender */
    LastWords(String whose, List<Rule> rules, long nowNanos) {
        this.whose = whose;
        this.rules = rules;
        this.bornNanos = nowNanos;
        rules.stream()
                .filter(rule -> MATCHED.contains(key(rule)))
                .forEach(rule -> rule.tally().markKnown());
    }

    /** A sentence for each rule that never matched; empty when they have been given already. */
    synchronized List<String> sentences(long nowNanos) {
        if (said) {
            return List.of();
        }
        said = true;
        boolean judges = nowNanos - bornNanos >= shortLife.toNanos();
        List<String> sentences = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.hasMatched()) {
                remember(rule);
            } else if (judges) {
                sentences.add("No event ever matched " + rule.actionTemplate().label() + ". "
                        + (rule.hasComeFormatted()
                                ? MappingNotices.whyItCannotMatch(rule)
                                : rule.tally().question()));
            }
        }
        return sentences;
    }

    private void remember(Rule rule) {
        if (MATCHED.size() < MOST_REMEMBERED) {
            MATCHED.add(key(rule));
        }
    }

    private String key(Rule rule) {
        return String.join(
                "\0",
                whose,
                rule.actionTemplate().label(),
                rule.where().toString(),
                rule.message() == null ? "" : rule.message().raw(),
                String.valueOf(rule.regex()));
    }
}
