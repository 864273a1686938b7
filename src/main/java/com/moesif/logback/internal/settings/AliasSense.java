package com.moesif.logback.internal.settings;

import com.moesif.logback.config.AliasElement;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.Reserved;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Aliases that are allowed and can't be meant. Pure. */
final class AliasSense {
    /** What was meant for several names; a blank may stand in one. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[*,;]");

    private AliasSense() {}

    /** What makes actions wrong: a reserved name leads away from its place, and no other leads there. */
    static List<String> faultsOf(List<AliasElement> aliases) {
        List<String> faults = new ArrayList<>();
        for (AliasElement alias : aliases) {
            String from = text(alias.getFrom());
            String to = text(alias.getTo());
            if (NOT_IN_NAMES.matcher(from).find()) {
                faults.add("<alias> has the <from> '" + from
                        + "', but it has to be one name as it is logged, without stars:"
                        + " write an <alias> for each.");
            }
            boolean leadsAway = !to.isEmpty() && Reserved.named(from) != null && Reserved.named(to) == null;
            if (leadsAway
                    && aliases.stream().noneMatch(other -> text(other.getTo()).equals(from))) {
                faults.add("<alias> takes '" + from + "', which has a place of its own, to '" + to
                        + "', which has none: it is the wrong way round, most likely.");
            }
        }
        return faults;
    }

    /**
     * One alias is applied to a name, never a second one to what came of it. Of two that exchange names that is meant; and one
     * to itself lets a key of the MDC in.
     */
    static List<String> doubtsOf(List<AliasElement> aliases) {
        List<String> doubts = new ArrayList<>();
        for (AliasElement alias : aliases) {
            String from = text(alias.getFrom());
            String to = text(alias.getTo());
            if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
                continue;
            }
            aliases.stream()
                    .filter(next -> text(next.getFrom()).equals(to))
                    .filter(next -> !text(next.getTo()).equals(from)
                            && !text(next.getTo()).equals(to))
                    .findFirst()
                    .ifPresent(next -> doubts.add("<alias> takes '" + from + "' to '" + to + "', and another takes '"
                            + to
                            + "' to '" + text(next.getTo()) + "': only one is applied to a name. Write <from>" + from
                            + "</from><to>" + text(next.getTo()) + "</to> if that is meant."));
        }
        return doubts;
    }

    /** What an exclude takes away under the name that is logged, so that the alias has nothing to bring. */
    static List<String> hidden(List<AliasElement> aliases, Naming naming) {
        List<String> sentences = new ArrayList<>();
        for (AliasElement alias : aliases) {
            String from = text(alias.getFrom());
            String to = text(alias.getTo());
            if (!from.isEmpty() && !to.isEmpty() && naming.excludes(from) && !naming.excludesPlace(to)) {
                naming.excludeOf(from)
                        .ifPresent(
                                exclude -> sentences.add("<alias> takes '" + from + "' to '" + to + "', but <exclude>"
                                        + exclude + "</exclude> leaves '" + from
                                        + "' out: no action has it. Remove one of them."));
            }
        }
        return sentences;
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
