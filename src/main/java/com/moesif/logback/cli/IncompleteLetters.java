package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.spool.Inventory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dead letters that a sending leaves where they are, since they lack a required field. */
final class IncompleteLetters {
    private final Map<Place, Finding> found = new LinkedHashMap<>();

    /** Where a letter lies: one with the same id may lie in another directory, too. */
    private record Place(Path directory, String id) {
        @Override
        public String toString() {
            return id + " in " + directory.getFileName();
        }
    }

    /** @param file the name that it has from now on: the sending has given it a new one */
    private record Finding(String faults, Path file) {}

    /** May be asked again of the same letter: the last answer counts. */
    boolean isComplete(Inventory.Letter letter) {
        List<String> faults = letter.lacking().isEmpty()
                ? List.of()
                : RequiredField.faults(letter.lacking(), letter.action(), letter.id());
        Place place = new Place(letter.file().getParent().getParent(), letter.id());
        found.remove(place);
        if (!faults.isEmpty()) {
            found.put(place, new Finding(String.join(", and ", faults), letter.file()));
        }
        return faults.isEmpty();
    }

    void tell(PrintStream out) {
        found.forEach((place, finding) -> out.println(Printable.line(place + " stays: it " + finding.faults
                + ". Add that to its action in " + finding.file + ", or remove it by " + DeadCommand.DELETE + ".")));
    }

    boolean areAny() {
        return !found.isEmpty();
    }
}
