package com.acme;

import com.moesif.logback.testing.Rehearsal;
import java.nio.file.Path;

/** A configuration as a unit test tries it, which reaches deep into Logback's own reading of XML. */
final class Rehearsed {
    private Rehearsed() {}

    static void show(Path file) throws Exception {
        String name = file.getFileName().toString();
        try (Rehearsal rehearsal = Rehearsal.of(file)) {
            rehearsal.logger("com.acme.payments").info("Processed payment {} {} for {}", 5, "EUR", "c8");
            rehearsal.logger("com.acme.payments").info("Refunded {}", 5);
            Smoke.say(name + ".rehearsed", rehearsal.actions().size());
            rehearsal.problems().forEach(problem -> Smoke.say(name + ".problem", problem));
        }
    }
}
