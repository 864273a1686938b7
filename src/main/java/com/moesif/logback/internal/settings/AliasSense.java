package com.moesif.logback.internal.settings;

import com.moesif.logback.config.AliasElement;
import java.util.ArrayList;
import java.util.List;

/** Aliases that are allowed and can't be meant. Pure. */
final class AliasSense {
    private AliasSense() {}

    /** One alias is applied to a name, never a second one to what came of it. */
    static List<String> doubtsOf(List<AliasElement> aliases) {
        List<String> doubts = new ArrayList<>();
        for (AliasElement alias : aliases) {
            String from = text(alias.getFrom());
            String to = text(alias.getTo());
            if (from.isEmpty() || to.isEmpty()) {
                continue;
            }
            if (from.equals(to)) {
                doubts.add("<alias> takes '" + from + "' to itself: it does nothing.");
                continue;
            }
            aliases.stream()
                    .filter(next -> next != alias && text(next.getFrom()).equals(to))
                    .findFirst()
                    .ifPresent(next -> doubts.add("<alias> takes '" + from + "' to '" + to + "', and another takes '"
                            + to
                            + "' to '" + text(next.getTo()) + "': only one is applied to a name. Write <from>" + from
                            + "</from><to>" + text(next.getTo()) + "</to> if that is meant."));
        }
        return doubts;
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
