package com.moesif.logback.internal.mapping;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;

/**
 * Notices text that a rule's {@code <message>} would have printed but never matches, since it came formatted: over a bridge
 * from another logging API, say. Looks at the first events that make no action, and then at those of one millisecond in some,
 * so that it costs next to nothing. Any thread.
 */
final class FormattedLines {
    private static final int ALL_OF = 1_000;
    /** One in 64. */
    private static final int MILLIS_MASK = 63;

    private final Candidate[] candidates;
    private final MappingReport report;
    /** A lost race looks at one more. */
    private int looked;

    FormattedLines(List<Rule> rules, MappingReport report) {
        this.candidates = rules.stream()
                .filter(rule -> rule.hasTemplate() && rule.message().hasHoles())
                .map(Candidate::new)
                .filter(Candidate::isTelling)
                .toArray(Candidate[]::new);
        this.report = report;
    }

    /** Looks at an event that no rule takes. */
    void look(ILoggingEvent event) {
        if (candidates.length == 0 || event.getArgumentArray() != null) {
            return;
        }
        if (looked < ALL_OF) {
            looked++;
        } else if ((event.getTimeStamp() & MILLIS_MASK) != 0) {
            return;
        }
        if (event.getMessage() == null) {
            return;
        }
        String text = event.getMessage().strip();
        for (Candidate candidate : candidates) {
            Rule rule = candidate.rule;
            if (!rule.hasMatched()
                    && !rule.hasComeFormatted()
                    && text.startsWith(candidate.filled.beginning())
                    && rule.admits(event)
                    && candidate.filled.values(text) != null) {
                rule.markFormatted();
                report.cameFormatted(rule, event.getLoggerName());
            }
        }
    }

    private static final class Candidate {
        private static final int TELLING_LETTERS = 4;

        private final Rule rule;
        private final FilledTemplate filled;

        Candidate(Rule rule) {
            this.rule = rule;
            this.filled = new FilledTemplate(rule.message());
        }

        /** A template of hardly anything but placeholders prints what any other prints. */
        boolean isTelling() {
            return rule.message().raw().chars().filter(Character::isLetter).count() >= TELLING_LETTERS;
        }
    }
}
