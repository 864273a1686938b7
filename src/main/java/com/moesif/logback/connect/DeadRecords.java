package com.moesif.logback.connect;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.transport.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Records that will not be delivered, on their way to Connect's reporter. Each counts as settled when the reporter has done
 * with it. Of the task's thread, but for the counts.
 */
final class DeadRecords {
    /** Null where there is none: no dead-letter topic, and errors are not logged. */
    private final ErrantRecordReporter reporter;

    /** A reporter without a topic only logs. It has to be told all the same: it fails the task where errors are not tolerated. */
    private final boolean hasTopic;

    private final Notices notices;
    private final Queue<Dead> waiting = new ArrayDeque<>();
    private final List<Reported> reported = new ArrayList<>();
    private volatile long refused;
    private volatile long dead;

    private record Dead(HeldRecord held, String why) {}

    private record Reported(Dead dead, Future<Void> done) {}

    /** @param hasTopic whether what the reporter takes goes to a dead-letter topic */
    DeadRecords(ErrantRecordReporter reporter, boolean hasTopic, Notices notices) {
        this.reporter = reporter;
        this.hasTopic = reporter != null && hasTopic;
        this.notices = notices;
    }

    /** Whether what is reported is kept for somebody. */
    boolean areKept() {
        return hasTopic;
    }

    /** The collector has refused it for good, which has been told. Returns whether the reporter is to be told. */
    boolean refused(HeldRecord held, Spool.DeadLetter letter) {
        return add(
                held,
                letter.reason().label() + " by the collector (" + Answer.shown(letter.status(), letter.answer())
                        + "), transaction_id " + letter.id());
    }

    /**
     * It is nothing that could be sent.
     *
     * @param why as the rest of a sentence
     */
    void unsendable(HeldRecord held, String why) {
        SinkRecord record = held.record();
        String where = record.originalTopic() + "-" + record.originalKafkaPartition() + " at offset "
                + record.originalKafkaOffset();
        boolean isReported = add(held, "no action that can be sent: the value " + why);
        notices.raise(
                "unsendable",
                "The record of " + where + " is no action that can be sent: its value " + why + ". It is "
                        + (hasTopic ? "reported to Connect, for the dead-letter topic." : "dropped."));
        if (!isReported) {
            held.reported();
        }
    }

    private boolean add(HeldRecord held, String why) {
        refused++;
        if (reporter == null) {
            return false;
        }
        waiting.add(new Dead(held, why));
        return true;
    }

    /** Hands over what waits. Only within a put: nowhere else does Connect expect it. */
    void report() {
        settle();
        for (Dead next = waiting.peek(); next != null; next = waiting.peek()) {
            if (!next.held.isTaken()) {
                // What it throws says that errors are not tolerated, and is meant to fail the task.
                Future<Void> done = reporter.report(next.held.record(), new RefusedRecordException(next.why));
                reported.add(new Reported(next, done));
            } else {
                next.held.reported();
            }
            waiting.remove();
        }
    }

    /** Settles those that the reporter has done with. Never waits. */
    void settle() {
        for (Iterator<Reported> each = reported.iterator(); each.hasNext(); ) {
            Reported next = each.next();
            if (next.done.isDone()) {
                each.remove();
                settle(next);
            }
        }
    }

    private void settle(Reported report) {
        try {
            report.done.get();
            dead += hasTopic ? 1 : 0;
            report.dead.held.reported();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(report, e);
        } catch (ExecutionException | CancellationException e) {
            failed(report, e);
        }
    }

    /**
     * Connect keeps each answer of the reporter's until its next commit, which fails the task for one like this. It calls off
     * those of partitions that it has lost, whose records somebody else finds, and reports.
     */
    private void failed(Reported report, Exception why) {
        if (report.dead.held.isTaken()) {
            report.dead.held.reported();
            return;
        }
        notices.raise(
                "dead letter",
                "A refused record could not be written to the dead-letter topic (" + why
                        + "). Its offset is not committed, and Connect fails the task at its next commit. Nothing is lost:"
                        + " restart the task when the topic can be written.");
        report.dead.held.unreported();
    }

    /** Records given up, whether somebody has them now or not. */
    long refused() {
        return refused;
    }

    /** Of these, those that the reporter has taken for the dead-letter topic. */
    long dead() {
        return dead;
    }
}
