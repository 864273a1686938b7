package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for memory, how long, and who does not. */
@Timeout(60)
class RoomTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final Closing closing = new Closing();
    /** Of the collector. */
    private volatile Room room;

    private Room impatient(Closing begun) {
        room = new Room(100_000, Duration.ZERO, begun);
        return room;
    }

    @Test
    void oneOfAnySize_hasRoom_butNotASecondBesideIt() {
        Room small = new Room(100, Duration.ZERO, closing);

        assertThat(small.take(1_000)).isTrue();
        assertThat(small.take(1)).isFalse();
        small.give(1_000);
        assertThat(small.take(60)).isTrue();
        assertThat(small.take(40)).isTrue();
        assertThat(small.take(1)).isFalse();
    }

    @Test
    void whoCameFirst_isFirst_whateverTheSize() throws Exception {
        Room small = new Room(100, LONG, closing);
        assertThat(small.take(90)).isTrue();
        List<String> order = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int bytes : new int[] {80, 5, 96}) {
            Thread thread = new Thread(() -> {
                if (small.take(bytes)) {
                    order.add("took " + bytes);
                    small.give(bytes);
                }
            });
            thread.start();
            threads.add(thread);
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }
        assertThat(order).isEmpty();

        small.give(90);

        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).hasSize(3).last().isEqualTo("took 96");
    }

    @Test
    void whoWaits_isLetGo_whenTheCollectorCloses() throws Exception {
        Room small = new Room(100, LONG, closing);
        assertThat(small.take(90)).isTrue();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> small.take(90));
        Thread thread = new Thread(waiting);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        closing.begin();

        assertThat(waiting.get()).isFalse();
        small.give(90);
        assertThat(small.take(90)).as("those who left are not waited for").isTrue();
    }

    /** A client that stops in the middle of a large request holds its room; small requests need none. */
    @Test
    void behindOneThatDoesNotGoOn_largeRequestsAreRefused_andSmallOnesAreTaken() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0, this::impatient);
                RawClient stalled = new RawClient(collector)) {
            Client client = new Client(collector);
            String large = " ".repeat(200_000) + Samples.action();
            assertThat(client.post("/v1/actions", large).statusCode()).isEqualTo(201);

            stalled.send(RawClient.head("Content-Length: 200000") + " ".repeat(100_000));

            await().until(room::isTaken);
            assertThat(client.post("/v1/actions", large).statusCode()).isEqualTo(503);
            assertThat(collector.refusals())
                    .last()
                    .asString()
                    .contains("503", "other requests that are being read fill this collector's memory");
            assertThat(client.post("/v1/actions", Samples.action()).statusCode())
                    .isEqualTo(201);

            stalled.send(" ".repeat(100_000));
            assertThat(stalled.readHead()).startsWith("HTTP/1.1 400");
            assertThat(client.post("/v1/actions", large).statusCode()).isEqualTo(201);
        }
    }

    /** It has its room back, as has one that ends in the middle. */
    @Test
    void aRequestThatBreaksOff_givesItsRoomBack() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0, this::impatient)) {
            Client client = new Client(collector);
            String large = " ".repeat(200_000) + Samples.action();
            try (RawClient gone = new RawClient(collector)) {
                gone.send(RawClient.head("Content-Length: 200000") + " ".repeat(100_000));
                await().until(room::isTaken);
                assertThat(client.post("/v1/actions", large).statusCode()).isEqualTo(503);
            }

            await().until(() -> !room.isTaken());
            assertThat(client.post("/v1/actions", large).statusCode()).isEqualTo(201);
        }
    }
}
