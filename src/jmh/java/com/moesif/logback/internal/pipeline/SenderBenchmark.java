package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Actions a second that one sender thread gets rid of, with the pipeline's defaults, and how that splits. Everything the
 * sender's thread does is in {@link #all}, up to handing the body over; what HttpClient then does is on other threads, and
 * here a transport answers at once. The ring is filled between the measurements.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SenderBenchmark {
    private static final int ACTIONS = 8_000;
    private static final StatusSink NOBODY = new StatusSink() {
        @Override
        public void warn(String text) {
            throw new IllegalStateException(text);
        }

        @Override
        public void info(String text) {}
    };

    private final List<CapturedAction> actions = SampleActions.captured(ACTIONS);
    private final LineBuffer lines = new LineBuffer();
    private final Ledger ledger = new Ledger();
    private final Notices notices = new Notices(NOBODY);
    private final EncodingReport report = new EncodingNotices(ledger, notices);
    private final ActionEncoder encoder = new ActionEncoder(Naming.PLAIN, List.of(), List.of(), report, lines);
    private final Gzip gzip = new Gzip();
    private final BareLoop bare = new BareLoop();

    /** A sender with all it owns. */
    @State(Scope.Thread)
    public static class Whole {
        /** How actions are kept. */
        @Param({"none", "async"})
        private String kept;

        private Ring ring;
        private Sender sender;
        private Spool spool;
        private Path directory;

        @Setup
        public void wire(SenderBenchmark benchmark) throws IOException {
            Tenant tenant = new Tenant("benchmark", "", () -> "", () -> false);
            directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "sender-benchmark");
            spool = kept.equals("none")
                    ? new MemorySpool()
                    : new FileSpool(new SpoolConfig(directory, 1L << 30), tenant, benchmark.notices);
            PipelineConfig config = new PipelineConfig(
                    8_192,
                    Duration.ZERO,
                    64 << 20,
                    new PipelineConfig.BatchLimits(4 << 20, Integer.MAX_VALUE, true),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(35),
                    4,
                    new PipelineConfig.Keeping(Durability.ASYNC, Duration.ofSeconds(1), Duration.ofDays(30)),
                    tenant);
            Assembly parts = new Assembly(
                    config,
                    new Pipeline.Dependencies(
                            (report, lines) -> new ActionEncoder(Naming.PLAIN, List.of(), List.of(), report, lines),
                            new Acknowledging(),
                            spool,
                            Thread::new),
                    () -> 0.5,
                    benchmark.ledger,
                    benchmark.notices);
            ring = parts.ring;
            sender = parts.sender;
        }

        @TearDown
        public void close() throws IOException {
            List<Batch> left = new ArrayList<>();
            sender.takeAll(System.nanoTime(), left);
            sender.end();
            left.forEach(Batch::settled);
            spool.close();
            Files.delete(directory);
        }

        @Setup(Level.Invocation)
        public void fill(SenderBenchmark benchmark) {
            for (CapturedAction action : benchmark.actions) {
                ring.expect();
                ring.put(action);
            }
            if (ring.size() != ACTIONS) {
                throw new IllegalStateException("dropped: " + benchmark.ledger.counts());
            }
        }
    }

    /** Encoded once, for {@link #gzip}. */
    @State(Scope.Thread)
    public static class Encoded {
        private byte[] bytes;

        @Setup
        public void encode(SenderBenchmark benchmark) {
            benchmark.encode();
            bytes = java.util.Arrays.copyOf(benchmark.lines.bytes(), benchmark.lines.length());
            System.out.println("\n" + bytes.length / ACTIONS + " bytes of JSON an action, "
                    + benchmark.compress(bytes).length / ACTIONS + " on the wire");
        }
    }

    /** Ring, JSON, batches, gzip, handing over, answers. */
    @Benchmark
    @OperationsPerInvocation(ACTIONS)
    public void all(Whole whole) {
        while (whole.ring.size() > 0) {
            whole.sender.runOnce(System.nanoTime());
        }
    }

    /** JSON only. */
    @Benchmark
    @OperationsPerInvocation(ACTIONS)
    public int encode() {
        lines.truncate(0);
        for (CapturedAction action : actions) {
            encoder.encode(action);
        }
        return lines.length();
    }

    /** Gzip only. */
    @Benchmark
    @OperationsPerInvocation(ACTIONS)
    public byte[] gzip(Encoded encoded) {
        return compress(encoded.bytes);
    }

    private byte[] compress(byte[] bytes) {
        gzip.begin();
        gzip.add(bytes, 0, bytes.length);
        return gzip.finish();
    }

    /** The yardstick: a bare loop of Jackson and gzip at level 1 that writes the same actions and can do nothing else. */
    @Benchmark
    @OperationsPerInvocation(ACTIONS)
    public byte[] bareLoop() {
        return bare.run(ACTIONS);
    }

    /** Jackson's part of the yardstick. */
    @Benchmark
    @OperationsPerInvocation(ACTIONS)
    public int bareJackson() {
        return bare.encode(ACTIONS);
    }

    private static final class Acknowledging implements Transport {
        @Override
        public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
            onAnswer.accept(new Answer(201, "application/json", "", "", null));
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
