package com.moesif.logback.internal.classpath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** By the minor version of HttpClient 5: the HttpCore that it was made for. */
    private static final Map<Integer, String> CORES =
            Map.of(1, "5.1", 2, "5.2", 3, "5.2", 4, "5.3", 5, "5.3", 6, "5.4");

    /** Likewise: the first HttpCore that has lost classes or methods which that HttpClient calls. */
    private static final Map<Integer, String> TOO_NEW = Map.of(1, "5.2", 2, "5.3", 3, "5.3");

    private Libraries() {}

    /** A sentence for each that is missing or too old. */
    public static List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Library library : Library.values()) {
            if (!library.isThere()) {
                problems.add(
                        library.artifact() + " is missing: the appender needs " + needs(library, library.needed()));
            } else if (isOld(library, library.needed())) {
                problems.add(found(library) + " is there, but the appender needs " + needs(library, library.needed()));
            }
        }
        if (problems.isEmpty()) {
            addMismatch(problems);
        }
        return problems;
    }

    private static void addMismatch(List<String> problems) {
        Version client = Library.HTTPCLIENT.found();
        String core = client == null || client.major() != 5 ? null : CORES.get(client.minor());
        if (core == null) {
            return;
        }
        String tooNew = TOO_NEW.get(client.minor());
        for (Library library : List.of(Library.HTTPCORE, Library.HTTPCORE_H2)) {
            String beside = found(library) + " is there, but " + found(Library.HTTPCLIENT) + " beside it needs ";
            if (isOld(library, Version.of(core))) {
                problems.add(beside + needs(library, Version.of(core)));
            } else if (tooNew != null && library.found() != null && !isOld(library, Version.of(tooNew))) {
                problems.add(beside + library.coordinates() + " before " + tooNew
                        + ". Put that on the class path, or a newer HttpClient, " + ALL + ".");
            }
        }
    }

    private static boolean isOld(Library library, Version needed) {
        Version found = library.found();
        return found != null && found.isBefore(needed);
    }

    private static String needs(Library library, Version needed) {
        return library.coordinates() + " " + needed + " or later. Put that on the class path"
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
                + Arrays.stream(Library.values()).map(Libraries::found).collect(Collectors.joining(", "))
                + ". Let your build take those versions that the appender brings, " + ALL;
    }
}
