package com.acme;

import com.moesif.logback.testing.RuleTester;
import java.nio.file.Path;

/** A configuration as a unit test tries it, which reaches deep into Logback's own reading of XML. */
final class Rehearsed {
    private Rehearsed() {}

    static void show(Path file) throws Exception {
        String name = file.getFileName().toString();
        try (RuleTester tester = RuleTester.of(file)) {
            tester.logger("com.acme.payments").info("Processed payment {} {} for {}", 5, "EUR", "c8");
            tester.logger("com.acme.payments").info("Refunded {}", 5);
            Smoke.say(name + ".rehearsed", tester.actions().size());
            tester.problems().forEach(problem -> Smoke.say(name + ".problem", problem));
        }
    }
}
