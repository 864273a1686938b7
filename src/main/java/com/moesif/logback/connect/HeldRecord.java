package com.moesif.logback.connect;

import com.moesif.logback.internal.spool.Entrusted;
import com.moesif.logback.internal.spool.Spool;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record without an outcome yet. Of the task's thread. */
final class HeldRecord implements Entrusted {
    final long offset;
    final int bytes;
    private final HeldRecords owner;
    private final HeldRecords.Partition partition;
    /** Null once it is settled: it may wait for others before it. */
    private SinkRecord record;

    private boolean buried;
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

    /** Whether its partition is still this task's. */
    boolean isOurs() {
        return !partition.isClosed();
    }

    @Override
    public boolean bury(Spool.DeadLetter letter) {
        if (!isOurs()) {
            // Whoever has the partition now finds it by themselves, and reports it.
            return true;
        }
        buried = owner.dead().refused(this, letter);
        dropped = !buried;
        return buried;
    }

    /** What is to be reported is settled when that has been done. */
    @Override
    public void settled() {
        if (!buried) {
            owner.settled(this, !dropped && isOurs());
        }
    }

    /** Whoever was to be told of it has been. */
    void reported() {
        owner.settled(this, false);
    }

    void letGo() {
        record = null;
    }
}
