package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Segment;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a caller to hand over a captured action, by durability: mean time of a call, by 1, 2 and 8 threads that do
 * nothing else; nothing is compressed, so that the sender takes little of the machine. {@code lock} is what a plain lock around
 * encoder and file would cost instead of the group commit of {@code write}, and {@code lockedFsync} instead of that of {@code
 * fsync}; neither of them sends anything. Files are in {@code target}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class CommitBenchmark {
    private static final int ACTIONS = 1 << 13;

    /** How actions are kept. */
    @Param({"none", "async", "write", "lock", "fsync", "lockedFsync"})
    private String kept;

    private final List<CapturedAction> actions = SampleActions.captured(ACTIONS);
    private Path directory;
    private Consumer<CapturedAction> way;
    private Runnable end;

    /** Which action is next. */
    @State(Scope.Thread)
    public static class Turn {
        private int number;
    }

    @Setup(Level.Trial)
    public void open() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "commit-benchmark");
        Notices notices = new Notices(new StatusSink() {
            @Override
            public void info(String text) {}

            @Override
            public void warn(String text) {
                System.out.println("WARN " + text);
            }
        });
        Tenant tenant = new Tenant("benchmark", "", () -> "", () -> false);
        Spool spool = kept.equals("none")
                ? new MemorySpool()
                : new FileSpool(new SpoolConfig(directory, 8L << 30), tenant, notices);
        if (kept.startsWith("lock")) {
            Locked locked = new Locked(spool, notices, kept.equals("lockedFsync"));
            way = locked::put;
            end = locked::close;
            return;
        }
        Durability durability = kept.equals("none") ? Durability.ASYNC : Durability.valueOf(kept.toUpperCase());
        Ledger ledger = new Ledger();
        Pipeline pipeline = new Pipeline(
                new PipelineConfig(
                        8_192,
                        Duration.ofSeconds(10),
                        64 << 20,
                        new PipelineConfig.BatchLimits(4 << 20, Integer.MAX_VALUE, false),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(35),
                        4,
                        new PipelineConfig.Keeping(durability, Duration.ofSeconds(1), Duration.ofDays(30)),
                        tenant),
                new Pipeline.Dependencies(
                        (report, lines) -> new ActionEncoder(Naming.PLAIN, List.of(), List.of(), report, lines),
                        new Acknowledging(),
                        spool,
                        Thread::new),
                ledger,
                notices);
        pipeline.start(() -> {}, () -> {});
        way = action -> {
            pipeline.expect();
            pipeline.put(action);
        };
        end = () -> {
            pipeline.stop(Duration.ofSeconds(30));
            System.out.println("\n" + ledger.counts());
        };
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        end.run();
        Files.delete(directory);
    }

    private void put(Turn turn) {
        way.accept(actions.get(turn.number++ & ACTIONS - 1));
    }

    /** One thread. */
    @Benchmark
    @Threads(1)
    public void one(Turn turn) {
        put(turn);
    }

    /** Two threads. */
    @Benchmark
    @Threads(2)
    public void two(Turn turn) {
        put(turn);
    }

    /** Eight threads. */
    @Benchmark
    @Threads(8)
    public void eight(Turn turn) {
        put(turn);
    }

    /** Each caller by itself, one after the other. */
    private static final class Locked {
        private final Spool spool;
        private final boolean synced;
        private final LineBuffer lines = new LineBuffer();
        private final ActionEncoder encoder;
        private Segment segment;
        private int actions;

        Locked(Spool spool, Notices notices, boolean synced) {
            this.spool = spool;
            this.synced = synced;
            encoder = new ActionEncoder(
                    Naming.PLAIN, List.of(), List.of(), new EncodingNotices(new Ledger(), notices), lines);
            spool.tend(System.nanoTime());
            segment = spool.newSegment();
        }

        synchronized void put(CapturedAction action) {
            encoder.encode(action);
            segment.append(lines.bytes(), 0, lines.length(), 1);
            if (synced) {
                segment.sync();
            }
            lines.truncate(0);
            actions++;
            if (segment.bytes() > 4 << 20) {
                roll();
                segment = spool.newSegment();
            }
        }

        private void roll() {
            segment.seal();
            segment.settled(actions);
            actions = 0;
        }

        synchronized void close() {
            roll();
            spool.close();
        }
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
