package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransactionIdsTest {
    private static final int BLOCK = 256;

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

    @Test
    void random_neverRepeats_andNoTwoGeneratorsShareABlock() {
        Set<String> seen = new HashSet<>();
        Set<String> blocks = new HashSet<>();
        int generators = 50;
        int each = 20 * BLOCK + 1;
        for (int g = 0; g < generators; g++) {
            TransactionIds ids = new TransactionIds(false);
            IntStream.range(0, each).mapToObj(i -> next(ids)).forEach(id -> {
                seen.add(id);
                blocks.add(blockOf(id));
            });
        }

        assertThat(seen).hasSize(generators * each);
        assertThat(blocks).hasSize(generators * 21);
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
}
