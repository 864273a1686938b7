package com.moesif.logback.testing;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The WARN and ERROR statuses of a trial's context, each once. Any thread. */
final class TrialProblems implements StatusListener {
    /** What this library says better itself, and what comes of a trial. */
    private static final Pattern NOT_WORTH_SAYING = Pattern.compile("Ignoring unknown property \\[[^\\]]*\\] in"
            + " \\[com\\.moesif\\..*|Appender named \\[.*\\] not referenced\\..*|mdcAdapter being reset.*"
            + "|See also .*|XML_PARSING - .*");

    private static final Pattern UNREFERENCED = Pattern.compile("Appender named \\[(.*)\\] not referenced\\..*");

    /** What Logback says of a fault in the XML, after a line that says less. */
    private static final Pattern NO_XML = Pattern.compile(
            "org\\.xml\\.sax\\.SAXParseException(?:; systemId: (?:\\S*/)?(\\S*))?; lineNumber: (\\d+); columnNumber: (\\d+); (.*)",
            Pattern.DOTALL);

    /** Quotes the text, which may be anything: an application id, say. */
    private static final Pattern UNREADABLE = Pattern.compile("Problem while parsing \\[(.*)]", Pattern.DOTALL);

    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> unreferenced = new HashSet<>();
    /** Of each text, the element that it stands in. */
    private final Map<String, String> places = new HashMap<>();
    /** Null while nobody asks for repeats, which may be many. */
    private List<String> heard;

    @Override
    public synchronized void addStatusEvent(Status status) {
        String message = String.valueOf(status.getMessage());
        Matcher alone = UNREFERENCED.matcher(message);
        if (alone.matches()) {
            unreferenced.add(alone.group(1));
        }
        if (status.getLevel() < Status.WARN || NOT_WORTH_SAYING.matcher(message).matches()) {
            return;
        }
        String problem = (status.getLevel() == Status.ERROR ? "ERROR " : "WARN ") + readable(message);
        problems.add(problem);
        if (heard != null) {
            heard.add(problem);
        }
    }

    private String readable(String message) {
        Matcher xml = NO_XML.matcher(message);
        if (xml.matches()) {
            String file = xml.group(1) == null ? "" : " of " + xml.group(1);
            return "Line " + xml.group(2) + ", column " + xml.group(3) + file + ": " + xml.group(4);
        }
        Matcher unreadable = UNREADABLE.matcher(message);
        return unreadable.find()
                ? "Logback can't substitute variables in "
                        + places.getOrDefault(unreadable.group(1).strip(), "an element's text")
                        + "; a brace stands alone, or a variable refers to itself."
                : message;
    }

    /** @param place of the text, as it is called here; a text that stands in more than one has the first */
    synchronized void standsIn(String text, String place) {
        places.putIfAbsent(text.strip(), place);
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

    /** Whether Logback made none of these appenders for want of a reference, and not because it told of an error. */
    synchronized boolean isReferenceMissing(Set<String> appenders) {
        return !Collections.disjoint(unreferenced, appenders)
                || problems.stream().noneMatch(problem -> problem.startsWith("ERROR"));
    }

    synchronized void error(String text) {
        problems.add("ERROR " + text);
    }

    synchronized List<String> all() {
        return new ArrayList<>(problems);
    }
}
