package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A sender over real files, at a time of the test's choosing. */
abstract class SpooledScene {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path temp;

    final Tenant tenant = new Tenant(UUID.randomUUID().toString(), "", () -> "", () -> false);
    Duration maxAge = Duration.ofDays(365_000);
    long maxMemory = 64 << 20;
    int maxBytes = 4 << 20;
    int maxActions = Integer.MAX_VALUE;
    Duration linger = SECOND;
    boolean gzip;
    Notices notices;

    Machine machine() {
        return new Machine(
                new PipelineConfig(
                        16_384,
                        Duration.ZERO,
                        maxMemory,
                        new PipelineConfig.BatchLimits(maxBytes, maxActions, gzip),
                        linger,
                        Machine.REQUEST_TIMEOUT,
                        4,
                        new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, maxAge),
                        tenant),
                its -> {
                    notices = its;
                    return new FileSpool(new SpoolConfig(temp.resolve("spool"), 1L << 30), tenant, its);
                });
    }

    List<Path> files(String suffix) {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A life that ends with so many actions in files. */
    void left(int actions, String text) {
        Machine before = machine();
        before.collector.behaviour = post -> status(503);
        before.put(actions, text).run(SECOND);
        assertThat(before.balanced().spooled()).isEqualTo(actions);
        before.close();
    }

    static void allArrived(Machine machine, int actions) {
        assertThat(new HashSet<>(machine.collector.accepted))
                .isEqualTo(new HashSet<>(IntStream.range(0, actions).boxed().toList()));
    }

    static void put(Machine machine, int number, Instant time) {
        CapturedAction action = new CapturedAction(0, "Tested", Map.of(), 4);
        action.add("action_name", "Tested");
        action.add("company_id", "12345");
        action.add("request.time", time.toString());
        action.add("n", number);
        machine.ring.expect();
        machine.ring.put(action);
    }
}
