package com.moesif.logback;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The WARN and ERROR statuses of a rehearsal's context, each once. Thread safe. */
final class RehearsalProblems implements StatusListener {
    /** What this library says better itself, and what comes of rehearsing. */
    private static final Pattern NOT_WORTH_SAYING = Pattern.compile("Ignoring unknown property \\[[^\\]]*\\] in"
            + " \\[com\\.moesif\\..*|Appender named \\[.*\\] not referenced\\..*|mdcAdapter being reset.*"
            + "|The 'condition' attribute in <if> .*|See also .*");

    /** Quotes the text, which may be anything: an application id, say. */
    private static final Pattern UNREADABLE = Pattern.compile("Problem while parsing \\[.*]", Pattern.DOTALL);

    private final Set<String> problems = new LinkedHashSet<>();

    @Override
    public synchronized void addStatusEvent(Status status) {
        String message = String.valueOf(status.getMessage());
        if (status.getLevel() < Status.WARN || NOT_WORTH_SAYING.matcher(message).matches()) {
            return;
        }
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.find()) {
            message =
                    "Logback can't substitute variables in an element's text; a brace stands alone, or a variable refers"
                            + " to itself.";
        }
        problems.add((status.getLevel() == Status.ERROR ? "ERROR " : "WARN ") + message);
    }

    synchronized void error(String text) {
        problems.add("ERROR " + text);
    }

    synchronized List<String> all() {
        return new ArrayList<>(problems);
    }
}
