package com.moesif.logback.internal.action;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a field ends, by its name: aliases first, then the reserved names, {@code metadata.} cut off, everything else to
 * {@code metadata}. Immutable.
 */
public final class Naming {
    /** Without aliases, excludes or MDC keys. */
    public static final Naming PLAIN = new Naming(Map.of(), Set.of(), List.of());

    /** Before the key of a field of the metadata, in its full name. */
    public static final String METADATA_PREFIX = "metadata.";

    private final Map<String, String> aliases;
    private final List<String> aliasesInOrder;
    private final Set<String> mdcKeys;
    private final boolean allMdcKeys;
    private final List<String> excludes;
    private final Pattern excluded;
    /** By an exclude without a star: it means this one name. */
    private final Set<String> excludedExactly;

    private final String[] actionNameSpellings;
    /** A bit for each length a spelling has, modulo 64: turns away nearly every other name without comparing texts. */
    private final long actionNameLengths;

    /**
     * @param aliases from name to name; of two for one place the earlier goes before the other
     * @param mdcKeys keys of the MDC to take beside the reserved and the aliased ones; {@code *} takes all
     * @param excludes names to leave out, as they are logged or as they end, {@code *} standing for any characters; of a
     *     reserved name either spelling
     */
    public Naming(Map<String, String> aliases, Set<String> mdcKeys, List<String> excludes) {
        this.aliases = Map.copyOf(aliases);
        this.aliasesInOrder = List.copyOf(aliases.keySet());
        this.mdcKeys = Set.copyOf(mdcKeys);
        this.allMdcKeys = mdcKeys.contains("*");
        this.excludes = List.copyOf(excludes);
        this.excludedExactly = excludes.stream()
                .filter(exclude -> exclude.indexOf('*') < 0)
                .flatMap(Naming::asItEnds)
                .collect(Collectors.toUnmodifiableSet());
        this.excluded = excludes.isEmpty() ? null : Pattern.compile(alternatives(excludes), Pattern.DOTALL);
        this.actionNameSpellings = actionNameSpellings(this.aliases);
        this.actionNameLengths = lengths(actionNameSpellings);
    }

    private static String alternatives(List<String> excludes) {
        return excludes.stream().flatMap(Naming::asItEnds).map(Naming::pattern).collect(Collectors.joining("|"));
    }

    /** What stands between two stars is taken where it comes first and never looked for again: names can be long, and a user's. */
    private static String pattern(String exclude) {
        String[] parts = exclude.split("\\*", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length - 1; i++) {
            pattern.append("(?>.*?").append(Pattern.quote(parts[i])).append(')');
        }
        if (parts.length > 1) {
            pattern.append(".*").append(Pattern.quote(parts[parts.length - 1]));
        }
        return pattern.toString();
    }

    /** The name itself, which may be one of metadata, and that of the place it stands for. */
    private static Stream<String> asItEnds(String name) {
        Reserved reserved = Reserved.named(name);
        return reserved == null ? Stream.of(name) : Stream.of(name, reserved.wireName());
    }

    private static String[] actionNameSpellings(Map<String, String> aliases) {
        Set<String> spellings = new TreeSet<>(Set.of("action_name", "actionName"));
        spellings.removeIf(aliases::containsKey);
        aliases.forEach((from, to) -> {
            if (Reserved.named(to) == Reserved.ACTION_NAME) {
                spellings.add(from);
            }
        });
        return spellings.toArray(String[]::new);
    }

    private static long lengths(String[] names) {
        long lengths = 0;
        for (String name : names) {
            lengths |= 1L << name.length();
        }
        return lengths;
    }

    /** Whether a field of this name, carried by the event itself, makes the event an action. Called for every event. */
    public boolean namesTheAction(String name) {
        if (name == null || (actionNameLengths & 1L << name.length()) == 0) {
            return false;
        }
        for (String spelling : actionNameSpellings) {
            if (spelling.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same of the keys of a map. One that is no text counts as what its {@code toString()} says, as it does in an action; one
     * that fails counts for nothing, but where the stack or the memory is at its end.
     */
    public boolean nameTheAction(Iterable<?> keys) {
        for (Object key : keys) {
            if (key instanceof String name ? namesTheAction(name) : key != null && textNamesTheAction(key)) {
                return true;
            }
        }
        return false;
    }

    private boolean textNamesTheAction(Object key) {
        try {
            return namesTheAction(key.toString());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable t) {
            return false;
        }
    }

    /** The place of its own that a field of this name has in an action; null when it belongs to {@code metadata}. */
    public Reserved reservedPlace(String name) {
        return Reserved.named(afterAlias(name));
    }

    /** Whether a field of this name is left out. */
    public boolean excludes(String name) {
        return place(name).excluded;
    }

    /** Where a field of this name ends, as nothing else is called in an action. */
    public String fullName(String name) {
        return place(name).fullName;
    }

    /** Every name by which a field comes to this place. */
    Set<String> namesOf(Name place) {
        Set<String> names = new HashSet<>(aliases.keySet());
        names.add(place.text);
        names.add(place.fullName);
        if (place.reserved != null) {
            names.add(place.reserved.camelName());
        }
        names.removeIf(name -> !place(name).fullName.equals(place.fullName));
        return names;
    }

    /** Whether an alias says where a field of this name goes. */
    public boolean hasAlias(String name) {
        return aliases.containsKey(name);
    }

    /** Whether an exclude has the place of this name, which is none that an alias takes elsewhere. */
    public boolean excludesPlace(String name) {
        Reserved reserved = Reserved.named(name);
        return reserved == null ? excludesAsGiven(name) : isExcluded(reserved.wireName());
    }

    boolean excludes(Reserved place) {
        return isExcluded(place.wireName());
    }

    /** The name that counts: what an alias makes of it, if there is one. */
    public String afterAlias(String name) {
        return aliases.getOrDefault(name, name);
    }

    Name place(String name) {
        String renamed = afterAlias(name);
        Reserved reserved = Reserved.named(renamed);
        if (reserved != null) {
            // An exclude with a star is not meant for the customer, say, whom an alias takes to a place of its own.
            boolean hidden = hasAlias(name) && excludesExactly(name);
            return Name.reserved(reserved, hidden || isExcluded(reserved.wireName()));
        }
        return metadata(renamed, hasAlias(name) && excludesAsGiven(name));
    }

    /** The place of an MDC entry, or null when the MDC key isn't taken. */
    Name placeOfMdcKey(String key) {
        if (aliases.containsKey(key) || mdcKeys.contains(key)) {
            return place(key);
        }
        Reserved reserved = Reserved.named(key);
        if (reserved == Reserved.TRANSACTION_ID) {
            // One id per request is common in the MDC, and the collector would drop all but its first action:
            // a wildcard may show it, but only an explicit alias or key lets it become the action's own id.
            return allMdcKeys ? metadata(key, false) : null;
        }
        return reserved != null || allMdcKeys ? place(key) : null;
    }

    /**
     * Of two names that one map, the MDC for example, may have for one place, which goes before the other: aliases, in their
     * order, then the place's own name, then its other spelling. The lower is the better.
     */
    public int rank(String name) {
        int alias = aliasesInOrder.indexOf(name);
        return alias >= 0 ? alias : aliasesInOrder.size() + (name.equals(place(name).text) ? 0 : 1);
    }

    /** Where the key begins in the name of a field of the metadata. */
    public static int keyFrom(String name) {
        return name.startsWith(METADATA_PREFIX) && name.length() > METADATA_PREFIX.length()
                ? METADATA_PREFIX.length()
                : 0;
    }

    private Name metadata(String name, boolean hidden) {
        return Name.metadata(name.substring(keyFrom(name)), hidden || excludesAsGiven(name));
    }

    /** Whether an exclude has this name as it is logged: whoever reads the log doesn't know where an alias leads. */
    private boolean excludesAsGiven(String name) {
        return excluded != null && spellings(name).anyMatch(this::isExcluded);
    }

    /** The same, of an exclude without a star. */
    boolean excludesExactly(String name) {
        return !excludedExactly.isEmpty() && spellings(name).anyMatch(excludedExactly::contains);
    }

    private static Stream<String> spellings(String name) {
        String key = name.substring(keyFrom(name));
        Stream<String> itself = Stream.of(key, METADATA_PREFIX + key);
        Reserved reserved = Reserved.named(key);
        return reserved == null ? itself : Stream.concat(itself, Stream.of(reserved.wireName()));
    }

    /** The first exclude that has this name as it is logged. */
    public Optional<String> excludeOf(String name) {
        return excludes.stream()
                .filter(exclude -> new Naming(Map.of(), Set.of(), List.of(exclude)).excludesAsGiven(name))
                .findFirst();
    }

    private boolean isExcluded(String finalName) {
        return excluded != null && excluded.matcher(finalName).matches();
    }
}
