package com.moesif.logback.internal.settings;

import com.moesif.logback.internal.transport.StoreFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyStoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The properties of Kafka's own that an appender is given in a file, where the secrets are. What is decided elsewhere is refused
 * there. Nothing that stands in it is ever shown, but for the names of properties that are refused. Any thread.
 */
public final class KafkaFile {
    private static final int MOST_BYTES = 64 * 1024;

    private static final List<String> STORES = List.of("ssl.keystore.location", "ssl.truststore.location");

    /** What may not stand there, and why. */
    private static final Map<String, String> DECIDED = decided();

    private final Path path;

    /** @param path null for none */
    KafkaFile(Path path) {
        this.path = path;
    }

    private static Map<String, String> decided() {
        Map<String, String> decided = new LinkedHashMap<>();
        decided.put("bootstrap.servers", "<bootstrapServers> has them");
        decided.put("compression.type", "<compression> of <kafka> has it");
        decided.put("acks", "it is always all: what is acknowledged must outlive a broker");
        decided.put("enable.idempotence", "it is always true");
        decided.put("transactional.id", "there are no transactions");
        for (String serializer : new String[] {"key.serializer", "value.serializer"}) {
            decided.put(serializer, "a record has the bytes of an action's JSON");
        }
        decided.put("max.block.ms", "it is <connectTimeout>");
        decided.put("delivery.timeout.ms", "it is <responseTimeout>");
        decided.put("request.timeout.ms", "it follows <responseTimeout>");
        decided.put("linger.ms", "<linger> of the appender decides");
        decided.put("buffer.memory", "it follows <maxInFlight> and <maxBatchBytes>");
        return decided;
    }

    /**
     * As it is now.
     *
     * @throws IOException when it can't be used; the message is a sentence for people
     */
    public Map<String, String> read() throws IOException {
        if (path == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new SecretFile(path, MOST_BYTES).text()));
        } catch (IOException e) {
            throw new IOException("<settingsFile> is '" + path + "', but " + SecretFile.reason(e) + ".");
        } catch (IllegalArgumentException e) {
            throw new IOException("<settingsFile> is '" + path
                    + "', but it holds no properties: a \\u in it is followed" + " by no character's number.");
        }
        Map<String, String> read = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            String why = DECIDED.get(name);
            if (why != null) {
                throw new IOException("<settingsFile> is '" + path + "', but '" + name + "' may not stand in it: " + why
                        + ". Remove it there.");
            }
            read.put(name, properties.getProperty(name));
        }
        for (String name : STORES) {
            mustNameNothingElse(name, read.get(name));
        }
        return read;
    }

    /** Kafka's client would wait for a pipe for ever. Of a file that is not there it says enough itself. */
    private void mustNameNothingElse(String name, String location) throws IOException {
        try {
            if (location != null && !location.isBlank()) {
                StoreFile.mustBeRegular(Path.of(location));
            }
        } catch (InvalidPathException e) {
            // Kafka's client says what is wrong with it.
        } catch (KeyStoreException e) {
            throw new IOException(
                    "<settingsFile> is '" + path + "', but what '" + name + "' in it names is no regular file.", e);
        }
    }

    @Override
    public String toString() {
        return path == null ? "none" : path.toString();
    }
}
