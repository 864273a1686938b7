package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said where brokers refuse speaks of them, and of no collector, proxy or HTTP. */
class TopicSentencesTest {
    private static final Answer TOO_LARGE = BrokerError.ofRecord(413, "the record is larger than the topic takes")
            .answer();
    private static final byte[] ACTION =
            "{\"action_name\":\"Paid\",\"transaction_id\":\"t\"}".getBytes(StandardCharsets.UTF_8);

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final Undeliverable undeliverable =
            new Undeliverable(new MemorySpool(), new Ledger(), notices, InstantSource.system(), "the topic");

    @Test
    void refusedOne() {
        undeliverable.refused(new Undeliverable.Dead(ACTION, null), Refusal.of(TOO_LARGE), false);
        undeliverable.keptInDoubt(ACTION, Refusal.of(TOO_LARGE));
        undeliverable.dropped(DropReason.MEMORY_FULL, 3);
        notices.speakAll(0);

        assertThat(said)
                .anyMatch(text ->
                        text.contains("is refused by the topic (the record is larger than the topic takes), which"))
                .anyMatch(text -> text.contains("but perhaps not by the topic"))
                .anyMatch(text -> text.contains("until the topic takes actions again"));
        assertOfATopic(String.join(" ", said));
    }

    @Test
    void pauseAfterManyRefusals() {
        Verdict verdict = Verdict.of(TOO_LARGE, new Verdict.History(1, Verdict.MOST_SUSPECTS), Instant.EPOCH);

        assertThat(verdict).isInstanceOf(Verdict.Pause.class);
        assertOfATopic(verdict.toString());
        assertThat(((Verdict.Pause) verdict).remedy()).contains("max.message.bytes");
    }

    private static void assertOfATopic(String text) {
        assertThat(text)
                .doesNotContainIgnoringCase("collector")
                .doesNotContain("HTTP")
                .doesNotContain("<proxy>")
                .doesNotContain("<baseUri>");
    }
}
