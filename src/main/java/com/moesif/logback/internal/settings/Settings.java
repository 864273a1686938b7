package com.moesif.logback.internal.settings;

import com.moesif.logback.internal.transport.BaseUri;
import com.moesif.logback.internal.transport.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The scalar settings of an appender: declared once here, read and checked once at start. A wrong one is an error and has
 * its default. Immutable.
 */
public final class Settings {
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d{1,3}){3}");
    private static final Duration NONE = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;
    private static final long GB = 1024 * MB;

    public static final Setting<String> APPLICATION_ID = Setting.text("applicationId", "", "text", String::strip);
    public static final Setting<String> APPLICATION_ID_FILE =
            Setting.text("applicationIdFile", "", "the path of a file", String::strip);
    public static final Setting<URI> BASE_URI = Setting.text(
            "baseUri",
            "https://api.moesif.net",
            "an http or https URI with a host, without user, query and fragment",
            BaseUri::parse);
    public static final Setting<Boolean> ENABLED = Setting.flag("enabled", "true");
    public static final Setting<Boolean> DRY_RUN = Setting.flag("dryRun", "false");
    public static final Setting<String> ACTION_MARKER = Setting.text("actionMarker", "ACTION", "text", String::strip);
    public static final Setting<Boolean> SCOPE_TRANSACTION_ID = Setting.flag("scopeTransactionId", "false");
    public static final Setting<Integer> QUEUE_SIZE = Setting.number("queueSize", "8192", 2, 1 << 24);
    public static final Setting<Duration> MAX_BLOCK_TIME = Setting.duration("maxBlockTime", "100 ms", NONE, HOUR);
    public static final Setting<Long> MAX_BATCH_BYTES = Setting.size("maxBatchBytes", "4 MB", 1, 14 * MB);
    public static final Setting<Integer> MAX_BATCH_SIZE = Setting.text(
                    "maxBatchSize", "none", "none or a whole number from 1", Settings::countOrNone)
            .showing(Integer.MAX_VALUE, "none");
    public static final Setting<Duration> LINGER = Setting.duration("linger", "1 s", NONE, HOUR);
    public static final Setting<Integer> MAX_IN_FLIGHT = Setting.number("maxInFlight", "4", 1, 64);
    public static final Setting<Compression> COMPRESSION = Setting.choice("compression", "gzip", Compression.class);
    public static final Setting<Duration> CONNECT_TIMEOUT =
            Setting.duration("connectTimeout", "5 s", Duration.ofMillis(1), HOUR);
    public static final Setting<Duration> RESPONSE_TIMEOUT =
            Setting.duration("responseTimeout", "30 s", Duration.ofMillis(1), HOUR);
    public static final Setting<Long> MAX_MEMORY = Setting.size("maxMemory", "64 MB", 64 * KB, 64 * GB);
    public static final Setting<Duration> SHUTDOWN_TIMEOUT = Setting.duration("shutdownTimeout", "10 s", NONE, HOUR);
    /** What a broker takes at once by default. */
    static final String MAX_BATCH_BYTES_OF_KAFKA = "1 MB";
    /** What is in files needs no hurry to be sent. */
    static final String SHUTDOWN_TIMEOUT_WITH_SPOOL = "3 s";

    public static final Setting<Boolean> SHUTDOWN_HOOK = Setting.flag("shutdownHook", "true");
    public static final Setting<Boolean> STATUS_ON_CONSOLE = Setting.flag("statusOnConsole", "true");

    /** All of them, in the order of the reference table. */
    public static final List<Setting<?>> ALL = List.of(
            APPLICATION_ID,
            APPLICATION_ID_FILE,
            BASE_URI,
            ENABLED,
            DRY_RUN,
            ACTION_MARKER,
            SCOPE_TRANSACTION_ID,
            QUEUE_SIZE,
            MAX_BLOCK_TIME,
            MAX_BATCH_BYTES,
            MAX_BATCH_SIZE,
            LINGER,
            MAX_IN_FLIGHT,
            COMPRESSION,
            CONNECT_TIMEOUT,
            RESPONSE_TIMEOUT,
            MAX_MEMORY,
            SHUTDOWN_TIMEOUT,
            SHUTDOWN_HOOK,
            STATUS_ON_CONSOLE);

    public enum Compression {
        GZIP,
        NONE
    }

    /** Of these a wrong text has other consequences than its default. */
    private static final Set<Setting<?>> READ_WITH_CARE = Set.of(APPLICATION_ID, APPLICATION_ID_FILE, BASE_URI);

    public final ApplicationId applicationId;
    final String whyNoId;
    /** Null when the one given is wrong. */
    public final URI baseUri;
    /** Null when actions are kept in memory only. */
    public final SpoolSettings spool;
    /** Null when actions go to the Collector API. */
    public final KafkaSettings kafka;

    private final Map<Setting<?>, Object> values;

    /**
     * @param spool null for none
     * @param kafka null for none
     * @param memory what {@code maxMemory} is a share of by default
     * @param faults where each wrong setting is told
     */
    Settings(Map<String, String> given, SpoolSettings spool, KafkaSettings kafka, HeapShare memory, Faults faults) {
        List<String> errors = faults.sentences();
        this.spool = spool;
        this.kafka = kafka;
        applicationId = applicationId(given, faults);
        whyNoId = whyNoId(given);
        baseUri = baseUri(given, faults);
        values = new LinkedHashMap<>();
        for (Setting<?> setting : ALL) {
            if (!READ_WITH_CARE.contains(setting)) {
                values.put(setting, withItsDefault(setting, memory).read(given, errors));
            }
        }
        if (kafka != null) {
            // A record has an action's bytes as they are, and the client compresses many of them together.
            values.put(COMPRESSION, Compression.NONE);
        }
    }

    private Settings(Settings others, SpoolSettings spool, Map<Setting<?>, Object> values) {
        this.applicationId = others.applicationId;
        this.whyNoId = others.whyNoId;
        this.baseUri = others.baseUri;
        this.spool = spool;
        this.kafka = others.kafka;
        this.values = values;
    }

    /** Some defaults depend on something else. */
    private Setting<?> withItsDefault(Setting<?> setting, HeapShare memory) {
        if (setting == MAX_MEMORY) {
            return setting.withDefault(SizeText.show(memory.fair()));
        }
        if (setting == MAX_BATCH_BYTES && kafka != null) {
            return setting.withDefault(MAX_BATCH_BYTES_OF_KAFKA);
        }
        return setting == SHUTDOWN_TIMEOUT && spool != null
                ? setting.withDefault(SHUTDOWN_TIMEOUT_WITH_SPOOL)
                : setting;
    }

    /** Of any but the application id and the base URI, which may be missing. */
    @SuppressWarnings("unchecked") // each setting is mapped to what it has read
    public <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting), setting.name);
    }

    /** A dry run delivers each action by itself and at once, by printing it: nothing is kept in files. */
    public Settings forDryRun() {
        Map<Setting<?>, Object> changed = new LinkedHashMap<>(values);
        changed.putAll(
                Map.of(MAX_BATCH_SIZE, 1, MAX_IN_FLIGHT, 1, LINGER, Duration.ZERO, COMPRESSION, Compression.NONE));
        return new Settings(this, null, changed);
    }

    /**
     * The id itself, else the content of the file; null when neither is given. Where a wrong one is, all is kept: that an account is
     * meant is certain, but not which.
     */
    private static ApplicationId applicationId(Map<String, String> given, Faults faults) {
        String id = APPLICATION_ID.read(given, faults.sentences());
        String file = APPLICATION_ID_FILE.read(given, faults.sentences());
        if (isGiven(id)) {
            if (Credential.isSendable(id)) {
                return new ApplicationId(id, null);
            }
            faults.leadsAstray(
                    APPLICATION_ID.name,
                    "<" + APPLICATION_ID.name + "> holds a character that an application id can't have: a blank, a line"
                            + " break, or a letter that is not ASCII. Copy the id anew from Moesif's settings.");
            return ApplicationId.missing(null);
        }
        return isGiven(file) ? applicationIdOf(file, faults) : null;
    }

    /** Where the file gives none yet, since what mounts it is late say, all is kept until it does. */
    private static ApplicationId applicationIdOf(String file, Faults faults) {
        String wrong = "<" + APPLICATION_ID_FILE.name + "> is '" + file + "', but ";
        try {
            Path path = Path.of(file);
            try {
                return new ApplicationId(ApplicationId.read(path), path);
            } catch (IOException e) {
                faults.add(wrong + SecretFile.reason(e)
                        + ". Nothing is sent, and all actions are kept, until it holds the application id: it is read"
                        + " again from time to time.");
                return ApplicationId.missing(path);
            }
        } catch (InvalidPathException e) {
            faults.leadsAstray(APPLICATION_ID_FILE.name, wrong + SecretFile.reason(e) + ".");
            return ApplicationId.missing(null);
        }
    }

    private static boolean isGiven(String text) {
        return !text.isBlank() && UndefinedVariables.in(text).isEmpty();
    }

    /** Of the elements that a variable may leave without a value: then the appender is off, which is no error. */
    static boolean isApplicationId(String element) {
        return element.equals(APPLICATION_ID.name) || element.equals(APPLICATION_ID_FILE.name);
    }

    /** Why there is no application id, where it can be told: a sentence and a blank, or nothing. */
    private static String whyNoId(Map<String, String> given) {
        for (String element : List.of(APPLICATION_ID.name, APPLICATION_ID_FILE.name)) {
            String text = given.get(element);
            Optional<String> variable = UndefinedVariables.in(text);
            if (variable.isPresent()) {
                return "The variable ${" + variable.get() + "} in <" + element
                        + "> is not defined where this process runs. ";
            }
            if (text != null && text.isBlank()) {
                return "<" + element + "> is empty: its variable has no value, most likely. ";
            }
        }
        return "";
    }

    /** Null when it is wrong: any other address, the default above all, is somebody else's. */
    private static URI baseUri(Map<String, String> given, Faults faults) {
        String text = given.getOrDefault(BASE_URI.name, "");
        Set<String> variables = UndefinedVariables.all(text);
        if (!variables.isEmpty()) {
            variables.forEach(
                    name -> faults.leadsAstray(BASE_URI.name, UndefinedVariables.sentence(BASE_URI.name, name)));
            return null;
        }
        try {
            return BaseUri.parse(text.isBlank() ? BASE_URI.defaultText : text);
        } catch (IllegalArgumentException e) {
            faults.leadsAstray(
                    BASE_URI.name,
                    "<" + BASE_URI.name + "> is '" + BaseUri.shown(text) + "', but it " + e.getMessage() + ".");
            return null;
        }
    }

    private static Integer countOrNone(String text) {
        if (text.strip().equalsIgnoreCase("none")) {
            return Integer.MAX_VALUE;
        }
        int count = Integer.parseInt(text.strip());
        if (count < 1) {
            throw new IllegalArgumentException("too small");
        }
        return count;
    }

    /** Whether payloads would cross a network in the clear. */
    boolean isInTheClear() {
        if (baseUri == null) {
            return false;
        }
        String host = baseUri.getHost();
        boolean loopback =
                host.equalsIgnoreCase("localhost") || LOOPBACK.matcher(host).matches() || host.equals("[::1]");
        return baseUri.getScheme().equalsIgnoreCase("http") && !loopback;
    }

    /** For the status line at start; the id is masked. */
    @Override
    public String toString() {
        String collector = "baseUri=" + (baseUri == null ? "wrong" : baseUri) + " applicationId="
                + (applicationId == null ? "none" : applicationId);
        return (kafka == null ? collector : "kafka=(" + kafka + ")")
                + values.keySet().stream()
                        .filter(setting -> setting != ENABLED)
                        .map(this::shown)
                        .collect(Collectors.joining())
                + " spool=" + (spool == null ? "none" : "(" + spool + ")");
    }

    private <T> String shown(Setting<T> setting) {
        return " " + setting.name + "=" + setting.show(get(setting));
    }
}
