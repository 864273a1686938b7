package com.moesif.logback.connect;

import com.moesif.logback.internal.pipeline.PipelineConfig;
import com.moesif.logback.internal.transport.BaseUri;
import com.moesif.logback.internal.transport.Credential;
import com.moesif.logback.internal.transport.HttpTransport;
import com.moesif.logback.internal.transport.Proxy;
import com.moesif.logback.internal.transport.RotatedSecret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The connector's properties: names, defaults, bounds, and what they are made into. Shows nothing secret. */
final class SinkSettings {
    static final String APPLICATION_ID = "moesif.application.id";
    static final String BASE_URI = "moesif.base.uri";
    static final String MAX_BYTES = "batch.max.bytes";
    static final String MAX_ACTIONS = "batch.max.actions";
    static final String LINGER = "linger.ms";
    static final String MAX_IN_FLIGHT = "max.in.flight.requests";
    static final String COMPRESSION = "compression.type";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String RESPONSE_TIMEOUT = "response.timeout.ms";
    static final String BUFFER = "buffer.max.bytes";
    static final String COMMIT_INTERVAL = "commit.interval.ms";
    static final String DRAIN_TIMEOUT = "drain.timeout.ms";
    static final String PAUSE_TIMEOUT = "pause.timeout.ms";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String PROXY_HOST = "proxy.host";
    static final String PROXY_PORT = "proxy.port";
    static final String PROXY_USER = "proxy.user";
    static final String PROXY_PASSWORD = "proxy.password";

    /** Of Connect itself, {@code SinkConnectorConfig}: a worker's class that tasks do not see. */
    private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";

    private static final int MOST_BATCH_BYTES = 15_000_000;
    /** As much as {@code <maxMemory>} may be. */
    private static final long MOST_BUFFER_BYTES = 64L * 1024 * 1024 * 1024;

    private static final long MOST_COMMIT_INTERVAL = Duration.ofDays(1).toMillis();
    /** Ten years: what is much longer can't be counted in nanoseconds. */
    private static final long MOST_PAUSE = Duration.ofDays(3_650).toMillis();

    private static final int MOST_PORT = 65_535;
    private static final int MOST_IN_FLIGHT = 64;
    /** A pipeline gives a batch no more than this part of its memory. */
    private static final long BATCHES_IN_MEMORY = 16;

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    APPLICATION_ID,
                    Type.PASSWORD,
                    ConfigDef.NO_DEFAULT_VALUE,
                    Checks::applicationId,
                    Importance.HIGH,
                    "The collector application id of Moesif. Take it from a file by a ConfigProvider.")
            .define(
                    BASE_URI,
                    Type.STRING,
                    "https://api.moesif.net",
                    Checks::baseUri,
                    Importance.MEDIUM,
                    "Where the Collector API is; it may have a path.")
            .define(
                    MAX_BYTES,
                    Type.INT,
                    4_000_000,
                    Range.between(1_000, MOST_BATCH_BYTES),
                    Importance.MEDIUM,
                    "The size of a request's body before compression.")
            .define(
                    MAX_ACTIONS,
                    Type.INT,
                    null,
                    Checks::positive,
                    Importance.LOW,
                    "The most actions in a request. Without it there is no such limit.")
            .define(
                    LINGER,
                    Type.LONG,
                    1_000L,
                    Range.between(0, 60_000),
                    Importance.MEDIUM,
                    "The least distance between two requests that are not full.")
            .define(
                    MAX_IN_FLIGHT,
                    Type.INT,
                    4,
                    Range.between(1, MOST_IN_FLIGHT),
                    Importance.MEDIUM,
                    "Requests of one task that are under way at once.")
            .define(
                    COMPRESSION,
                    Type.STRING,
                    "gzip",
                    ValidString.in("gzip", "none"),
                    Importance.LOW,
                    "How the body of a request is compressed: gzip or none.")
            .define(
                    CONNECT_TIMEOUT,
                    Type.LONG,
                    5_000L,
                    Range.between(1, 600_000),
                    Importance.LOW,
                    "For opening a connection.")
            .define(
                    RESPONSE_TIMEOUT,
                    Type.LONG,
                    30_000L,
                    Range.between(1, 600_000),
                    Importance.LOW,
                    "For the silence before and within an answer.")
            .define(
                    BUFFER,
                    Type.LONG,
                    33_554_432L,
                    Range.between(1_000_000, MOST_BUFFER_BYTES),
                    Importance.MEDIUM,
                    "Bytes of actions without an outcome, before compression, from which on a task fetches no more.")
            .define(
                    COMMIT_INTERVAL,
                    Type.LONG,
                    1_000L,
                    Range.between(100, MOST_COMMIT_INTERVAL),
                    Importance.LOW,
                    "How often offsets are committed. What is not committed is sent again after a crash.")
            .define(
                    DRAIN_TIMEOUT,
                    Type.LONG,
                    2_000L,
                    Range.between(0, 60_000),
                    Importance.LOW,
                    "How long a task that loses partitions waits for what is under way, so that it is not sent again.")
            .define(
                    PAUSE_TIMEOUT,
                    Type.LONG,
                    -1L,
                    Range.between(-1, MOST_PAUSE),
                    Importance.LOW,
                    "How long the collector may take nothing, for a wrong id say, before the task fails. -1: it asks for ever.")
            .define(
                    NULL_VALUES,
                    Type.STRING,
                    "ignore",
                    ValidString.in("ignore", "report"),
                    Importance.LOW,
                    "What becomes of a record without a value: ignore, or report to the dead-letter topic.")
            .define(
                    PROXY_HOST,
                    Type.STRING,
                    null,
                    Checks::proxyHost,
                    Importance.LOW,
                    "An HTTP proxy. Without it the JVM's is used.")
            .define(
                    PROXY_PORT,
                    Type.INT,
                    null,
                    Checks::port,
                    Importance.LOW,
                    "The proxy's port. It is needed with " + PROXY_HOST + ".")
            .define(PROXY_USER, Type.STRING, null, Reference::refuse, Importance.LOW, "Who we are to the proxy.")
            .define(PROXY_PASSWORD, Type.PASSWORD, null, Reference::refuse, Importance.LOW, "For the proxy.");

    static {
        TlsSettings.define(DEFINITION);
    }

    private final AbstractConfig config;

    /** @throws ConfigException when one is wrong or missing; names it */
    SinkSettings(Map<String, String> properties) {
        config = new AbstractConfig(DEFINITION, properties, false);
        if (hasProxy() && config.getInt(PROXY_PORT) == null) {
            throw new ConfigException(PROXY_PORT + " is missing, but is needed with " + PROXY_HOST + ".");
        }
    }

    private static final class Checks {
        static void applicationId(String name, Object value) {
            String id = value == null ? "" : ((Password) value).value();
            if (id.isBlank()) {
                throw new ConfigException(name + " is empty. It has to be the collector application id of Moesif.");
            }
            Reference.refuse(name, value);
            if (!Credential.isSendable(id.strip())) {
                throw new ConfigException(name + " holds a character that an application id can't have.");
            }
        }

        static void baseUri(String name, Object value) {
            try {
                BaseUri.parse((String) value);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(
                        name + " is '" + BaseUri.shown((String) value) + "', but it " + e.getMessage() + ".");
            }
        }

        /** Says nothing of what is in it: in HTTP_PROXY, where it may come from, a password stands before the host. */
        static void proxyHost(String name, Object value) {
            Reference.refuse(name, value);
            String host = value == null ? "" : ((String) value).strip();
            if (!host.isEmpty() && !Proxy.isHost(host)) {
                throw new ConfigException(name + " has to be a name or an address alone: the port belongs into "
                        + PROXY_PORT + ", credentials into " + PROXY_USER + " and " + PROXY_PASSWORD
                        + ", and http:// nowhere.");
            }
        }

        static void port(String name, Object value) {
            if (value != null && ((Integer) value < 1 || (Integer) value > MOST_PORT)) {
                throw new ConfigException(name + " is " + value + ", but has to be from 1 to " + MOST_PORT + ".");
            }
        }

        static void positive(String name, Object value) {
            if (value != null && (Integer) value < 1) {
                throw new ConfigException(name + " is " + value + ", but has to be 1 or more.");
            }
        }
    }

    String applicationId() {
        return config.getPassword(APPLICATION_ID).value().strip();
    }

    PipelineConfig pipeline() {
        Integer most = config.getInt(MAX_ACTIONS);
        int maxBytes = config.getInt(MAX_BYTES);
        return new PipelineConfig(
                1,
                Duration.ZERO,
                Math.max(bufferBytes(), maxBytes * BATCHES_IN_MEMORY),
                new PipelineConfig.BatchLimits(
                        maxBytes,
                        most == null ? Integer.MAX_VALUE : most,
                        config.getString(COMPRESSION).equals("gzip")),
                duration(LINGER),
                duration(CONNECT_TIMEOUT).plus(duration(RESPONSE_TIMEOUT)),
                config.getInt(MAX_IN_FLIGHT),
                PipelineConfig.Keeping.NOTHING,
                null);
    }

    HttpTransport.Limits transport() {
        return new HttpTransport.Limits(
                duration(CONNECT_TIMEOUT), duration(RESPONSE_TIMEOUT), config.getInt(MAX_IN_FLIGHT));
    }

    URI baseUri() {
        return BaseUri.parse(config.getString(BASE_URI));
    }

    private boolean hasProxy() {
        String host = config.getString(PROXY_HOST);
        return host != null && !host.isBlank();
    }

    /** Null for the JVM's. */
    Proxy proxy() {
        if (!hasProxy()) {
            return null;
        }
        String user = config.getString(PROXY_USER);
        Password password = config.getPassword(PROXY_PASSWORD);
        return new Proxy(
                config.getString(PROXY_HOST).strip(),
                config.getInt(PROXY_PORT),
                user == null || user.isBlank() ? null : user.strip(),
                RotatedSecret.read(List.of(), () -> password == null ? "" : password.value()));
    }

    /** A sentence for each property that is missing, and is needed by others to have an effect. */
    List<String> warnings() {
        return IdleSettings.of(config);
    }

    TlsSettings tls() {
        return new TlsSettings(config);
    }

    long bufferBytes() {
        return config.getLong(BUFFER);
    }

    Duration commitInterval() {
        return duration(COMMIT_INTERVAL);
    }

    Duration drainTimeout() {
        return duration(DRAIN_TIMEOUT);
    }

    /** Null for none. */
    Duration pauseTimeout() {
        return config.getLong(PAUSE_TIMEOUT) < 0 ? null : duration(PAUSE_TIMEOUT);
    }

    boolean reportsNullValues() {
        return Objects.equals(config.getString(NULL_VALUES), "report");
    }

    /** Connect's own setting; its reporter does not tell whether it has a topic, or only logs. */
    boolean hasDeadLetterTopic() {
        return config.originals().get(DEAD_LETTER_TOPIC) instanceof String topic && !topic.isBlank();
    }

    private Duration duration(String name) {
        return Duration.ofMillis(config.getLong(name));
    }

    @Override
    public String toString() {
        return "to " + baseUri();
    }
}
