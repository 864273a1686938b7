package com.moesif.logback.testing;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The WARN and ERROR statuses of a trial's context, each once. Any thread. */
final class TrialProblems implements StatusListener {
    /** What this library says better itself, and what comes of a trial. */
    private static final Pattern NOT_WORTH_SAYING = Pattern.compile("Ignoring unknown property \\[[^\\]]*\\] in"
            + " \\[com\\.moesif\\..*|Appender named \\[.*\\] not referenced\\..*|mdcAdapter being reset.*"
            + "|See also .*");

    /** Quotes the text, which may be anything: an application id, say. */
    private static final Pattern UNREADABLE = Pattern.compile("Problem while parsing \\[.*]", Pattern.DOTALL);

    private final Set<String> problems = new LinkedHashSet<>();
    /** Null while nobody asks for repeats, which may be many. */
    private List<String> heard;

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
        String problem = (status.getLevel() == Status.ERROR ? "ERROR " : "WARN ") + message;
        problems.add(problem);
        if (heard != null) {
            heard.add(problem);
        }
    }

    /** From now on also keeps what has been said before. */
    synchronized void listen() {
        heard = new ArrayList<>();
    }

    /** What has been said since {@link #listen}. */
    synchronized List<String> heard() {
        List<String> since = heard;
        heard = null;
        return since;
    }

    synchronized void error(String text) {
        problems.add("ERROR " + text);
    }

    synchronized List<String> all() {
        return new ArrayList<>(problems);
    }
}
