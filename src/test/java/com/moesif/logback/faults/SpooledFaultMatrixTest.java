package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.ledger.DeadReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The same with a spool: what waits lies in files, and what is done with does not. */
class SpooledFaultMatrixTest extends FaultMatrixTest {
    @TempDir
    private Path temp;

    @Override
    String keeping() {
        // An action that the collector finds too old must get there.
        return "<spool><directory>" + temp.resolve("spool")
                + "</directory><durability>write</durability><maxAge>40 d</maxAge></spool>";
    }

    @Override
    long refused(Rig rig) {
        return rig.counts().dead().get(DeadReason.REFUSED);
    }

    @AfterEach
    void whatIsDelivered_isDeleted(TestInfo test) throws Exception {
        boolean delivers = !test.getTestMethod().orElseThrow().getName().equals("aNameThatDoesNotExist_isRetried");
        try (Stream<Path> files = Files.walk(temp.resolve("spool"))) {
            assertThat(files.anyMatch(file -> file.toString().endsWith(".segment")))
                    .isEqualTo(!delivers);
        }
    }
}
