package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionIdsTest {
    private static final int BLOCK = 256;
    private static final String UUID_GIVEN = "12345678-9abc-def0-1234-56789abcdef0";

    private static String next(TransactionIds ids) {
        return new String(ids.random(), StandardCharsets.US_ASCII);
    }

    private static String blockOf(String id) {
        return id.substring(0, id.length() - 2);
    }

    @Test
    void random_isAUuidOfVersion4() {
        TransactionIds ids = new TransactionIds(false);

        assertThat(Stream.generate(() -> next(ids)).limit(10 * BLOCK)).allSatisfy(id -> {
            UUID uuid = UUID.fromString(id);
            assertThat(uuid).hasToString(id);
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
        });
    }

    /** As many as a busy day has of one generator: one that goes in a circle is found out. */
    @Test
    void random_neverRepeatsInAMillion() {
        TransactionIds ids = new TransactionIds(false);
        Set<String> blocks = new HashSet<>();
        Set<String> ofBlock = new HashSet<>();
        int count = 4_000;
        for (int block = 0; block < count; block++) {
            ofBlock.clear();
            for (int i = 0; i < BLOCK; i++) {
                ofBlock.add(next(ids));
            }
            assertThat(ofBlock).hasSize(BLOCK);
            ofBlock.forEach(id -> blocks.add(blockOf(id)));
        }

        assertThat(blocks).hasSize(count);
    }

    @Test
    void noTwoGenerators_shareABlock() {
        Set<String> blocks = new HashSet<>();
        int generators = 500;
        for (int g = 0; g < generators; g++) {
            blocks.add(blockOf(next(new TransactionIds(false))));
        }

        assertThat(blocks).hasSize(generators);
    }

    /** Each of the 114 bits is now this and now that. */
    @Test
    void random_isOfAllBitsButThoseOfTheVersion() {
        TransactionIds ids = new TransactionIds(false);
        long highOnes = 0;
        long lowOnes = 0;
        long highZeros = 0;
        long lowZeros = 0;
        for (int i = 0; i < 100 * BLOCK; i++) {
            UUID id = UUID.fromString(next(ids));
            highOnes |= id.getMostSignificantBits();
            lowOnes |= id.getLeastSignificantBits();
            highZeros |= ~id.getMostSignificantBits();
            lowZeros |= ~id.getLeastSignificantBits();
        }

        assertThat(highOnes & highZeros).isEqualTo(~0xF000L);
        assertThat(lowOnes & lowZeros).isEqualTo(~(0xC0L << 56));
    }

    /** What makes a batch compress: see the class. */
    @Test
    void neighbours_differInTheirLastTwoDigitsAlone() {
        TransactionIds ids = new TransactionIds(false);

        Set<String> block = Stream.generate(() -> next(ids))
                .limit(BLOCK)
                .map(TransactionIdsTest::blockOf)
                .collect(Collectors.toSet());

        assertThat(block).hasSize(1).doesNotContain(blockOf(next(ids)));
    }

    @Test
    void given_staysItselfWhenItIsAUuidInWhateverCase() {
        TransactionIds ids = new TransactionIds(false);

        assertThat(ids.given("c", "a", UUID_GIVEN)).isEqualTo(UUID_GIVEN);
        assertThat(ids.given("c", "a", UUID_GIVEN.toUpperCase(Locale.ROOT))).isEqualTo(UUID_GIVEN);
    }

    /** Thirty-six characters are no UUID yet, nor is one that is spoilt in a single place. */
    @ParameterizedTest
    @ValueSource(chars = {'g', 'G', '-', ' ', '0', '\u0663', '\uff11'})
    void given_thatIsNearlyAUuid_isNone(char wrong) {
        TransactionIds ids = new TransactionIds(false);
        for (int i = 0; i < UUID_GIVEN.length(); i++) {
            boolean dash = UUID_GIVEN.charAt(i) == '-';
            if (dash ? wrong == '-' : wrong == '0') {
                continue;
            }
            String spoilt = UUID_GIVEN.substring(0, i) + wrong + UUID_GIVEN.substring(i + 1);

            assertThat(ids.given("c", "a", spoilt)).as(spoilt).isEqualTo(named("c", "a", spoilt));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "an identifier of thirty-six letters!",
                "12345678-9abc-def0-1234-56789abcdef",
                "12345678-9abc-def0-1234-56789abcdef01"
            })
    void given_thatIsNone_becomesOneOfCompanyNameAndId(String id) {
        TransactionIds ids = new TransactionIds(false);

        assertThat(ids.given("c", "a", id))
                .isEqualTo(named("c", "a", id))
                .isNotEqualTo(ids.given("d", "a", id))
                .isNotEqualTo(ids.given("c", "b", id))
                .isNotEqualTo(ids.given("c", "a", id + "x"));
        assertThat(ids.given(null, "a", id)).isEqualTo(named("", "a", id));
    }

    @Test
    void given_holdsInItsScopeOnlyWhereThatIsAskedFor() {
        TransactionIds ids = new TransactionIds(true);

        assertThat(ids.given("c", "a", UUID_GIVEN.toUpperCase(Locale.ROOT)))
                .isEqualTo(named("c", "a", UUID_GIVEN))
                .isNotEqualTo(ids.given("d", "a", UUID_GIVEN));
    }

    @Test
    void scoped_isWhatIsNoUuid_andAUuidWhereThatIsAskedFor() {
        assertThat(new TransactionIds(false).isScoped("17")).isTrue();
        assertThat(new TransactionIds(false).isScoped(UUID_GIVEN)).isFalse();
        assertThat(new TransactionIds(true).isScoped(UUID_GIVEN)).isTrue();
    }

    private static String named(String company, String action, String id) {
        return UUID.nameUUIDFromBytes((company + '\0' + action + '\0' + id).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
