package com.moesif.logback.connect;

import com.moesif.logback.internal.spool.Entrusted;
import com.moesif.logback.internal.spool.Spool;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record without an outcome yet. Of the task's thread. */
final class HeldRecord implements Entrusted {
    final long offset;
    final int bytes;
    private final HeldRecords owner;
    final HeldRecords.Partition partition;
    /** Null once it is settled. */
    private SinkRecord record;

    /** Connect is told of it, and it has its outcome when that is done. */
    private boolean isReported;

    private boolean dropped;

    HeldRecord(SinkRecord record, int bytes, HeldRecords owner, HeldRecords.Partition partition) {
        this.record = record;
        this.offset = record.originalKafkaOffset();
        this.bytes = bytes;
        this.owner = owner;
        this.partition = partition;
    }

    SinkRecord record() {
        return record;
    }

    boolean isSettled() {
        return record == null;
    }

    /** Whoever has the partition now finds it by themselves, and reports it. */
    @Override
    public boolean isTaken() {
        return partition.isClosed();
    }

    @Override
    public boolean bury(Spool.DeadLetter letter) {
        isReported = owner.dead().refused(this, letter);
        dropped = !isReported;
        return isReported && owner.dead().areKept();
    }

    /** What is to be reported is settled when that has been done. */
    @Override
    public void settled() {
        if (!isReported) {
            owner.settled(this, !dropped && !isTaken());
        }
    }

    /** Whoever was to be told of it has been. */
    void reported() {
        owner.settled(this, false);
    }

    /** It could not be told: a commit is to come soon, at which Connect finds that out, too. */
    void unreported() {
        owner.changed();
    }

    void letGo() {
        record = null;
    }
}
