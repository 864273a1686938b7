package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.transport.Answer;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the answers and their order: nothing is lost uncounted, nothing is held unseen. The seed is the test's name. */
class RandomAnswersTest {
    private static final int TURNS = 4_000;
    private static final String NOISE = "0123456789abcdef".repeat(200);

    private final int[] statuses = {200, 201, 201, 201, 204, 301, 400, 401, 403, 408, 413, 429, 500, 503};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachTurn_balances(long seed) {
        Random random = new Random(seed);
        Machine machine = new Machine(150_000, 20_000);
        machine.random = random.nextDouble();
        int badOf = 2 + random.nextInt(500);
        int put = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            if (turn % 200 == 0) {
                double mood = random.nextDouble();
                machine.collector.behaviour = post -> random.nextDouble() < mood ? judged(post, badOf) : any(random);
            }
            int more = random.nextInt(8) == 0 ? random.nextInt(60) : random.nextInt(3);
            machine.put(more, NOISE.substring(random.nextInt(NOISE.length())));
            put += more;
            machine.turn();
            held(machine, put);
            machine.now += Duration.ofMillis(random.nextInt(20) == 0 ? random.nextInt(400_000) : random.nextInt(50))
                    .toNanos();
        }
        // Mended: what the collector takes is delivered, what it refuses is dead.
        machine.collector.behaviour = post -> judged(post, badOf);
        machine.run(Duration.ofHours(4));
        machine.collector.behaviour = post -> ScriptedCollector.CREATED;
        machine.put(1).run(Duration.ofHours(1));
        held(machine, put + 1);
        assertThat(machine.balanced().pending()).isZero();
        assertThat(machine.delivery.unsent().bytes()).isZero();
        assertThat(machine.collector.accepted).hasSizeGreaterThan(put / 20);
    }

    private static void held(Machine machine, int put) {
        long pending = machine.balanced().pending();
        long lost = machine.ledger.dropped(DropReason.MEMORY_FULL)
                + machine.ledger.dropped(DropReason.REFUSED)
                + machine.ledger.dropped(DropReason.QUEUE_FULL);
        assertThat(machine.ledger.acceptedSoFar()).isEqualTo(put);
        assertThat(pending + lost + machine.collector.accepted.size()).isEqualTo(put);
        assertThat(machine.delivery.unsent().held().pending()
                        + machine.batchWriter.held().pending()
                        + machine.ring.size())
                .isEqualTo(pending);
        assertThat(machine.delivery.unsent().bytes() > 0)
                .isEqualTo(machine.delivery.unsent().held().pending() > 0);
    }

    private static Answer judged(ScriptedCollector.Post post, int badOf) {
        boolean bad = post.numbers().stream().anyMatch(number -> number % badOf == 1);
        return ScriptedCollector.status(bad ? 400 : 201);
    }

    private Answer any(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> ScriptedCollector.broken();
            case 2 -> Answer.failed(new SSLHandshakeException("expired"));
            case 3 -> ScriptedCollector.retryAfter(429, String.valueOf(random.nextInt(900) - 100));
            default -> ScriptedCollector.status(statuses[random.nextInt(statuses.length)]);
        };
    }
}
