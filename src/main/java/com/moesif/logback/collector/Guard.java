package com.moesif.logback.collector;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may see the page and flip its switches. The loopback address keeps other machines out but not other web sites: any
 * page in the same browser may send requests here, and one whose name resolves to 127.0.0.1 may even read the answers.
 * Of the API no browser makes use at all.
 */
final class Guard {
    /** What the page sends with a change, and what no other site can send without asking first. */
    static final String CHANGE_HEADER = "x-local-collector";

    private static final Pattern LOOPBACK =
            Pattern.compile("(127(\\.[0-9]{1,3}){3}|localhost|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private Guard() {}

    /** Why this request may not be one to the API: a browser's would use up a fault, or bring actions of its own. */
    static Optional<String> againstPosting(RequestHead head) {
        if (isOfABrowser(head)) {
            return Optional.of("no browser may post here");
        }
        String host = head.header("host");
        return host == null || LOOPBACK.matcher(host).matches()
                ? Optional.empty()
                : Optional.of("the collector answers to 127.0.0.1 and localhost only, not to other names");
    }

    static boolean isOfABrowser(RequestHead head) {
        return head.header("origin") != null || head.header("sec-fetch-site") != null;
    }

    /** Why this request may not even see the empty page. */
    static Optional<String> againstSeeing(RequestHead head) {
        String host = head.header("host");
        return host != null && LOOPBACK.matcher(host).matches()
                ? Optional.empty()
                : Optional.of("the page answers to 127.0.0.1 and localhost only");
    }

    /** Why this request may not read what arrived. */
    static Optional<String> againstReading(RequestHead head) {
        return againstSeeing(head)
                .or(() -> isFrom(head, Set.of("same-origin", "none"))
                        ? Optional.empty()
                        : Optional.of("another site may not read this"));
    }

    /** Why this request may not change anything. */
    static Optional<String> againstChanging(RequestHead head) {
        return againstSeeing(head).or(() -> {
            if (head.header(CHANGE_HEADER) == null) {
                return Optional.of("the header " + CHANGE_HEADER + " is missing");
            }
            return isFrom(head, Set.of("same-origin"))
                    ? Optional.empty()
                    : Optional.of("another site may not change this");
        });
    }

    /** A browser says where a request comes from in one of these or both; another program in neither. */
    private static boolean isFrom(RequestHead head, Set<String> sites) {
        String site = head.header("sec-fetch-site");
        String origin = head.header("origin");
        return (site == null || sites.contains(site))
                && (origin == null || origin.equalsIgnoreCase("http://" + head.header("host")));
    }
}
