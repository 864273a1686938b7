package com.moesif.logback.cli;

import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleTester;
import com.moesif.logback.testing.RuleVerdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Says of each rule whether a logging statement of the application satisfies it. */
final class CoverageReport {
    private CoverageReport() {}

    /**
     * @param strict whether a rule that can't be judged is a fault
     * @return whether all is well
     */
    static boolean print(RuleTester tester, List<Path> classes, boolean strict, PrintStream out) throws IOException {
        for (Path place : classes) {
            if (!Files.isReadable(place)) {
                throw new NoSuchFileException(place.toString());
            }
        }
        RuleCoverage coverage = RuleCoverage.of(tester, classes);
        out.println("The rules and the code:");
        for (RuleVerdict rule : coverage.rules()) {
            String[] lines = rule.toString().split("\n");
            for (int i = 0; i < lines.length; i++) {
                out.println((i == 0 ? "  " : "    ") + lines[i]);
            }
        }
        coverage.unreadable().forEach(problem -> out.println("  " + problem));
        coverage.nearMisses().forEach(near -> out.println("  NOTE " + near));
        coverage.gluedTemplates().forEach(template -> out.println("  WARN " + template));
        int unmatched = coverage.unmatched().size();
        long behind = coverage.rules().stream()
                .filter(rule -> rule.outcome() == RuleVerdict.Outcome.NEVER_REACHED)
                .count();
        int unseen = coverage.unseen().size();
        boolean clean =
                coverage.rules().stream().allMatch(rule -> rule.problems().isEmpty());
        out.println("Rules: " + coverage.rules().size() + ", without a statement: " + (unmatched - behind)
                + (behind == 0 ? "" : ", never reached: " + behind) + ", that can't be seen: " + unseen + ".");
        return unmatched == 0 && clean && coverage.unreadable().isEmpty() && (unseen == 0 || !strict);
    }
}
