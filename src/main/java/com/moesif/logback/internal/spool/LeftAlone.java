package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Directories in the spool that this appender doesn't send, told of in one notice for all of them, however many somebody may
 * have put there: how many, why, one as an example, and what would send them. Sender thread only.
 */
final class LeftAlone {
    private static final String TOPIC = "spool left alone";
    private static final String ROOT_TOPIC = "spool root";
    /** A shell puts the version in the place of the star. */
    private static final String CLI = "java -jar moesif-logback-appender-*-cli.jar spool ";

    private static final String MOESIF = "https://api.moesif.net";
    /** It is typed into a shell, so whatever a shell might read otherwise is no address. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[a-z0-9.:/_~%\\[\\]-]+", Pattern.CASE_INSENSITIVE);

    private final Path root;
    private final Notices notices;
    private Map<Why, Group> round = new EnumMap<>(Why.class);
    private final Map<Why, Integer> told = new EnumMap<>(Why.class);
    private boolean rootTold;

    /** Why one is left alone; in the order in which they are told. */
    enum Why {
        ANOTHERS,
        OWNERLESS,
        NEWER,
        STRANGERS
    }

    /**
     * @param detail reads on after the directory's name
     * @param endpoint where the actions are to go; null when that is not known
     */
    record Finding(Why why, Path directory, String detail, String endpoint) {
        Finding(Why why, Path directory, String detail) {
            this(why, directory, detail, null);
        }
    }

    private record Group(int count, Finding first) {}

    LeftAlone(Path root, Notices notices) {
        this.root = root;
        this.notices = notices;
    }

    void add(Finding found) {
        Group before = round.get(found.why);
        round.put(found.why, before == null ? new Group(1, found) : new Group(before.count + 1, before.first));
    }

    /** All directories have been looked at: says what is there, if it is more than was said before. */
    void endRound() {
        boolean more = false;
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (Map.Entry<Why, Group> each : round.entrySet()) {
            Group group = each.getValue();
            count += group.count;
            text.append(' ').append(sentence(each.getKey(), group));
            more |= group.count > told.getOrDefault(each.getKey(), 0);
            told.merge(each.getKey(), group.count, Math::max);
        }
        if (more) {
            notices.raise(TOPIC, "Directories in " + root + " that this appender leaves alone: " + count + "." + text);
        } else if (count == 0 && !told.isEmpty()) {
            told.clear();
            notices.over(TOPIC, "No directory in " + root + " is left alone any more.");
        }
        round = new EnumMap<>(Why.class);
    }

    private String sentence(Why why, Group group) {
        String these =
                group.count + " (as " + group.first.directory.getFileName() + ", which " + group.first.detail + ")";
        return switch (why) {
            case ANOTHERS ->
                "Another's: " + these
                        + ". They are not touched: an appender of that name, address and application id with"
                        + " this <spool> sends them, and so does, given that id, " + CLI + root
                        + " --send" + destination(group.first.endpoint) + ", though not to a topic of Kafka. If the"
                        + " application id has been changed on purpose, <takeOver>true</takeOver> in the <spool>, for one"
                        + " deployment, sends them with the new one.";
            case OWNERLESS ->
                "Without a sound owner file: " + these
                        + ". Nobody can tell whose the actions are. The appender whose name"
                        + " the directory's begins with sends them, once its <spool> has <takeOver>true</takeOver>, for one"
                        + " deployment; or " + CLI + root + " --send --take-over --base-uri URI.";
            case NEWER ->
                "Of a newer version of this library: " + these + ". They are kept; that version, or a later one, sends"
                        + " them.";
            case STRANGERS ->
                "Not of this process's user alone: " + these
                        + ". Nothing in them is read. If they are yours, give them to"
                        + " that user alone: chown -R USER DIRECTORY; chmod -R go-w DIRECTORY.";
        };
    }

    /** The command goes to Moesif of its own accord, and anywhere else only where it is told to. */
    private static String destination(String endpoint) {
        boolean told = endpoint != null
                && ADDRESS.matcher(endpoint).matches()
                && !endpoint.equalsIgnoreCase(MOESIF)
                && !endpoint.equalsIgnoreCase(MOESIF + "/");
        return told ? " --base-uri " + endpoint : "";
    }

    /** @param objection to what lies there from before, reads on after the directory's name */
    void rootIs(Optional<String> objection) {
        if (objection.isPresent()) {
            if (!rootTold) {
                rootTold = true;
                notices.raise(
                        ROOT_TOPIC,
                        root + " " + objection.get()
                                + ", who can put any file there, and remove any. This appender still keeps its actions"
                                + " there, in a directory of its own, but sends nothing that was there before. Give it"
                                + " to the user that this process runs as, and to nobody else (chown, chmod go-w). Or"
                                + " set <directory> to one below it that does not exist yet: the appender makes it.");
            }
        } else if (rootTold) {
            rootTold = false;
            notices.over(ROOT_TOPIC, root + " is this user's own.");
        }
    }
}
