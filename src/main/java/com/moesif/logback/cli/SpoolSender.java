package com.moesif.logback.cli;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.pipeline.Pipeline;
import com.moesif.logback.internal.pipeline.PipelineConfig;
import com.moesif.logback.internal.runtime.AppenderThread;
import com.moesif.logback.internal.settings.ApplicationId;
import com.moesif.logback.internal.settings.HeapShare;
import com.moesif.logback.internal.settings.Setting;
import com.moesif.logback.internal.settings.Settings;
import com.moesif.logback.internal.settings.SpoolSettings;
import com.moesif.logback.internal.spool.DrainedSpool;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Credential;
import com.moesif.logback.internal.transport.HttpTransport;
import com.moesif.logback.internal.transport.UserAgent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Sends what services that are gone have left in a spool: a pipeline that nothing new comes to. It sends oldest first and with
 * the same ids, and deletes each file when all of it has an outcome; what has none when it is closed stays. It writes nothing
 * but dead letters, so that it works on a full disk too. Proxy and trust store are the JVM's. One thread at a time.
 */
final class SpoolSender implements AutoCloseable {
    private static final String NAME = "spool";
    private static final int QUEUE_SIZE = 2;
    private static final Duration STOP = Duration.ofSeconds(3);

    private final Ledger ledger = new Ledger();
    private final DrainedSpool spool;
    private final HeardTransport transport;
    private final Pipeline pipeline;

    /**
     * How far it has come.
     *
     * @param delivered actions that the collector has taken
     * @param dead actions that have become dead letters
     * @param done whether all that was found has an outcome, or is known to have to stay
     * @param idle whether no request is under way and none is due: what is left waits for another action to be accepted
     * @param paused why nothing will be delivered before somebody has done something; empty while there is hope
     * @param refusalPauses whether a pause may be for the sake of some actions only
     * @param lastSuccess when the collector has accepted something, what it knows already among it; null before the first time
     * @param trouble why the last request failed, as long as the collector takes nothing
     * @param nextTry how long until the collector is asked again; empty when delivery is in no trouble
     */
    record State(
            long delivered,
            long dead,
            boolean done,
            boolean idle,
            Optional<String> paused,
            boolean refusalPauses,
            Instant lastSuccess,
            Optional<String> trouble,
            Optional<Duration> nextTry) {}

    /**
     * Takes the directories that nobody holds, and begins to send.
     *
     * @param directories of appenders, in the {@code <directory>} of a {@code <spool>}
     * @param baseUri where to
     * @param applicationId to send with
     * @param warnings told of trouble, on a thread of its own
     * @throws IllegalArgumentException when the id can't be one; the message says why
     */
    SpoolSender(List<Path> directories, URI baseUri, String applicationId, Consumer<String> warnings) {
        if (!Credential.isSendable(applicationId)) {
            throw new IllegalArgumentException(
                    "the application id holds a character that an application id can't have.");
        }
        ApplicationId id = new ApplicationId(applicationId, null);
        Notices notices = new Notices(new Warnings(warnings));
        ThreadFactory threads = AppenderThread.named(NAME);
        this.spool = new DrainedSpool(directories, notices);
        this.transport = new HeardTransport(new HttpTransport(
                new HttpTransport.Endpoint(baseUri, id, UserAgent.VALUE, null, null),
                new HttpTransport.Limits(
                        standard(Settings.CONNECT_TIMEOUT),
                        standard(Settings.RESPONSE_TIMEOUT),
                        standard(Settings.MAX_IN_FLIGHT)),
                threads));
        this.pipeline = new Pipeline(
                config(new Tenant(NAME, baseUri.toString(), id::current, id::isRefused)),
                new Pipeline.Dependencies(
                        (report, lines) -> new ActionEncoder(Naming.PLAIN, List.of(), List.of(), report, lines),
                        transport,
                        spool,
                        threads),
                ledger,
                notices);
        pipeline.start(() -> {}, () -> {});
    }

    private static PipelineConfig config(Tenant tenant) {
        return new PipelineConfig(
                QUEUE_SIZE,
                Duration.ZERO,
                HeapShare.ofThisJvm().fair(),
                new PipelineConfig.BatchLimits(
                        Math.toIntExact(standard(Settings.MAX_BATCH_BYTES)), Integer.MAX_VALUE, true),
                Duration.ZERO,
                standard(Settings.CONNECT_TIMEOUT).plus(standard(Settings.RESPONSE_TIMEOUT)),
                standard(Settings.MAX_IN_FLIGHT),
                new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, standard(SpoolSettings.MAX_AGE)),
                tenant);
    }

    /** As an appender has it that says nothing of it. */
    static <T> T standard(Setting<T> setting) {
        return setting.read(Map.of(), new ArrayList<>());
    }

    /** Says aloud what is wrong, and not what is well. */
    private record Warnings(Consumer<String> out) implements StatusSink {
        @Override
        public void info(String text) {
            // What is well is seen by the state.
        }

        @Override
        public void warn(String text) {
            out.accept(OperatorsWords.of(text));
        }
    }

    /** How far it has come by now. */
    State state() {
        boolean read = spool.isRead();
        long found = spool.found();
        Counts counts = ledger.counts();
        DeliveryHealth health = ledger.health();
        Optional<Duration> nextTry = Optional.ofNullable(health.untilNextTry(System.nanoTime()));
        long outcomes = counts.delivered() + counts.deadInAll() + counts.droppedInAll() + counts.corrupt();
        boolean done = read && outcomes >= found;
        boolean idle = !done && read && health.requestsInFlight() == 0 && nextTry.isEmpty();
        boolean inTrouble = idle || nextTry.isPresent();
        return new State(
                counts.delivered(),
                counts.deadInAll() - spool.unburied(),
                done,
                idle,
                Optional.ofNullable(health.pausedReason()),
                health.isPausedByRefusal(),
                health.lastSuccess(),
                inTrouble
                        ? Optional.ofNullable(health.lastTrouble())
                                .map(DeliveryHealth.Trouble::why)
                                .map(why -> idle ? transport.atLength(why) : why)
                        : Optional.empty(),
                nextTry);
    }

    /** Files and directories that stay for another reason than that they were not sent, each with it. */
    Map<Path, String> leftovers() {
        return spool.leftovers();
    }

    /** How many actions of segments that stay have had an outcome all the same. */
    Map<Path, Long> settled() {
        return spool.settled();
    }

    /** Actions that were given up and could not be written to the dead letters: they stay in their files. */
    long unburied() {
        return spool.unburied();
    }

    @Override
    public void close() {
        pipeline.stop(STOP);
    }
}
