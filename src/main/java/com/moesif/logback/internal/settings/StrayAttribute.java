package com.moesif.logback.internal.settings;

import static java.util.Map.entry;

import com.moesif.logback.internal.transport.BaseUri;
import java.util.List;
import java.util.Map;
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
    private static final String APPENDER = "appender";

    private static final Set<String> STORE = Set.of("location", "type", "provider");
    private static final Set<String> ALGORITHM = Set.of("algorithm", "provider");

    /**
     * Those that have elements within, so that an attribute was meant for one of them, each with those of which a value may be shown,
     * since they are known to hold no secret.
     */
    private static final Map<String, Set<String>> PARENTS = Map.ofEntries(
            entry(
                    APPENDER,
                    Set.of(
                            "baseUri",
                            "enabled",
                            "dryRun",
                            "actionMarker",
                            "scopeTransactionId",
                            "queueSize",
                            "maxBlockTime",
                            "maxBatchBytes",
                            "maxBatchSize",
                            "linger",
                            "maxInFlight",
                            "compression",
                            "connectTimeout",
                            "responseTimeout",
                            "maxMemory",
                            "shutdownTimeout",
                            "shutdownHook",
                            "statusOnConsole",
                            "mdcKey",
                            "exclude")),
            entry("rule", Set.of("name", "logger", "level", "marker", "message", "regex", "actionName", "expectEvery")),
            entry("field", Set.of("name", "type", "format", "locale", "zone", "unit", "scale", "required")),
            entry("alias", Set.of("from", "to")),
            entry("mask", Set.of("pattern", "replacement")),
            entry("kafka", Set.of("bootstrapServers", "topic", "compression")),
            entry("proxy", Set.of("host", "port")),
            entry("spool", Set.of("directory", "maxSize", "maxAge", "durability", "commitTimeout", "takeOver")),
            entry("ssl", Set.of("protocol", "provider")),
            entry("keyStore", STORE),
            entry("trustStore", STORE),
            entry("keyManagerFactory", ALGORITHM),
            entry("trustManagerFactory", ALGORITHM),
            entry("secureRandom", ALGORITHM),
            entry(
                    "parameters",
                    Set.of("includedProtocols", "excludedProtocols", "includedCipherSuites", "excludedCipherSuites")),
            entry("filter", Set.of("level", "onMatch", "onMismatch")));

    /** What an attribute may be called that has the text of its element; another has something else, a key maybe. */
    private static final Set<String> OF_THE_TEXT = Set.of("value", "name");

    /** In these there may be a user and a password. */
    private static final Set<String> ADDRESSES = Set.of("baseUri", "host", "bootstrapServers", "location");

    private static final Set<String> HIDING = Set.of("mask", "exclude");
    private static final Set<String> LEADING = Set.of("baseUri", "kafka", "proxy", "ssl");

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
        String element = element(1);
        boolean isParent = PARENTS.containsKey(element);
        String leaf = isParent ? name : element;
        String shown = shown(isParent ? element : element(2), leaf);
        String right = "<" + leaf + ">" + shown + "</" + leaf + ">";
        String whole = isParent && !path.isEmpty() ? "<" + element + ">" + right + "…</" + element + ">" : right;
        return "<" + element + " " + name + "=\"" + shown + "\"> has an attribute, which Logback drops: write " + whole
                + ".";
    }

    /** The last of the path, or one before it. */
    private String element(int fromTheEnd) {
        return path.size() < fromTheEnd ? APPENDER : path.get(path.size() - fromTheEnd);
    }

    private String shown(String parent, String leaf) {
        boolean isHarmless = PARENTS.getOrDefault(parent, Set.of()).contains(leaf)
                && (name.equals(leaf) || OF_THE_TEXT.contains(name));
        return !isHarmless ? "…" : ADDRESSES.contains(leaf) ? BaseUri.shown(value) : value;
    }
}
