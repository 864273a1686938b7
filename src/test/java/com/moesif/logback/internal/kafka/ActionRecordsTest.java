package com.moesif.logback.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ActionRecordsTest {
    private static final String ONE = "{\"action_name\":\"\\\"transaction_id\\\":\\\"no\",\"company_id\":\"a\\\"b\","
            + "\"transaction_id\":\"id-1\",\"metadata\":{\"transaction_id\":\"no\",\"text\":\"\\n\"}}";
    private static final String WITHOUT_COMPANY =
            "{\"action_name\":\"x\",\"transaction_id\":\"id-2\",\"metadata\":{\"company_id\":\"no\"}}";
    private static final String WITHOUT_ID = "{\"action_name\":\"x\"}";

    @Test
    void array_isARecordForEachLine() {
        List<ProducerRecord<byte[], byte[]>> records =
                records("[" + ONE + "\n," + WITHOUT_COMPANY + "\n," + WITHOUT_ID + "]", true);

        assertThat(records).extracting(each -> text(each.value())).containsExactly(ONE, WITHOUT_COMPANY, WITHOUT_ID);
        assertThat(records).extracting(each -> text(each.key())).containsExactly("a\\\"b", null, null);
        assertThat(records).extracting(ActionRecordsTest::id).containsExactly("id-1", "id-2", null);
        assertThat(records).allSatisfy(each -> {
            assertThat(each.topic()).isEqualTo("topic");
            assertThat(each.timestamp()).isNull();
            assertThat(each.partition()).isNull();
            assertThat(text(each.headers().lastHeader("content-type").value())).isEqualTo("application/json");
        });
    }

    @Test
    void object_isOneRecord_withoutAKey() {
        List<ProducerRecord<byte[], byte[]>> records = records(ONE, false);

        assertThat(records).hasSize(1);
        assertThat(records.get(0).key()).isNull();
        assertThat(text(records.get(0).value())).isEqualTo(ONE);
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String body, boolean keyed) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        new ActionRecords(body.getBytes(StandardCharsets.UTF_8), "topic", keyed).forEachRemaining(records::add);
        return records;
    }

    private static String id(ProducerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("moesif-transaction-id");
        return header == null ? null : text(header.value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
