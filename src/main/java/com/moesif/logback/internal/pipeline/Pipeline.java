package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * From a captured action to its delivery. Any thread, and nothing here throws but what {@link ActionSink} allows; {@link #start} and
 * {@link #stop} are called once each.
 */
public final class Pipeline implements ActionSink, Handover.Party {
    /** For the answers to what is under way when the heir comes: it would send that again. */
    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);

    private final Handover handover = Handover.ofThisJvm();
    final Assembly parts;
    private volatile Tenant tenant;
    private final Transport transport;
    private final Notices notices;
    private final Departure departure;
    private final PipelineThreads threads;
    private final Watchdog watchdog;
    private final Spool spool;
    private final AfterPut afterPut;
    private Runnable lastWords = () -> {};

    /**
     * What a pipeline stands between and runs on.
     *
     * @param encoders makes the encoder that reports there and appends here
     * @param threads makes the sender's daemon thread
     */
    public record Dependencies(
            BiFunction<EncodingReport, LineBuffer, ActionEncoder> encoders,
            Transport transport,
            Spool spool,
            ThreadFactory threads,
            Clocks clocks) {
        public Dependencies(
                BiFunction<EncodingReport, LineBuffer, ActionEncoder> encoders,
                Transport transport,
                Spool spool,
                ThreadFactory threads) {
            this(encoders, transport, spool, threads, Clocks.SYSTEM);
        }
    }

    /** How a caller waits for a time, and is woken: the JDK's way, unless a simulator decides whose turn it is. Any thread. */
    public interface Parking {
        /** The JDK's. */
        Parking JDK = new Parking() {
            @Override
            public void park(Object blocker, long nanos) {
                LockSupport.parkNanos(blocker, nanos);
            }

            @Override
            public void unpark(Thread thread) {
                LockSupport.unpark(thread);
            }
        };

        /** As {@link LockSupport#parkNanos(Object, long)}. */
        void park(Object blocker, long nanos);

        /** As {@link LockSupport#unpark}. */
        void unpark(Thread thread);
    }

    /**
     * From where the time comes, where nobody hands it in.
     *
     * @param wall the time of day
     * @param nanos the time that passes, as by {@link System#nanoTime}
     * @param parking how callers wait
     */
    public record Clocks(InstantSource wall, LongSupplier nanos, Parking parking) {
        /** Those of the machine it runs on. */
        static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime, Parking.JDK);
    }

    public Pipeline(PipelineConfig config, Dependencies around, Ledger ledger, Notices notices) {
        this.transport = around.transport;
        this.notices = notices;
        this.tenant = config.tenant();
        this.parts =
                new Assembly(config, around, () -> ThreadLocalRandom.current().nextDouble(), ledger, notices);
        this.spool = around.spool;
        this.afterPut = new AfterPut(parts.afterPut(), parts.hold);
        this.departure = new Departure(handover, this, parts, transport, ledger, notices);
        notices.wakeBy(parts.ring::wake);
        this.threads = new PipelineThreads(around.threads, this::send);
        this.watchdog =
                new Watchdog(parts.ring.heartbeat(), threads.sender(), new HangAlarm(parts, around.threads, notices));
    }

    private void send() {
        try {
            threads.start(watchdog);
            parts.senderLoop.run();
        } finally {
            watchdog.end();
            departure.run(lastWords);
        }
    }

    /**
     * Both are run on the sender thread and must not wait.
     *
     * @param onTraffic run whenever there are actions in the ring
     * @param onAnswer run whenever a request has ended, well or not
     */
    public void start(Runnable onTraffic, Runnable onAnswer) {
        parts.senderLoop.tellOfTraffic(onTraffic);
        parts.delivery.tellOfAnswers(onAnswer);
        handover.enter(this);
        parts.delivery.inherit(handover.take(tenant));
        parts.ring.attach(threads.sender());
        threads.sender().start();
    }

    /**
     * Before the start: keeps what comes in the ring, since the configuration is still being read, until {@link #release}, or as long
     * as a {@link Hold} may last.
     */
    public void hold() {
        parts.hold(System.nanoTime());
        afterPut.hold();
    }

    /** The configuration has been read. Any thread. */
    public void release() {
        parts.hold.end();
        parts.ring.wake();
    }

    /**
     * By the whole of the configuration this one was made wrongly, and another follows. What is in the ring is kept for that. To be
     * called before it is stopped.
     *
     * @param heir what follows
     * @param unmeant of which nothing would have been made by the whole configuration: it is dropped
     */
    public void withdraw(Tenant heir, Predicate<CapturedAction> unmeant) {
        tenant = heir;
        spool.becomes(heir);
        parts.hold.keepForHeir();
        parts.batchWriter.dropUnmeant(unmeant);
    }

    /** Before the start: what the thread runs at its end, whatever ended it. */
    public void tellOfEnd(Runnable listener) {
        lastWords = listener;
    }

    @Override
    public Tenant tenant() {
        return tenant;
    }

    @Override
    public long maxMemory() {
        return parts.segmentCache.maxMemory();
    }

    /** Takes what an appender of the same name and endpoint has left since this one's start. Any thread. */
    @Override
    public void inherit() {
        parts.sender.inherit(into -> handover.take(tenant, into));
        parts.ring.wake();
    }

    /** Loads what the first action and its request need. Any thread. */
    public void prepare() {
        transport.prepare();
        parts.batchWriter.prepare();
    }

    @Override
    public void expect() {
        parts.ring.expect();
    }

    @Override
    public void giveUp(DropReason reason) {
        parts.ring.giveUp(reason);
    }

    @Override
    public void put(CapturedAction action) {
        if (parts.ring.put(action)) {
            Runnable step = afterPut.step();
            if (step != null) {
                try {
                    step.run();
                } catch (Throwable t) {
                    // A class that is missing, say. The action has its outcome, and so nothing is thrown.
                    letGo();
                }
            }
        } else if (afterPut.step() != null) {
            letGoOfKept();
        }
    }

    private void letGo() {
        try {
            parts.batchWriter.letGo();
        } catch (StackOverflowError e) {
            // Most likely the writer lock was never taken. If it was, on the stack that the JDK reserves for that,
            // this thread lets go of it with its next action.
        }
    }

    /** The ring may be full because the sender waits for the lock that this thread has kept. */
    private void letGoOfKept() {
        try {
            parts.batchWriter.letGoOfKept();
        } catch (StackOverflowError e) {
            // The action has its outcome. The next one of this thread does it.
        }
    }

    /**
     * Waits until all that was put before has been delivered.
     *
     * @return whether it has; false too when the time was over, or when something was dropped meanwhile
     */
    public boolean flush(Duration atMost) {
        return flush(atMost, false);
    }

    /** As {@link #flush}, but waits no longer when all is in files and the collector takes nothing. */
    public boolean flushOrKeep(Duration atMost) {
        return flush(atMost, true);
    }

    private boolean flush(Duration atMost, boolean orKept) {
        if (threads.isSender() || !threads.sender().isAlive()) {
            return false;
        }
        Flushes.Flush flush = parts.flushes.request(parts.ring::putSoFar, orKept);
        parts.ring.wake();
        // This does not overflow: whoever means "for ever" may give more than the 292 years that nanoseconds can say.
        boolean delivered = flush.await(TimeUnit.NANOSECONDS.convert(atMost));
        parts.flushes.cancel(flush);
        return delivered;
    }

    /** Ends a backoff and the wait for company once, for what has been put before. */
    public void sendNow() {
        parts.flushes.request(parts.ring::putSoFar, false);
        parts.ring.wake();
    }

    /** While on, nothing is sent; what is put is taken in as while the collector can't be reached. */
    public void suspend(boolean on) {
        parts.sender.suspend(on);
    }

    /**
     * The JVM is going down: from now on whatever comes leaves at once, and its caller waits for that. Nobody else knows when
     * the other shutdown hooks have logged their last.
     */
    public void exiting(Duration atMost) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        parts.sender.exiting();
        afterPut.exit(() -> {
            if (spool.isOnDisk() && spool.isWell()) {
                parts.commit.await();
            } else if (!parts.ring.heartbeat().isMissed()) {
                parts.flushes.awaitDelivered(parts.ring::putSoFar, deadlineNanos);
            }
        });
    }

    /** Delivers what can be delivered in this time, and leaves the rest to the appender that follows. Waits until it has. */
    public void stop(Duration atMost) {
        retire(atMost);
        if (!threads.isSender() && !threads.endsWithin(atMost)) {
            try {
                notices.raise("stop", "The sender's thread did not end in time; what it held may be lost.");
                notices.speakAll(System.nanoTime());
            } finally {
                closeAside();
            }
        }
    }

    /**
     * On a thread of ours, because what HttpClient logs on the way, at DEBUG, is no event of the application's. Where no
     * thread can be started, one such line does less harm than an open transport.
     */
    private void closeAside() {
        threads.runAside(transport::close);
    }

    /** The same, without waiting: goes on delivering on its own thread, until an appender follows or the time is over. */
    public void retire(Duration atMost) {
        if (!threads.hasStarted()) {
            // There was no thread to be had: all there is to do is to close.
            departure.run(lastWords);
            return;
        }
        long now = System.nanoTime();
        boolean followed = handover.retire(this);
        if (followed || atMost.isZero()) {
            parts.sender.leaveBy(now, now + (followed ? LAST_ANSWERS : PipelineThreads.LAST_TURN).toNanos());
        } else {
            parts.sender.stopBy(now, now + atMost.toNanos());
        }
        if (departure.await(0)) {
            // It was quicker.
            handover.gone(this);
        }
    }

    /** While on, more may come although it has retired: it doesn't end before its time, unless an appender follows. */
    public void receives(boolean on) {
        parts.sender.receives(System.nanoTime(), on);
    }

    @Override
    public void makeWay() {
        long now = System.nanoTime();
        parts.sender.leaveBy(now, now + LAST_ANSWERS.toNanos());
    }

    /** Waits until a pipeline that was stopped has left everything, though it may still be speaking. */
    public void awaitLeft(Duration atMost) {
        departure.await(atMost.toNanos());
    }

    /**
     * Waits until a pipeline that was stopped has no thread any more. The class loader may be closed then: a transport that
     * is still open by that time could not load what it takes to close it, and its threads would stay.
     */
    public void awaitEnd(Duration atMost) {
        if (!threads.isSender() && !threads.endsWithin(atMost)) {
            closeAside();
        }
    }
}
