package com.moesif.logback.internal.classpath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the libraries that the appender uses are there and will do. An application's build may put any version in place of
 * ours, and the JVM would say so only when a method is missing, in the middle of something else. Looks at names of files:
 * loading their classes takes more time than a start may.
 */
public final class Libraries {
    private static final String ALL =
            "or take the appender's jar with the classifier 'all', which has its own inside and clashes with none";

    private Libraries() {}

    /** A sentence for each that is missing, too old, or doesn't fit the one beside it. */
    public static List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Library library : Library.values()) {
            if (library.isAlwaysNeeded()) {
                problem(library, "the appender").ifPresent(problems::add);
            }
        }
        if (problems.isEmpty()) {
            addMismatch(problems);
        }
        return problems;
    }

    /** The same for the one library that {@code <kafka>} needs. */
    public static Optional<String> problemWithKafka() {
        return problem(Library.KAFKA, "<kafka>");
    }

    private static Optional<String> problem(Library library, String who) {
        String needs = needs(library, library.needed() + " or later");
        if (!library.isThere()) {
            return Optional.of(library.artifact() + " is missing: " + who + " needs " + needs);
        }
        return isOld(library, library.needed())
                ? Optional.of(found(library) + " is there, but " + who + " needs " + needs)
                : Optional.empty();
    }

    private static void addMismatch(List<String> problems) {
        Version client = Library.HTTPCLIENT.found();
        if (client == null) {
            return;
        }
        HttpPair.of(client).ifPresent(pair -> {
            for (Library library : List.of(Library.HTTPCORE, Library.HTTPCORE_H2)) {
                Version core = library.found();
                if (core != null && !pair.allows(core)) {
                    problems.add(found(library) + " is there, but " + found(Library.HTTPCLIENT) + " beside it needs "
                            + needs(library, pair.range()));
                }
            }
        });
    }

    private static boolean isOld(Library library, Version needed) {
        Version found = library.found();
        return found != null && found.isBefore(needed);
    }

    private static String needs(Library library, String needed) {
        return library.coordinates() + " " + needed + ". Put that on the class path"
                + (library.isTheUsersOwn() ? "." : ", " + ALL + ".");
    }

    private static String found(Library library) {
        Version found = library.found();
        return library.artifact() + (found == null ? " of an unknown version" : " " + found);
    }

    /** HttpClient 5.1 writes into its log, at DEBUG, every byte that it sends, and nobody can keep it from that. */
    public static boolean logsEveryByte() {
        return isOld(Library.HTTPCLIENT, Version.of("5.2"));
    }

    /**
     * A class or method that isn't there: waiting is of no use.
     *
     * @return empty when that isn't the trouble
     */
    public static Optional<Misfit> misfit(Throwable failure) {
        return Misfit.origin(failure)
                .map(what -> new Misfit(what, RuntimeImage.remedy(what).orElseGet(Libraries::versions)));
    }

    private static String versions() {
        return "A library on the class path is not one that the appender can use. There are "
                + Arrays.stream(Library.values())
                        .filter(library -> library.isAlwaysNeeded() || library.isThere())
                        .map(Libraries::found)
                        .collect(Collectors.joining(", "))
                + ". Let your build take those versions that the appender brings, " + ALL;
    }
}
