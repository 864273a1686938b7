package com.moesif.logback.internal.kafka;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What Kafka's exceptions mean, as answers: the one place that decides it. Pure. */
final class BrokerErrors {
    /** How Kafka names the property that a value is wrong of. The value itself stands there too. */
    private static final Pattern PROPERTY =
            Pattern.compile("(?:configuration|config) \"?([a-z][a-z0-9]*(?:\\.[a-z0-9]+)+)");

    private static final String INVALID_RECORD = "org.apache.kafka.common.InvalidRecordException";

    private BrokerErrors() {}

    static Answer answer(Throwable failure, String topic) {
        return decided(isFatalState(failure) ? failure.getCause() : failure, topic);
    }

    /** A producer that has been refused for good says so at each further call, with what refused it as the cause. */
    private static boolean isFatalState(Throwable failure) {
        return failure.getClass() == KafkaException.class
                && (failure.getCause() instanceof AuthorizationException
                        || failure.getCause() instanceof UnsupportedVersionException);
    }

    private static Answer decided(Throwable failure, String topic) {
        if (failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException) {
            return BrokerError.ofRecord(413, "larger than a record of the topic may be")
                    .answer();
        }
        if (failure instanceof SerializationException || isInvalidRecord(failure)) {
            return BrokerError.ofRecord(400, "the broker calls the record invalid")
                    .answer();
        }
        if (failure instanceof AuthorizationException) {
            // Without the right to be idempotent nothing is written, whatever the topic allows.
            boolean isOfCluster = failure instanceof ClusterAuthorizationException;
            return BrokerError.lasting(
                            403,
                            "the brokers do not allow it: " + kind(failure),
                            isOfCluster
                                    ? "Give this service's user the right IDEMPOTENT_WRITE to the cluster, which brokers"
                                            + " before 2.8 ask for, or update them"
                                    : "Give this service's user the rights to WRITE to the topic " + topic
                                            + " and to DESCRIBE it")
                    .answer();
        }
        if (failure instanceof AuthenticationException) {
            return BrokerError.lasting(
                            401,
                            "the brokers do not accept who we are: " + kind(failure),
                            "Correct what <settingsFile> says of SASL and TLS, or the broker's own; the file is read again"
                                    + " at each attempt")
                    .answer();
        }
        return other(failure, topic);
    }

    private static Answer other(Throwable failure, String topic) {
        if (failure instanceof InvalidTimestampException) {
            return BrokerError.lasting(
                            0,
                            "the broker does not accept the time of sending",
                            "Set the clock of this machine, or of the broker, or check message.timestamp.after.max.ms of"
                                    + " the topic " + topic)
                    .answer();
        }
        if (failure instanceof InvalidTopicException) {
            return BrokerError.lasting(404, "no topic can be called " + topic, "Correct <topic>")
                    .answer();
        }
        if (failure instanceof UnsupportedVersionException) {
            return BrokerError.lasting(
                            0,
                            "the brokers are too old for kafka-clients: " + kind(failure),
                            "Update the brokers, or take an older kafka-clients: kafka-clients 4 needs brokers of Kafka 2.1"
                                    + " or later, and kafka-clients 3 those of 0.11 or later")
                    .answer();
        }
        if (isUnknownTopic(failure)) {
            return BrokerError.passing("there is no topic " + topic + ": create it")
                    .answer();
        }
        if (failure instanceof TimeoutException
                && String.valueOf(failure.getMessage()).contains("not present in metadata")) {
            return BrokerError.passing(
                            "no broker has told of the topic " + topic + " in time: none answers, most likely")
                    .answer();
        }
        if (failure instanceof TimeoutException || failure instanceof RetriableException) {
            // They name topics, partitions and times, and nothing that was configured.
            return BrokerError.passing(kind(failure) + ": " + failure.getMessage())
                    .answer();
        }
        if (failure instanceof LinkageError || failure instanceof RejectedExecutionException) {
            return Answer.failed(failure);
        }
        return made(failure);
    }

    /** There is no producer: its constructor is what throws such. */
    private static Answer made(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; i < 20 && root.getCause() != null; i++) {
            root = root.getCause();
        }
        if (root instanceof LinkageError) {
            return Answer.failed(root);
        }
        String message = String.valueOf(root.getMessage());
        if (message.contains("No resolvable bootstrap")) {
            return BrokerError.passing("no host of <bootstrapServers> can be found")
                    .answer();
        }
        boolean configured = failure instanceof ConfigException
                || root instanceof ConfigException
                || root instanceof IllegalArgumentException
                || String.valueOf(failure.getMessage()).startsWith("Failed to construct");
        if (!configured) {
            return BrokerError.passing(kind(failure) + (root == failure ? "" : ", for a " + kind(root)))
                    .answer();
        }
        Matcher property = PROPERTY.matcher(message);
        return BrokerError.lasting(
                        0,
                        "Kafka's client can't be made: " + kind(root)
                                + (property.find() ? " for " + property.group(1) : ""),
                        "Correct <settingsFile>; it is read again at each attempt")
                .answer();
    }

    /**
     * Whether the producer is of no use any more. Whatever is not known to leave it as it was may have: an error of its
     * idempotence is fatal, and it says so at each further call.
     */
    static boolean endsProducer(Throwable failure) {
        boolean harmless = failure instanceof RetriableException
                || failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidTimestampException
                || failure instanceof InvalidTopicException
                || isInvalidRecord(failure)
                || failure instanceof org.apache.kafka.common.errors.TopicAuthorizationException;
        return !harmless;
    }

    /** Of the two the one that decides: what holds for all records comes before what holds for one. */
    static Throwable worse(Throwable one, Throwable other, String topic) {
        return one == null || rank(other, topic) > rank(one, topic) ? other : one;
    }

    private static int rank(Throwable failure, String topic) {
        Throwable said = answer(failure, topic).failure();
        if (!(said instanceof BrokerError error)) {
            return 1;
        }
        return error.isOfRecord() ? 0 : error.remedy() == null ? 1 : 2;
    }

    private static boolean isUnknownTopic(Throwable failure) {
        return failure instanceof UnknownTopicOrPartitionException
                || failure instanceof TimeoutException
                        && failure.getCause() instanceof UnknownTopicOrPartitionException;
    }

    /** By name: its place in Kafka's packages has changed. */
    private static boolean isInvalidRecord(Throwable failure) {
        return failure instanceof KafkaException && failure.getClass().getName().equals(INVALID_RECORD);
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
