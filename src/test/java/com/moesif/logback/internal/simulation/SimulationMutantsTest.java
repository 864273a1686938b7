package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Known faults, put back one at a time: {@code -Dsim.mutants=120} gives each so many seconds of CPU to be found in. */
class SimulationMutantsTest {
    static final Path LIST = Path.of("src/test/resources/histories/mutants.txt");

    @TempDir
    private Path temp;

    /** Sources change, and a list that is seldom run would not be changed with them. */
    @Test
    void eachKnownFault_hasItsPlaceInTheSources() throws IOException {
        List<String> without = new ArrayList<>();
        for (MutantHunt.Mutant mutant : MutantHunt.Mutant.all(LIST)) {
            if (mutant.changed() == null) {
                without.add(mutant.name() + " in " + mutant.source());
            }
        }

        assertThat(without).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "sim.mutants", matches = "\\d+")
    void eachKnownFault_isFound() throws Exception {
        MutantHunt hunt = new MutantHunt(temp, Long.getLong("sim.mutants"));
        String only = System.getProperty("sim.mutant", "");
        List<String> notFound = new ArrayList<>();
        for (MutantHunt.Mutant mutant : MutantHunt.Mutant.all(LIST)) {
            if (mutant.name().contains(only)) {
                MutantHunt.Result result = hunt.hunt(mutant);
                System.out.println(mutant.name() + " | " + result);
                if (result.how() == null) {
                    notFound.add(mutant.name());
                }
            }
        }

        assertThat(notFound).isEmpty();
    }
}
