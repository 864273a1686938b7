package com.moesif.logback.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerErrorsTest {
    private static final boolean LASTS = true;
    private static final boolean PASSES = false;
    private static final boolean NEW_PRODUCER = true;
    private static final boolean SAME_PRODUCER = false;

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(new RecordTooLargeException("secret"), 413, PASSES, SAME_PRODUCER, "larger than a record"),
                Arguments.of(new RecordBatchTooLargeException("secret"), 413, PASSES, SAME_PRODUCER, "larger"),
                Arguments.of(new InvalidRecordException("secret"), 400, PASSES, SAME_PRODUCER, "invalid"),
                Arguments.of(new SerializationException("secret"), 400, PASSES, SAME_PRODUCER, "invalid"),
                Arguments.of(new TopicAuthorizationException("secret"), 403, LASTS, SAME_PRODUCER, "do not allow it"),
                Arguments.of(new ClusterAuthorizationException("secret"), 403, LASTS, NEW_PRODUCER, "do not allow it"),
                Arguments.of(
                        new KafkaException(
                                "Cannot execute transactional method", new ClusterAuthorizationException("secret")),
                        403,
                        LASTS,
                        NEW_PRODUCER,
                        "do not allow it"),
                Arguments.of(new SaslAuthenticationException("secret"), 401, LASTS, NEW_PRODUCER, "who we are"),
                Arguments.of(
                        new SslAuthenticationException("secret"),
                        401,
                        LASTS,
                        NEW_PRODUCER,
                        "SslAuthenticationException"),
                Arguments.of(new InvalidTimestampException("secret"), 0, LASTS, SAME_PRODUCER, "time of sending"),
                Arguments.of(new InvalidTopicException("secret"), 404, LASTS, SAME_PRODUCER, "called actions"),
                Arguments.of(new UnsupportedVersionException("secret"), 0, LASTS, NEW_PRODUCER, "brokers are too old"),
                Arguments.of(
                        new KafkaException("secret", new UnsupportedVersionException("secret")),
                        0,
                        LASTS,
                        NEW_PRODUCER,
                        "brokers are too old"),
                Arguments.of(
                        new UnknownTopicOrPartitionException("secret"), 0, PASSES, SAME_PRODUCER, "no topic actions"),
                Arguments.of(
                        new TimeoutException("secret", new UnknownTopicOrPartitionException("secret")),
                        0,
                        PASSES,
                        SAME_PRODUCER,
                        "no topic actions"),
                Arguments.of(
                        new TimeoutException("Topic actions not present in metadata after 5000 ms."),
                        0,
                        PASSES,
                        SAME_PRODUCER,
                        "no broker has told"),
                Arguments.of(
                        new TimeoutException("Expiring 12 record(s) for actions-0"),
                        0,
                        PASSES,
                        SAME_PRODUCER,
                        "TimeoutException: Expiring 12"),
                Arguments.of(new NotEnoughReplicasException("too few"), 0, PASSES, SAME_PRODUCER, "NotEnoughReplicas"),
                Arguments.of(new OutOfOrderSequenceException("secret"), 0, PASSES, NEW_PRODUCER, "OutOfOrderSequence"),
                Arguments.of(new ProducerFencedException("secret"), 0, PASSES, NEW_PRODUCER, "ProducerFenced"),
                Arguments.of(new InvalidProducerEpochException("secret"), 0, PASSES, NEW_PRODUCER, "Epoch"),
                Arguments.of(new KafkaException("secret"), 0, PASSES, NEW_PRODUCER, "KafkaException"),
                Arguments.of(new IllegalStateException("secret"), 0, PASSES, NEW_PRODUCER, "IllegalStateException"),
                Arguments.of(
                        made(new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")),
                        0,
                        PASSES,
                        NEW_PRODUCER,
                        "no host of <bootstrapServers>"),
                Arguments.of(
                        new ConfigException("sasl.mechanism", "secret", "no such"),
                        0,
                        LASTS,
                        NEW_PRODUCER,
                        "ConfigException for sasl.mechanism"),
                Arguments.of(
                        made(new IllegalArgumentException("secret")),
                        0,
                        LASTS,
                        NEW_PRODUCER,
                        "can't be made: IllegalArgumentException"),
                Arguments.of(new NoClassDefFoundError("net/jpountz"), 0, PASSES, NEW_PRODUCER, "net/jpountz"));
    }

    private static KafkaException made(Throwable cause) {
        return new KafkaException("Failed to construct kafka producer", cause);
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachFailure_hasAnAnswer_andNoneShowsWhatMayBeASecret(
            Throwable failure, int status, boolean lasts, boolean endsProducer, String said) {
        Answer answer = BrokerErrors.answer(failure, "actions");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.summary()).contains(said).doesNotContain("secret");
        assertThat(answer.failure() instanceof BrokerError error && error.remedy() != null)
                .isEqualTo(lasts);
        assertThat(BrokerErrors.endsProducer(failure)).isEqualTo(endsProducer);
    }

    /** Brokers before 2.8 have a right of its own for what our producer does, and that of the topic is there already. */
    @Test
    void rightOfOldBrokers_isNamed_whereTheClusterRefuses() {
        assertThat(remedy(new ClusterAuthorizationException("secret")))
                .isEqualTo(
                        "Give this service's user the right IDEMPOTENT_WRITE to the cluster, which brokers before 2.8"
                                + " ask for, or update them");
        assertThat(remedy(new TopicAuthorizationException("secret")))
                .contains("WRITE to the topic actions")
                .doesNotContain("cluster");
    }

    private static String remedy(Throwable failure) {
        return ((BrokerError) BrokerErrors.answer(failure, "actions").failure()).remedy();
    }

    /** Kafka's own text names an API and its versions, and no release. */
    @Test
    void brokersThatAreTooOld_areToldTheReleaseThatIsNeeded() {
        Answer answer = BrokerErrors.answer(new UnsupportedVersionException("secret"), "actions");

        assertThat(((BrokerError) answer.failure()).remedy())
                .contains("kafka-clients 4 needs brokers of Kafka 2.1 or later")
                .contains("kafka-clients 3 those of 0.11 or later");
    }

    @Test
    void whatHoldsForAll_comesBeforeWhatHoldsForOne() {
        Throwable tooLarge = new RecordTooLargeException();
        Throwable timeout = new TimeoutException();
        Throwable refused = new SaslAuthenticationException("");

        assertThat(BrokerErrors.worse(null, tooLarge, "actions")).isSameAs(tooLarge);
        assertThat(BrokerErrors.worse(tooLarge, timeout, "actions")).isSameAs(timeout);
        assertThat(BrokerErrors.worse(refused, timeout, "actions")).isSameAs(refused);
        assertThat(BrokerErrors.worse(timeout, tooLarge, "actions")).isSameAs(timeout);
    }
}
