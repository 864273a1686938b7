package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.pipeline.Undeliverable.Dead;
import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import com.moesif.logback.internal.spool.Entrusted;
import com.moesif.logback.internal.spool.EntrustedSpool;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each action that will not be delivered is counted once, with what became of it, and told of. */
class UndeliverableTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Refusal REFUSAL = new Refusal(400, "{\"error\":\"no\"}", false);
    private static final String ID = "0a1b2c3d-0000-4000-8000-000000000001";

    private final Ledger ledger = new Ledger();
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final EntrustedSpool spool = new EntrustedSpool();
    private final Undeliverable undeliverable = over(spool);
    private final List<Spool.DeadLetter> letters = new ArrayList<>();
    /** What becomes of a letter. */
    private boolean isKept = true;

    private RuntimeException fault;
    private boolean isTaken;

    private Undeliverable over(Spool other) {
        return new Undeliverable(other, ledger, notices, () -> NOW, "the collector");
    }

    private static byte[] json(String time) {
        return ("{\"action_name\":\"Paid\",\"transaction_id\":\"" + ID + "\",\"request\":{\"time\":\"" + time + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** An action in a segment of its own, whose keeper does as the test says. */
    private Dead dead(byte[] json) {
        spool.entrust(new Entrusted() {
            @Override
            public void settled() {}

            @Override
            public boolean isTaken() {
                return isTaken;
            }

            @Override
            public boolean bury(Spool.DeadLetter letter) {
                if (fault != null) {
                    throw fault;
                }
                letters.add(letter);
                return isKept;
            }
        });
        Segment segment = spool.newSegment();
        segment.append(json, 0, json.length, 1);
        return new Dead(json, segment);
    }

    private Dead dead() {
        return dead(json("2026-11-23T09:00:00Z"));
    }

    private String told() {
        notices.speakAll(0);
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    private void assertCounted(long dead, long refused, long memory, long handedOver) {
        assertThat(ledger.counts().deadInAll()).isEqualTo(dead);
        assertThat(ledger.dropped(DropReason.REFUSED)).isEqualTo(refused);
        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isEqualTo(memory);
        assertThat(ledger.counts().handedOver()).isEqualTo(handedOver);
    }

    @Test
    void whatAMaskHides_isNotToldOfTheNameOfAnAction() {
        Undeliverable masking = new Undeliverable(
                spool, ledger, notices, () -> NOW, "the collector", name -> name.replace("Paid", "****"));
        masking.refused(dead(), REFUSAL, false);
        masking.keptInDoubt(json("2026-11-23T09:00:00Z"), REFUSAL);

        notices.speakAll(0);
        assertThat(said)
                .hasSize(2)
                .allMatch(text -> text.startsWith("Action '****' with transaction_id " + ID + " is refused"));
    }

    @Test
    void aRefusedOne_isALetterWithWhatWasSaidOfIt() {
        assertThat(undeliverable.refused(dead(), REFUSAL, false)).isTrue();

        assertCounted(1, 0, 0, 0);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.id()).isEqualTo(ID);
            assertThat(letter.reason()).isEqualTo(DeadReason.REFUSED);
            assertThat(letter.status()).isEqualTo(400);
            assertThat(letter.answer()).isEqualTo("{\"error\":\"no\"}");
        });
        assertThat(told())
                .isEqualTo("Action 'Paid' with transaction_id " + ID + " is refused by the collector"
                        + " (HTTP 400: {\"error\":\"no\"}), which accepts others. It is kept as a dead letter.");
    }

    @Test
    void aRefusedOneThatNobodyKeeps_isDropped() {
        isKept = false;

        assertThat(undeliverable.refused(dead(), REFUSAL, true)).isTrue();

        assertCounted(0, 1, 0, 0);
        assertThat(told()).endsWith(" It is dropped.");
    }

    /** A fault of ours, or no memory for the letter: what is done with beside it must not be lost for it. */
    @Test
    void aRefusedOneWhoseLetterFails_isDropped() {
        fault = new IllegalStateException("a fault");

        assertThat(undeliverable.refused(dead(), REFUSAL, false)).isTrue();

        assertCounted(0, 1, 0, 0);
    }

    /** It is in no file, and could not be read: there is nothing to keep. */
    @Test
    void oneOfWhichNothingIsLeft_isNoLetter() {
        assertThat(undeliverable.refused(dead(new byte[0]), REFUSAL, false)).isTrue();

        assertThat(letters).isEmpty();
        assertCounted(0, 1, 0, 0);
        assertThat(told()).contains("It is dropped.");
    }

    @Test
    void oneThatAnotherHasTaken_isTheirs() {
        isTaken = true;

        assertThat(undeliverable.refused(dead(), REFUSAL, false)).isTrue();
        undeliverable.noRoomFor(dead(), REFUSAL);

        assertCounted(0, 0, 0, 2);
        assertThat(letters).isEmpty();
        notices.speakAll(0);
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T00:00:00Z, ' As far as can be seen from here it is older than 30 days (request.time 2026-10-01T00:00:00Z). It'",
        "2026-11-22T00:00:00Z, ', which accepts others. It'",
        "2026-12-24T00:00:00Z, ' As far as can be seen from here it lies in the future (request.time 2026-12-24T00:00:00Z). It'"
    })
    void whatCanBeSeenFromHere_isSaid(String time, String words) {
        undeliverable.refused(dead(json(time)), REFUSAL, false);

        assertThat(told()).contains(words + " is kept");
    }

    @Test
    void oneThatThereIsNoRoomFor_isALetterThatSaysWhoRefusesIt() {
        undeliverable.noRoomFor(dead(), new Refusal(403, "<html>", true));

        assertCounted(1, 0, 0, 0);
        assertThat(ledger.counts().dead().get(DeadReason.REFUSED)).isEqualTo(1);
        assertThat(told())
                .contains(
                        "Action 'Paid' with transaction_id " + ID + " is answered again and again (HTTP 403: <html>),"
                                + " not by the collector but in its place, and maxMemory is full",
                        "Check <proxy>");
    }

    @Test
    void oneThatThereIsNoRoomForNorALetter_isDroppedForWantOfMemory() {
        isKept = false;

        undeliverable.noRoomFor(dead(), REFUSAL);

        assertCounted(0, 0, 1, 0);
        assertThat(told())
                .isEqualTo("maxMemory is full of actions that could not be delivered. Actions are dropped until the"
                        + " collector takes actions again.");
    }

    @Test
    void oneThatIsTooOld_isCountedByWhetherItIsKept() {
        undeliverable.expired(json("2026-10-01T00:00:00Z"), true);
        undeliverable.expired(json("2026-10-01T00:00:00Z"), false);

        assertThat(ledger.counts().dead().get(DeadReason.EXPIRED)).isEqualTo(1);
        assertCounted(1, 1, 0, 0);
        assertThat(told()).contains("Action 'Paid'", "is older than <maxAge>", "It is dropped.", "(2 times)");
    }

    /** No letters are kept where there is no spool, and that is no reason to wait. */
    @Test
    void thoseThatAreTooOldWithoutASpool_areNotKept() {
        boolean[] kept = over(new MemorySpool()).keptThoughExpired(List.of(json("2026-10-01T00:00:00Z"), json("x")));

        assertThat(kept).containsExactly(false, false);
    }

    private FileSpool inFiles(Path directory) {
        return new FileSpool(
                new SpoolConfig(directory, 1 << 20), new Tenant("name", "", () -> "id", () -> false), notices);
    }

    /** It has no directory yet, as where another has it or the disk fails: nothing need be lost for that. */
    @Test
    void whileTheDiskTakesNoLetters_oneThatCanWaitDoes(@TempDir Path temp) {
        Undeliverable without = over(inFiles(temp));
        Dead refused = new Dead(json("2026-11-23T09:00:00Z"), null);

        assertThat(without.refused(refused, REFUSAL, true)).isFalse();
        assertThat(without.keptThoughExpired(List.of(refused.json()))).isNull();
        assertCounted(0, 0, 0, 0);

        assertThat(without.refused(refused, REFUSAL, false))
                .as("it can not wait")
                .isTrue();
        assertCounted(0, 1, 0, 0);
    }

    /** A fault, as memory that ends is one: those beside it are letters all the same. */
    @Test
    void oneThatIsTooOldAndFails_costsTheOthersNothing(@TempDir Path temp) {
        FileSpool files = inFiles(temp);
        files.tend(0);
        byte[] sound = json("2026-10-01T00:00:00Z");

        assertThat(over(files).keptThoughExpired(Arrays.asList(null, sound))).containsExactly(false, true);
        files.close();
    }

    @Test
    void oneThatIsNoAction_isCalledSo() {
        undeliverable.refused(dead(new byte[] {'?'}), REFUSAL, false);

        assertCounted(1, 0, 0, 0);
        assertThat(told()).startsWith("Action '?' with transaction_id ? is refused by the collector");
    }

    @Test
    void oneThatCouldNotBeEncoded_isCountedAndToldWithTheFault() {
        undeliverable.failed(new IllegalStateException("not for a status"));

        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isOne();
        assertThat(told())
                .isEqualTo("An action could not be encoded and is lost: java.lang.IllegalStateException."
                        + " Please report this.");
    }

    /** They read nothing of an action, so what it says of itself is no reason of theirs. */
    @Test
    void whatBrokersSay_isToldInTheirWords() {
        Refusal refusal =
                Refusal.of(BrokerError.ofRecord(413, "the record is too large").answer());

        undeliverable.refused(dead(json("2026-10-01T00:00:00Z")), refusal, false);

        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.status()).isEqualTo(413);
            assertThat(letter.answer()).isEqualTo("the record is too large");
        });
        assertThat(told())
                .endsWith(" is refused by the collector (the record is too large), which accepts others."
                        + " It is kept as a dead letter.");
        assertThat(refusal.remedy()).isEqualTo("Look into the log of the brokers.");
        assertThat(refusal.isNoWord()).isFalse();
    }

    @Test
    void damagedOnes_areCountedAndTold() {
        undeliverable.corrupt(3);

        assertThat(ledger.counts().corrupt()).isEqualTo(3);
        assertThat(told()).contains("3 actions of the spool were damaged", ".corrupt", "(3 times)");
    }

    @ParameterizedTest
    @EnumSource(
            value = DropReason.class,
            names = {"SPOOL_FULL", "MEMORY_FULL"})
    void thoseThatThereIsNoRoomFor_areCountedAndToldWithTheirNumber(DropReason reason) {
        undeliverable.dropped(reason, 0);
        notices.speakAll(0);
        assertThat(said).as("nothing was dropped").isEmpty();

        undeliverable.dropped(reason, 7);

        assertThat(ledger.dropped(reason)).isEqualTo(7);
        assertThat(told())
                .startsWith(
                        reason == DropReason.SPOOL_FULL ? "The spool has reached its <maxSize>." : "maxMemory is full")
                .endsWith("(7 times)");
    }

    /** A caller would keep the action, and count it once more. */
    @Test
    void wordsThatFail_costNothing() {
        notices.wakeBy(() -> {
            throw new IllegalStateException("a fault");
        });

        undeliverable.corrupt(1);
        undeliverable.failed(new IllegalStateException());
        undeliverable.dropped(DropReason.MEMORY_FULL, 1);
        undeliverable.expired(json("2026-10-01T00:00:00Z"), true);
        undeliverable.noRoomFor(dead(), REFUSAL);

        assertThat(ledger.counts().corrupt()).isEqualTo(1);
        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(1);
        assertCounted(2, 0, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, application/json, {}, false, false",
        "403, application/json, {}, true, false",
        "406, application/json, {}, true, false",
        "400, text/html, x, true, false",
        "200, text/html, x, true, true",
        "299, '', <html>, true, true",
        "300, text/html, x, true, false",
        "199, text/html, x, true, false"
    })
    void whoseWordItIs_isToldByTheAnswer(int status, String type, String body, boolean anothers, boolean noWord) {
        Refusal refusal = Refusal.of(new Answer(status, type, "", body, null));

        assertThat(refusal.isAnothers()).isEqualTo(anothers);
        assertThat(refusal.isNoWord()).isEqualTo(noWord);
    }

    @Test
    void oneInDoubt_isToldWithWhatMayBeThoughtOfIt() {
        undeliverable.keptInDoubt(json("2026-11-23T09:00:00Z"), REFUSAL);
        String ofTheSameWay = told();
        said.clear();
        undeliverable.keptInDoubt(json("2026-11-23T09:00:00Z"), new Refusal(403, "", false));

        assertThat(ofTheSameWay)
                .contains(
                        "'Paid'", ID, "(HTTP 400: {\"error\":\"no\"})", "another action was refused and accepted later")
                .contains("Check <proxy>");
        assertThat(told()).contains("a proxy or a firewall may answer so");
    }
}
