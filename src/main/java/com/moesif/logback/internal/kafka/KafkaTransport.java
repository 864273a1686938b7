package com.moesif.logback.internal.kafka;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A topic of Kafka, by Kafka's own producer: one record an action, acknowledged by all in-sync replicas. The producer waits for
 * metadata on the thread that sends, and its constructor for a name server, so that everything here is done on a thread of its
 * own. Opens nothing before the first batch. Any thread.
 */
public final class KafkaTransport implements Transport {
    /** Of this JVM: two clients of one name would be in each other's way over JMX. */
    private static final AtomicInteger CLIENTS = new AtomicInteger();
    /** Anything else that stands where a name should may be a secret on a line of its own. */
    private static final Pattern NAME = Pattern.compile("[a-z]+(\\.[a-z0-9]+)+");

    private final Topic topic;
    private final Limits limits;
    private final Properties more;
    private final ThreadFactory threads;
    private final Consumer<String> warnings;
    private final Client client;
    private final ExecutorService dialler;
    private volatile OpenProducer producer;
    private volatile boolean closed;
    private Set<String> said = Set.of();
    /**
     * The answer of a batch that failed while its records set out, for those that were posted before it had failed. Null when
     * the last batch that was tried did not fail so. Of the dialler's thread, as the time of it is.
     */
    private Answer refusal;

    private long refusedAtNanos;

    /**
     * @param servers of the brokers to begin with
     * @param keyed whether the company is a record's key
     * @param compression as Kafka calls it
     * @param client what the client calls itself, but for a number
     */
    public record Topic(String name, String servers, boolean keyed, String compression, String client) {}

    /**
     * @param connectTimeout for the first word of a broker
     * @param responseTimeout for the acknowledgement
     * @param bufferBytes bound on what the client holds
     */
    public record Limits(Duration connectTimeout, Duration responseTimeout, long bufferBytes) {}

    /** Makes Kafka's own client of its properties. */
    @FunctionalInterface
    interface Client {
        Producer<byte[], byte[]> of(Map<String, Object> properties);
    }

    /** What else the client is told. */
    @FunctionalInterface
    public interface Properties {
        /** @throws IOException when it can't be had; the message is a sentence for people */
        Map<String, String> read() throws IOException;
    }

    /**
     * @param threads makes the daemon thread for sending; those that Kafka starts on it have to be known as ours
     * @param warnings hears, on that thread, of what Kafka doesn't know
     */
    public KafkaTransport(
            Topic topic, Limits limits, Properties more, ThreadFactory threads, Consumer<String> warnings) {
        this(topic, limits, more, threads, warnings, OpenProducer::kafkas);
    }

    KafkaTransport(
            Topic topic,
            Limits limits,
            Properties more,
            ThreadFactory threads,
            Consumer<String> warnings,
            Client client) {
        this.client = client;
        this.topic = topic;
        this.limits = limits;
        this.more = more;
        this.threads = threads;
        this.warnings = warnings;
        this.dialler = Executors.newSingleThreadExecutor(threads);
    }

    @Override
    public String destination() {
        return "The topic";
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        RecordsInFlight attempt = new RecordsInFlight(topic.name(), onAnswer);
        try {
            dialler.execute(() -> send(payload, attempt, onAnswer));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Closed, or no thread is to be had now.
            onAnswer.accept(Answer.failed(e));
        }
        return attempt;
    }

    private void send(Payload payload, RecordsInFlight attempt, Consumer<Answer> onAnswer) {
        if (refusal != null && attempt.wasPostedBefore(refusedAtNanos)) {
            // It has waited behind one that could not set out, and would find the same only after another such wait.
            onAnswer.accept(refusal);
            return;
        }
        refusal = null;
        try {
            OpenProducer open = producer();
            open.send(new ActionRecords(payload.body(), topic.name(), topic.keyed()), attempt);
            Throwable failure = attempt.failure();
            attempt.allSetOut();
            if (failure != null) {
                refuseOthers(answer(failure));
            }
        } catch (Throwable t) {
            Answer answer = answer(t);
            refuseOthers(answer);
            onAnswer.accept(answer);
        }
    }

    private void refuseOthers(Answer answer) {
        if (!(answer.failure() instanceof BrokerError error) || !error.isOfRecord()) {
            refusal = answer;
            refusedAtNanos = System.nanoTime();
        }
    }

    private Answer answer(Throwable failure) {
        return failure instanceof BrokerError error ? error.answer() : BrokerErrors.answer(failure, topic.name());
    }

    private OpenProducer producer() throws BrokerError {
        OpenProducer open = producer;
        if (open != null && open.isBroken()) {
            producer = null;
            open.close();
            open = null;
        }
        if (open == null) {
            open = make();
            producer = open;
        }
        if (closed) {
            // close() may have looked before the producer was there.
            open.close();
            throw BrokerError.passing("closed");
        }
        return open;
    }

    private OpenProducer make() throws BrokerError {
        Map<String, String> properties;
        try {
            properties = more.read();
        } catch (IOException e) {
            throw BrokerError.lasting(0, e.getMessage(), "It is read again at each attempt");
        }
        sayUnknown(properties.keySet());
        return new OpenProducer(client.of(
                OpenProducer.properties(topic, limits, properties, topic.client() + '-' + CLIENTS.incrementAndGet())));
    }

    /** What a plug-in of Kafka's is told is no error. */
    private void sayUnknown(Set<String> names) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(ProducerConfig.configNames());
        if (unknown.isEmpty() || unknown.equals(said)) {
            return;
        }
        said = unknown;
        String shown = String.join(
                ", ",
                unknown.stream().filter(name -> NAME.matcher(name).matches()).toList());
        warnings.accept("<settingsFile> of <kafka> has " + unknown.size()
                + " properties that a producer of Kafka doesn't know" + (shown.isEmpty() ? "" : ": " + shown)
                + ". Correct their names, unless they are for a plug-in of Kafka's.");
    }

    @Override
    public void unauthorised() {
        // Its secrets are read anew.
        OpenProducer open = producer;
        if (open != null) {
            open.breaks();
        }
    }

    /** On another thread: Kafka waits for its own. */
    @Override
    public void close() {
        closed = true;
        dialler.shutdownNow();
        OpenProducer open = producer;
        if (open == null) {
            return;
        }
        try {
            threads.newThread(open::close).start();
        } catch (OutOfMemoryError e) {
            // No thread to be had.
            open.close();
        }
    }
}
