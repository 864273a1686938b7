package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Known faults, put back one at a time. Each build asks the histories that were written down to find them; {@code
 * -Dsim.mutants=120} gives each fault so many seconds of CPU to be found by seeds.
 */
class SimulationMutantsTest {
    /** Sources change, and a list that is seldom run would not be changed with them. */
    @Test
    void eachKnownFault_hasItsPlaceInTheSources() throws IOException {
        List<String> without = new ArrayList<>();
        for (Mutant mutant : Mutant.all()) {
            if (mutant.changed() == null) {
                without.add(mutant.name() + " in " + mutant.source());
            }
        }

        assertThat(without).isEmpty();
    }

    /**
     * As the code changes, a history may come to pass by the place that it was written down for. That each passes without the
     * fault is asked beside all other histories.
     */
    @Test
    void eachKnownFault_isFoundByTheHistoriesThatNameIt() throws Exception {
        List<Recorded> recorded = Recorded.all();
        List<String> notFound = new ArrayList<>();
        try (MutantRuns runs = new MutantRuns()) {
            for (Mutant mutant : Mutant.all()) {
                List<Recorded> theirs = recorded.stream()
                        .filter(each -> each.finds().contains(mutant.name()))
                        .toList();
                if (theirs.isEmpty()) {
                    notFound.add(mutant.name() + " by any history, since none names it");
                    continue;
                }
                MutantRuns.Simulator simulator = runs.with(mutant);
                for (Recorded each : theirs) {
                    if (simulator.failureOf(each.history()) == null) {
                        notFound.add(mutant.name() + " by " + each);
                    }
                }
            }
        }

        assertThat(notFound).isEmpty();
    }

    @Test
    void eachHistory_namesOnlyKnownFaults() throws IOException {
        List<String> names = Mutant.all().stream().map(Mutant::name).toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(names)
                .containsAll(Recorded.all().stream()
                        .flatMap(each -> each.finds().stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    @EnabledIfSystemProperty(named = "sim.mutants", matches = "\\d+")
    void eachKnownFault_isFoundBySeeds() throws Exception {
        String only = System.getProperty("sim.mutant", "");
        List<String> notFound = new ArrayList<>();
        try (MutantRuns runs = new MutantRuns()) {
            MutantHunt hunt = new MutantHunt(runs, Long.getLong("sim.mutants"));
            for (Mutant mutant : Mutant.all()) {
                if (mutant.name().contains(only)) {
                    MutantHunt.Result result = hunt.hunt(mutant, Long.getLong("sim.from", 1));
                    System.out.println(mutant.name() + " | " + result);
                    if (result.how() == null) {
                        notFound.add(mutant.name());
                    }
                }
            }
        }

        assertThat(notFound).isEmpty();
    }
}
