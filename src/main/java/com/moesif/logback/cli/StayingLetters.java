package com.moesif.logback.cli;

import com.moesif.logback.internal.action.ActionLine;
import com.moesif.logback.internal.action.ParsedJson;
import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.spool.Inventory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dead letters that a sending leaves where they are, with all that was said of them: they lack a required field, or would
 * be given up again whatever the collector says.
 */
final class StayingLetters {
    private final Instant oldest;
    private final Map<Place, Finding> found = new LinkedHashMap<>();
    private final Set<Place> tooOld = new HashSet<>();

    /** @param maxAge what is older is not sent */
    StayingLetters(Duration maxAge) {
        oldest = Instant.now().minus(maxAge);
    }

    /** Where a letter lies: one with the same id may lie in another directory, too. */
    private record Place(Path directory, String id) {
        @Override
        public String toString() {
            return id + " in " + directory.getFileName();
        }
    }

    /** @param file the name that it has from now on: the sending has given it a new one */
    private record Finding(String faults, String remedy, Path file) {}

    /** Whether it may be sent. May be asked again of the same letter: the last answer counts. */
    boolean maySend(Inventory.Letter letter) {
        byte[] action = letter.action();
        Place place = new Place(letter.file().getParent().getParent(), letter.id());
        found.remove(place);
        tooOld.remove(place);
        List<String> lacks =
                letter.lacking().isEmpty() ? List.of() : RequiredField.faults(letter.lacking(), action, letter.id());
        String spoilt = spoilt(action);
        if (!lacks.isEmpty()) {
            found.put(place, new Finding(String.join(", and ", lacks), "Add that to", letter.file()));
        } else if (spoilt != null) {
            found.put(place, new Finding(spoilt, "Correct", letter.file()));
        } else if (ActionLine.requestMillis(action, 0, action.length) < oldest.toEpochMilli()) {
            tooOld.add(place);
        } else {
            return true;
        }
        return false;
    }

    /** Why it could not be a letter again when it is refused: somebody has changed it in its file. Null when it could. */
    private static String spoilt(byte[] action) {
        try {
            Object id = ParsedJson.object(new String(action, StandardCharsets.UTF_8))
                    .get("transaction_id");
            if (id == null) {
                return "has no transaction_id";
            }
            return id instanceof String text && TypedIds.isId(text) ? null : "has a transaction_id that is no UUID";
        } catch (IllegalArgumentException e) {
            return "is no JSON any more";
        }
    }

    void tell(PrintStream out) {
        if (!tooOld.isEmpty()) {
            out.println("Left where they are, since they are older than the 30 days that the collector takes: "
                    + tooOld.size());
        }
        found.forEach((place, finding) -> out.println(Printable.line(place + " stays: it " + finding.faults + ". "
                + finding.remedy + " its action in " + finding.file + ", or remove it by " + DeadCommand.DELETE
                + ".")));
    }

    boolean areAny() {
        return !found.isEmpty() || !tooOld.isEmpty();
    }
}
