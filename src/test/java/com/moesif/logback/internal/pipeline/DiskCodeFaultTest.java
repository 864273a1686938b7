package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the code for the disk throws beside what disks do: a JVM without {@code /dev/urandom} has no random names, say. */
class DiskCodeFaultTest {
    @TempDir
    private Path root;

    private int asked;

    @Test
    void aClassThatIsMissing_costsTheSpoolAndNothingElse() {
        deliversInMemory(new NoClassDefFoundError("Could not initialize class java.util.UUID$Holder"));
    }

    @Test
    void anExceptionThatNobodyExpects_costsTheSpoolAndNothingElse() {
        deliversInMemory(new SecurityException("access denied"));
    }

    private void deliversInMemory(Throwable fault) {
        Knobs knobs = new Knobs();
        Machine machine = new Machine(
                knobs.config(),
                notices -> new FileSpool(
                        new SpoolConfig(root, 1 << 24),
                        knobs.tenant,
                        notices,
                        new FileSpool.Environment(InstantSource.system(), () -> {
                            asked++;
                            if (fault instanceof Error error) {
                                throw error;
                            }
                            throw (RuntimeException) fault;
                        })));

        machine.put(3).turn().turn();
        assertThat(asked).as("the disk is not tried at each turn").isEqualTo(1);
        machine.run(Duration.ofSeconds(6));

        machine.allDelivered();
        assertThat(asked).isEqualTo(2);
        List<String> said = machine.said;
        assertThat(said).anyMatch(text -> text.contains("can't be used") && text.contains(fault.toString()));
        machine.close();
    }
}
