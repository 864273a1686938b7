package com.moesif.logback.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit of a JVM that stops nothing is no crash, and must not be held up or spoilt by saying so. */
class ExitMarkTest {
    @TempDir
    private Path directory;

    private final List<Thread> threads = new ArrayList<>();

    private Thread counted(Runnable task) {
        threads.add(new Thread(task));
        return threads.get(threads.size() - 1);
    }

    private FileSpool spool() {
        FileSpool spool = new FileSpool(
                new SpoolConfig(directory, 1 << 20),
                new Tenant("MOESIF", "https://collector", () -> "the-id", () -> false),
                new Notices(new Scribe(new ArrayList<>())));
        spool.crashMayTake(100);
        spool.tend(0);
        return spool;
    }

    private long marks() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".accepted.new"))
                    .count();
        }
    }

    /** The time for delivery may be over by then. */
    @Test
    void markIsRemoved_alsoWhenNoTimeIsLeft() throws Exception {
        FileSpool spool = spool();
        assertThat(marks()).isOne();

        ExitMark.remove(spool, this::counted, Duration.ZERO);

        assertThat(threads).hasSize(1);
        assertThat(ExitMark.patience(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        assertThat(ExitMark.patience(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        threads.get(0).join();
        assertThat(marks()).isZero();
        spool.close();
    }

    @Test
    void withoutADisk_noThreadIsStarted() {
        ExitMark.remove(new MemorySpool(), this::counted, Duration.ofSeconds(1));

        assertThat(threads).isEmpty();
    }

    /** At an exit for want of memory the rest of the hook has to be done all the same. */
    @Test
    void withoutAThread_theExitGoesOn() throws IOException {
        FileSpool spool = spool();
        ThreadFactory exhausted = task -> new Thread(task) {
            @Override
            public void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };

        ExitMark.remove(spool, exhausted, Duration.ofSeconds(1));

        assertThat(marks()).isOne();
        spool.close();
    }
}
