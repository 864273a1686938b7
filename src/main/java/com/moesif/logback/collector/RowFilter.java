package com.moesif.logback.collector;

import java.util.regex.Pattern;

/** What one page wants to see. Decided here and not in the page, which is sent only a sample when much arrives. */
final class RowFilter {
    private static final int MAX_LENGTH = 500;

    private final String show;
    private final Pattern name;
    private final Pattern text;

    /** @throws IllegalArgumentException if the query makes no sense */
    RowFilter(FormText query) {
        show = query.text("show");
        if (!show.matches("|actions|requests|resends|refused|faults")) {
            throw new IllegalArgumentException("show must be actions, requests, resends, refused, faults or nothing");
        }
        name = contains(query.text("name"), query.text("name"));
        // A quote or a backslash stands escaped in the JSON.
        String quoted = Json.quote(query.text("text"));
        text = contains(query.text("text"), quoted.substring(1, quoted.length() - 1));
    }

    boolean showsActions() {
        return show.isEmpty() || show.equals("actions");
    }

    boolean shows(ReceivedAction action) {
        return showsActions()
                && (text == null || text.matcher(action.json()).find())
                && (name == null || name.matcher(action.actionName()).find());
    }

    /** Beside the actions themselves, each request would be seen twice. */
    boolean shows(ReceivedBatch batch) {
        return show.equals("requests") && shows("requests", batch.request().path() + ' ' + batch.contents());
    }

    boolean shows(Resend resend) {
        return shows("resends", resend.first().json());
    }

    boolean shows(Refusal refusal) {
        return shows("refused", refusal.toString());
    }

    boolean shows(PlayedFault fault) {
        return shows("faults", fault.toString());
    }

    /** Neither has an action's name: with one asked for, they are beside the point. */
    private boolean shows(String kind, String line) {
        return (show.equals(kind) || show.isEmpty() && name == null)
                && (text == null || text.matcher(line).find());
    }

    private static Pattern contains(String plain, String asWritten) {
        if (plain.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a filter has at most " + MAX_LENGTH + " characters");
        }
        return plain.isEmpty()
                ? null
                : Pattern.compile(
                        Pattern.quote(plain) + "|" + Pattern.quote(asWritten),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
