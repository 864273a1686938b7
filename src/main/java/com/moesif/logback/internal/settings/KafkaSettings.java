package com.moesif.logback.internal.settings;

import com.moesif.logback.config.KafkaElement;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The {@code <kafka>} of an appender, checked once at start. With a wrong one it is not known where actions go, so that nothing
 * is sent. Immutable.
 */
public final class KafkaSettings {
    static final String ELEMENT = "kafka";

    private static final Pattern SERVER = Pattern.compile("(?:[\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.%]+]):([1-9]\\d{0,4})");
    private static final int MOST_PORT = 65_535;
    /** What a broker takes. */
    private static final Pattern TOPIC_NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    static final Setting<List<String>> BOOTSTRAP_SERVERS = Setting.text(
            "bootstrapServers",
            "",
            "host:port of one or more brokers, with commas between, and without a scheme",
            KafkaSettings::servers);
    static final Setting<String> TOPIC = Setting.text(
            "topic",
            "moesif-actions",
            "the name of a topic: letters of ASCII, digits, '.', '_' and '-', 249 at most",
            KafkaSettings::topic);
    static final Setting<Key> KEY = Setting.choice("key", "none", Key.class);
    static final Setting<Compression> COMPRESSION = Setting.choice("compression", "lz4", Compression.class);
    static final Setting<Path> SETTINGS_FILE =
            Setting.text("settingsFile", "", "the path of a file", KafkaSettings::path);

    /** All of them, in the order of the reference table. */
    public static final List<Setting<?>> ALL = List.of(BOOTSTRAP_SERVERS, TOPIC, KEY, COMPRESSION, SETTINGS_FILE);

    enum Key {
        NONE,
        COMPANY_ID
    }

    enum Compression {
        LZ4,
        ZSTD,
        SNAPPY,
        GZIP,
        NONE
    }

    /** With commas between; empty when they are wrong. */
    public final String bootstrapServers;

    public final String topic;
    /** Whether the company is the key of a record. */
    public final boolean keyed;
    /** As Kafka calls it. */
    public final String compression;

    public final KafkaFile file;
    private final boolean sound;

    private KafkaSettings(Map<String, String> given, Faults faults, boolean trial) {
        List<String> wrong = new ArrayList<>();
        Consumer<String> fault = sentence -> {
            wrong.add(sentence);
            faults.leadsAstray(ELEMENT, sentence);
        };
        List<String> servers = BOOTSTRAP_SERVERS.readStrictly(given, fault);
        if (servers.isEmpty() && wrong.isEmpty()) {
            fault.accept("<kafka> needs <bootstrapServers>.");
        }
        bootstrapServers = String.join(",", servers);
        topic = TOPIC.readStrictly(given, fault);
        keyed = KEY.readStrictly(given, fault) == Key.COMPANY_ID;
        compression = COMPRESSION.readStrictly(given, fault).name().toLowerCase(Locale.ROOT);
        file = new KafkaFile(SETTINGS_FILE.readStrictly(given, fault));
        if (!trial) {
            try {
                file.read();
            } catch (IOException e) {
                fault.accept(e.getMessage());
            }
        }
        sound = wrong.isEmpty();
    }

    /**
     * @param sound without what holds a variable that is not defined, which has been told then; null when all of it is lost
     * @param trial whether nothing is going to be sent: then no file is opened
     * @return null when there is no such element
     */
    static KafkaSettings of(Elements given, Elements sound, Faults faults, boolean trial) {
        if (given.kafka == null) {
            return null;
        }
        KafkaElement element = sound.kafka;
        // One sentence is enough of an element that is lost.
        KafkaSettings settings = new KafkaSettings(
                element == null ? Map.of() : element.getTexts(), element == null ? new Faults() : faults, trial);
        for (String other : others(given)) {
            faults.leadsAstray(
                    ELEMENT,
                    "<" + other + "> stands beside <kafka>, where it has no meaning: actions go to a topic, and what"
                            + " carries them on to the collector has the rest. Remove the one or the other.");
        }
        return settings;
    }

    private static List<String> others(Elements given) {
        List<String> others = given.texts.entrySet().stream()
                .filter(text ->
                        Settings.isApplicationId(text.getKey()) || text.getKey().equals(Settings.BASE_URI.name))
                .filter(text -> text.getValue() != null && !text.getValue().isBlank())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        if (given.proxy != null) {
            others.add("proxy");
        }
        if (given.ssl != null) {
            others.add("ssl");
        }
        return others;
    }

    /** What tells it from other places; null while that is not known. */
    public String endpoint() {
        return sound ? "kafka://" + bootstrapServers + "/" + topic : null;
    }

    private static List<String> servers(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> servers =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (String server : servers) {
            var matcher = SERVER.matcher(server);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MOST_PORT) {
                throw new IllegalArgumentException(server);
            }
        }
        return servers;
    }

    private static String topic(String text) {
        String name = text.strip();
        if (!TOPIC_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(name);
        }
        return name;
    }

    private static Path path(String text) {
        try {
            return text.isBlank() ? null : Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** For the status line at start; what is in the file is not shown. */
    @Override
    public String toString() {
        return "bootstrapServers=" + bootstrapServers + " topic=" + topic + " key=" + (keyed ? "company_id" : "none")
                + " compression=" + compression + " settingsFile=" + file;
    }
}
