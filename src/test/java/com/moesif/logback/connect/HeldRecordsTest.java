package com.moesif.logback.connect;

import static com.moesif.logback.connect.TaskScene.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What is left in memory of records, and which may be committed. */
class HeldRecordsTest {
    private static final int MANY = 100_000;

    private final HeldRecords held =
            new HeldRecords(new DeadRecords(null, false, new Notices(new Scribe(new ArrayList<>()))));

    private HeldRecord hold(long offset) {
        return held.hold(
                new SinkRecord(
                        P0.topic(), P0.partition(), null, null, null, "{}", offset, 1L, TimestampType.CREATE_TIME),
                2);
    }

    private long committable(long taken) {
        return held.committable(List.of(P0), Map.of(P0, new OffsetAndMetadata(taken)))
                .get(P0)
                .offset();
    }

    @Test
    void thoseWithAnOutcome_takeNoMemory_howeverLongTheOldestWaits() {
        HeldRecord oldest = hold(0);
        List<WeakReference<HeldRecord>> settled = new ArrayList<>();
        for (int i = 1; i <= MANY; i++) {
            HeldRecord record = hold(i);
            settled.add(new WeakReference<>(record));
            record.settled();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return settled.stream().allMatch(each -> each.refersTo(null));
        });
        assertThat(held.count()).isEqualTo(1);
        assertThat(committable(MANY + 1)).isZero();

        oldest.settled();
        assertThat(committable(MANY + 1)).isEqualTo(MANY + 1);
    }

    @Test
    void oldest_isFoundInWhateverOrderOutcomesCome() {
        List<HeldRecord> records = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            records.add(hold(i));
        }

        records.get(2).settled();
        records.get(0).settled();
        assertThat(committable(4)).isEqualTo(1);
        records.get(1).settled();
        assertThat(committable(4)).isEqualTo(3);
        records.get(3).settled();
        assertThat(committable(4)).isEqualTo(4);
    }
}
