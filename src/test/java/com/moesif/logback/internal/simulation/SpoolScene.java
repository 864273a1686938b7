package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Appenders of one machine, whose disk and clock are as the test says. */
abstract class SpoolScene {
    static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
    static final String ENDPOINT = "https://collector";
    static final String SPOOL = "/var/spool";
    static final String REGISTER = "com.moesif.logback.spool.held.(sim=scene.";

    final AtomicInteger names = new AtomicInteger(0x10000000);
    final DiskFaults faults = new DiskFaults(new Random(1), new Coverage());
    final List<String> said = new ArrayList<>();
    SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
    int processes;
    long seconds;

    /** An appender in a process of its own. */
    final class Someone {
        final SimFileSystem process = new SimFileSystem(disk, "scene." + processes++);
        final Notices notices = new Notices(new Scribe(said));
        final FileSpool spool;

        Someone(String endpoint, boolean takeOver) {
            spool = new FileSpool(
                    new SpoolConfig(process.getPath(SPOOL), 1 << 20),
                    new Tenant("MOESIF", endpoint, () -> "the-id", () -> false, takeOver, 0),
                    notices,
                    new Environment(
                            () -> BEGIN.plusSeconds(seconds), () -> Integer.toHexString(names.incrementAndGet())));
        }

        void tend() {
            spool.tend(Duration.ofSeconds(seconds).toNanos());
            notices.speakAll(0);
        }

        int recovered() {
            int actions = 0;
            for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
                actions += next.actions();
                next.segment().settled(next.actions());
            }
            return actions;
        }

        int unsettled() {
            int actions = 0;
            for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
                actions += next.actions();
            }
            return actions;
        }

        int crashes() {
            int count = 0;
            while (spool.crashes().next() != null) {
                count++;
            }
            return count;
        }

        Someone withOneAction() {
            tend();
            Segment segment = spool.newSegment();
            segment.append(LINE, 0, LINE.length, 1);
            segment.seal();
            return this;
        }
    }

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith(REGISTER));
    }
}
