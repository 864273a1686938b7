package com.moesif.logback.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one batch has to do with those that wait behind it. */
@Timeout(60)
class KafkaTransportTest {
    private final CountDownLatch sends = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final BlockingQueue<Answer> first = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> second = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private RuntimeException failure;

    /** Its first call lasts, as one does that waits for metadata. */
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                    sends.countDown();
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    if (failure != null) {
                        throw failure;
                    }
                    return super.send(record, callback);
                }
            };

    private final KafkaTransport transport = new KafkaTransport(
            new KafkaTransport.Topic("actions", "localhost:9092", false, "lz4", "test"),
            new KafkaTransport.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000_000),
            Map::of,
            this::thread,
            warning -> {},
            properties -> kafka);

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((who, what) -> uncaught.add(what));
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void end() {
        transport.close();
    }

    private Transport.Attempt post(String body, BlockingQueue<Answer> answers) {
        return transport.post(new Payload("", body.getBytes(StandardCharsets.UTF_8), false), answers::add);
    }

    private static Answer await(BlockingQueue<Answer> answers) throws InterruptedException {
        Answer answer = answers.poll(30, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        return answer;
    }

    @Test
    void batchThatIsCancelled_isNoReasonToRefuseTheNext() throws Exception {
        Transport.Attempt given = post("[{\"n\":1}\n,{\"n\":2}]", first);
        sends.await();
        post("{\"n\":3}", second);
        given.cancel();
        goesOn.countDown();

        assertThat(await(first).failure())
                .as("its second record has not set out")
                .isNotNull();
        assertThat(await(second).status()).isEqualTo(200);
        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void aClientThatFailsToClose_reachesNoHandlerOfTheApplication() throws Exception {
        goesOn.countDown();
        post("{\"n\":1}", first);
        assertThat(await(first).status()).isEqualTo(200);
        kafka.closeException = new KafkaException("Failed to close kafka producer");

        transport.close();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(uncaught).isEmpty();
    }

    @Test
    void batchThatCannotSetOut_sparesTheNextTheWait() throws Exception {
        failure = new TimeoutException("Topic actions not present in metadata after 1000 ms.");
        post("{\"n\":1}", first);
        sends.await();
        post("{\"n\":2}", second);
        goesOn.countDown();

        assertThat(await(first).summary()).contains("no broker has told");
        assertThat(await(second).summary()).contains("no broker has told");
        assertThat(kafka.history()).isEmpty();
    }
}
